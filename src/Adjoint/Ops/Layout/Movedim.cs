namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// A view in which dimension <paramref name="source"/> has moved to place <paramref name="destination"/>; the others keep their order.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Movedim(int source, int destination) => Movedim([source], [destination]);

    /// <summary>
    /// A view in which each dimension of <paramref name="source"/> has moved to the place given in <paramref name="destination"/>;
    /// the others keep their order.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    /// <exception cref="ArgumentException">The lists differ in length, or a dimension is named twice in one of them.</exception>
    public Tensor Movedim(ReadOnlySpan<int> source, ReadOnlySpan<int> destination)
    {
        if (source.Length != destination.Length)
            throw new ArgumentException($"Movedim: {source.Length} source dimension(s) but {destination.Length} destination(s).");
        if (source.Length == 0 || Rank == 0) return this;
        var taken = Dim.WrapAll(source, Rank);
        Dim.WrapAll(destination, Rank);
        var order = new int[Rank];
        Array.Fill(order, -1);
        for (var i = 0; i < source.Length; i++) order[Dim.Wrap(destination[i], Rank)] = Dim.Wrap(source[i], Rank);
        var next = 0;
        for (var i = 0; i < Rank; i++)
        {
            if (order[i] >= 0) continue;
            while (taken.Contains(next)) next++;
            order[i] = next++;
        }
        return Permute(order);
    }

    /// <summary>The same as <see cref="Transpose"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Swapaxes(int axis0, int axis1) => Transpose(axis0, axis1);

    /// <summary>The same as <see cref="Transpose"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Swapdims(int dim0, int dim1) => Transpose(dim0, dim1);
}
