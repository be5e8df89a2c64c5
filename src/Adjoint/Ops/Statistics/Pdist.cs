namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// The distances of all pairs of points, the rows of a matrix, each pair once: 0 and 1, 0 and 2, ..., 1 and 2,
    /// ... The upper triangle of <see cref="Cdist"/> of the points and themselves.
    /// </summary>
    /// <param name="p">The order of the distance; 2, the Euclidean one, if left out.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> is negative.</exception>
    /// <exception cref="ArgumentException">This is no matrix of floating-point numbers.</exception>
    public Tensor Pdist(double p = 2)
    {
        if (Rank != 2) throw new ArgumentException($"Pdist: points are the rows of a matrix, not of a tensor of shape {Shape}.");
        var n = Layout.Sizes[0];
        var pairs = new long[n * Math.Max(0, n - 1) / 2];
        long next = 0;
        for (long i = 0; i < n; i++)
        {
            for (var j = i + 1; j < n; j++) pairs[next++] = i * n + j;
        }
        return Cdist(this, p, CdistMode.Direct).Reshape(-1).IndexSelect(0, From(pairs));
    }
}
