namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// Sums over leading dimensions and over those where <paramref name="shape"/> has size 1, so that the result has that
    /// shape: the opposite of broadcasting.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="shape"/> does not broadcast to this tensor's shape.</exception>
    public Tensor SumTo(Shape shape)
    {
        if (shape == Shape) return this;
        var lead = Rank - shape.Rank;
        if (lead < 0) throw Mismatch(shape);
        var over = Rank <= 8 ? stackalloc int[8] : new int[Rank];
        var count = 0;
        for (var i = 0; i < Rank; i++)
        {
            if (i < lead || shape[i - lead] == 1 && Shape[i] != 1) over[count++] = i;
            else if (shape[i - lead] != Shape[i]) throw Mismatch(shape);
        }
        var dims = over[..count];
        return count == lead ? Sum(dims) : Sum(dims, keepDim: true).Reshape(shape);
    }

    /// <summary>The same for sizes one by one: see <see cref="SumTo"/>.</summary>
    /// <inheritdoc cref="SumTo" path="/exception"/>
    public Tensor SumToSize(params ReadOnlySpan<long> size) => SumTo(Shape.Create(size));

    ArgumentException Mismatch(Shape shape) => new($"SumTo: shape {shape} does not broadcast to {Shape}.");
}
