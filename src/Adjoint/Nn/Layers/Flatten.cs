namespace Adjoint.Nn;

/// <summary>Makes one dimension of several: [N, C, H, W] becomes [N, C H W].</summary>
/// <param name="startDim">The first dimension to merge.</param>
/// <param name="endDim">The last dimension to merge.</param>
public sealed class Flatten(int startDim = 1, int endDim = -1) : Module
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        Checks.Dimension(TypeName, nameof(startDim), x, startDim);
        Checks.Dimension(TypeName, nameof(endDim), x, endDim);
        return x.Flatten(startDim, endDim);
    }

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"start_dim={startDim}, end_dim={endDim}";
}
