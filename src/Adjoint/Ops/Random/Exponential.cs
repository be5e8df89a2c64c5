using Adjoint.Cpu.Sampling;
using Adjoint.Ops;

namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// Overwrites the elements with numbers drawn from the exponential distribution, whose density is
    /// <c>lambda * exp(-lambda * x)</c> and whose mean is <c>1 / lambda</c>, in place: see <see cref="Fill"/>. They are drawn in
    /// the order in which they lie in memory. Returns this tensor.
    /// </summary>
    /// <exception cref="ArgumentException">The type is not floating-point, or <paramref name="lambda"/> not positive.</exception>
    public Tensor FillExponential(double lambda = 1, Generator? generator = null)
    {
        Draw.CheckFloating(nameof(FillExponential), DType);
        if (!(lambda > 0)) throw new ArgumentOutOfRangeException(nameof(lambda), lambda, "FillExponential: the rate must be positive.");
        return Draw.Fill(nameof(FillExponential), this, new Cpu.Sampling.Exponential(lambda), generator);
    }
}
