namespace Adjoint.Nn;

public static partial class Functional
{
    /// <summary>
    /// The distance of every two rows of a matrix, the p-norm of their difference: of the first from all others, of the second from all
    /// behind it, and so on, N (N - 1) / 2 in all.
    /// </summary>
    /// <param name="input">Rows, [N, D].</param>
    /// <param name="p">The order of the norm, not negative.</param>
    /// <exception cref="ArgumentException">The input is not a matrix of floating-point numbers.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> is negative.</exception>
    public static Tensor Pdist(Tensor input, double p = 2)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Rank != 2)
            throw new ArgumentException($"Pdist: the input must be rows, of shape [N, D], and it has {input.Shape}.", nameof(input));
        Checks.Floating(nameof(Pdist), input);
        if (!(p >= 0)) throw new ArgumentOutOfRangeException(nameof(p), p, "Pdist: the order of the norm is not negative.");
        return input.Pdist(p);
    }
}
