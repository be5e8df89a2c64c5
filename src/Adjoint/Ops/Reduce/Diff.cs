namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// The differences of neighbours along a dimension, x[i + 1] - x[i], taken <paramref name="n"/> times; of truth values, whether
    /// neighbours differ. The dimension gets as many elements shorter; nothing is left where it is not longer than that.
    /// </summary>
    /// <param name="n">How often differences are taken.</param>
    /// <param name="dim">The dimension; the last if left out.</param>
    /// <param name="prepend">What is put before the elements first; of this tensor's shape but for the dimension.</param>
    /// <param name="append">What is put behind them first.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, or <paramref name="n"/> is negative.</exception>
    /// <exception cref="ArgumentException">The tensor has no dimension, or what is put before or behind does not fit.</exception>
    public Tensor Diff(int n = 1, int dim = -1, Tensor? prepend = null, Tensor? append = null)
    {
        Require.NotNegative(nameof(Diff), n);
        if (Rank == 0) throw new ArgumentException("Diff: a zero-dimensional tensor has no neighbours; Reshape(1) makes it a vector.");
        dim = Dim.Wrap(dim, Rank);
        var x = prepend is null && append is null ? this : Cat([.. Tensors(prepend), this, .. Tensors(append)], dim);
        if (n == 0) return x.Clone();
        for (var i = 0; i < n; i++)
        {
            var length = x.Size(dim) - 1;
            if (length < 0) return x.Clone();
            var (left, right) = (x.Narrow(dim, 0, length), x.Narrow(dim, 1, length));
            x = DType == DType.Bool ? right.Ne(left) : right - left;
        }
        return x;
    }

    static Tensor[] Tensors(Tensor? tensor) => tensor is null ? [] : [tensor];
}
