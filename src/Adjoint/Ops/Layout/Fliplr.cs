namespace Adjoint;

public partial class Tensor
{
    /// <summary>A copy with the columns in reverse order: the second dimension flipped.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has fewer than two dimensions.</exception>
    public Tensor Fliplr() => Flip(CheckRank(nameof(Fliplr), 1, 2));

    /// <summary>A copy with the rows in reverse order: the first dimension flipped.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tensor is zero-dimensional.</exception>
    public Tensor Flipud() => Flip(CheckRank(nameof(Flipud), 0, 1));
}
