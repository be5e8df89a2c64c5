namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// In training, sets each element to 0 with probability <paramref name="p"/> and multiplies the others by
    /// <c>1 / (1 - p)</c>, so that their expectation stays what it was. Otherwise returns this tensor. What is dropped is drawn
    /// element by element in row-major order, as by <see cref="FillBernoulli"/>.
    /// </summary>
    /// <param name="p">How likely an element is to be dropped, from 0 to 1.</param>
    /// <param name="training">Whether anything is dropped.</param>
    /// <param name="generator">Where the numbers come from; <see cref="Generator.Default"/> if left out.</param>
    /// <remarks>
    /// Source: N. Srivastava et al., "Dropout: A Simple Way to Prevent Neural Networks from Overfitting", JMLR 15 (2014).
    /// </remarks>
    /// <exception cref="ArgumentException"><paramref name="p"/> is not from 0 to 1, or the elements are not floating-point.</exception>
    public Tensor Dropout(double p = 0.5, bool training = true, Generator? generator = null) =>
        Dropout(nameof(Dropout), Shape, p, training, generator);
}
