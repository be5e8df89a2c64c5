namespace Adjoint.Nn;

/// <summary>The softmax over the channels of each place of an image: [C, H, W] or [N, C, H, W].</summary>
public sealed class Softmax2d : Module
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank is not (3 or 4))
            throw new ArgumentException(
                $"Softmax2d: the input must have shape [C, H, W] or [N, C, H, W], and it has {x.Shape}.", nameof(x));
        return x.Softmax(-3);
    }
}
