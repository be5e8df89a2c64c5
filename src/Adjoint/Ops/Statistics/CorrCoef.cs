namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// The correlation coefficients of variables, the rows, from their observations, the columns: the covariance divided by both
    /// standard deviations, from -1 to 1. NaN for a variable that is constant.
    /// </summary>
    /// <exception cref="ArgumentException">There are more than two dimensions.</exception>
    public Tensor CorrCoef()
    {
        if (Rank > 2) throw new ArgumentException($"CorrCoef: variables are the rows of a matrix, not a tensor of shape {Shape}.");
        var cov = Cov();
        if (cov.Rank == 0) return cov / cov;
        var deviation = cov.Diagonal().Sqrt();
        return (cov / deviation.Unsqueeze(1) / deviation).Clamp(-1, 1);
    }
}
