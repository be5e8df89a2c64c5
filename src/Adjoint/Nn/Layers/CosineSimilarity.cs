namespace Adjoint.Nn;

/// <summary>The cosine of the angle between vectors along a dimension: x · y / (max(|x|, ε) max(|y|, ε)).</summary>
/// <param name="dim">The dimension of the vectors.</param>
/// <param name="eps">ε, the least length.</param>
public sealed class CosineSimilarity(int dim = 1, double eps = 1e-8) : Module<Tensor, Tensor, Tensor>
{
    /// <summary>The dimension of the vectors.</summary>
    public int Dim { get; } = dim;

    /// <summary>The least length.</summary>
    public double Eps { get; } = eps;

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x1, Tensor x2) => Functional.CosineSimilarity(x1, x2, Dim, Eps);
}

public static partial class Functional
{
    /// <summary>The cosine of the angle between vectors along a dimension: x · y / (max(|x|, ε) max(|y|, ε)). Shapes broadcast.</summary>
    /// <param name="x1">x.</param>
    /// <param name="x2">y.</param>
    /// <param name="dim">The dimension of the vectors, which goes.</param>
    /// <param name="eps">ε, the least length.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast, or the elements are not floating-point.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public static Tensor CosineSimilarity(Tensor x1, Tensor x2, int dim = 1, double eps = 1e-8)
    {
        var (x, y) = Together(nameof(CosineSimilarity), x1, x2);
        Checks.Dimension(nameof(CosineSimilarity), nameof(dim), x, dim);
        Tensor Unit(Tensor vectors) => vectors / vectors.Norm(2, dim, keepDim: true).ClampMin(eps);
        return (Unit(x) * Unit(y)).Sum(dim);
    }

    // Two tensors expanded to one shape.
    static (Tensor, Tensor) Together(string of, Tensor x, Tensor y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        Checks.Floating(of, x);
        Checks.Floating(of, y);
        if (x.Shape == y.Shape) return (x, y);
        var sizes = Broadcast.Sizes(x.Shape, y.Shape)
            ?? throw new ArgumentException($"{of}: the shapes {x.Shape} and {y.Shape} do not broadcast.");
        return (x.Expand(sizes), y.Expand(sizes));
    }
}
