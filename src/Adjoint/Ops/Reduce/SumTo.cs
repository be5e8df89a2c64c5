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
        var over = new List<int>();
        for (var i = 0; i < Rank; i++)
        {
            if (i < lead || shape[i - lead] == 1 && Shape[i] != 1) over.Add(i);
            else if (shape[i - lead] != Shape[i]) throw Mismatch(shape);
        }
        if (lead < 0) throw Mismatch(shape);
        return (over.Count == 0 ? this : Sum([.. over], keepDim: true)).Reshape(shape);
    }

    ArgumentException Mismatch(Shape shape) => new($"SumTo: shape {shape} does not broadcast to {Shape}.");
}
