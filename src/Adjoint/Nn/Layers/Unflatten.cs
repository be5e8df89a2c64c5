namespace Adjoint.Nn;

/// <summary>Makes several dimensions of one: the opposite of <see cref="Flatten"/>.</summary>
/// <param name="dim">The dimension to split.</param>
/// <param name="sizes">The sizes it is split into; their product is its size.</param>
public sealed class Unflatten(int dim, Shape sizes) : Module
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        Checks.Dimension(TypeName, nameof(dim), x, dim);
        return x.Unflatten(dim, sizes);
    }

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"dim={dim}, unflattened_size=({string.Join(", ", sizes)}{(sizes.Rank == 1 ? "," : "")})";
}
