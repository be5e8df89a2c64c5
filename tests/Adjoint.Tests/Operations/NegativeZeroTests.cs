namespace Adjoint.Tests.Operations;

/// <summary>Operations with a number are kept for the next call with the same: 0 and -0 are not the same.</summary>
public class NegativeZeroTests
{
    [Fact]
    public void ZeroAndMinusZeroAreTwoNumbers()
    {
        foreach (var zero in (double[])[0.0, -0.0, 0.0])
        {
            var x = Tensor.From([2.0], requiresGrad: true);
            var quotient = x / zero;
            quotient.Sum().Backward();
            Assert.Equal(2 / zero, quotient.Item());
            Assert.Equal(1 / zero, x.Grad!.Item());
            Assert.Equal(1 / zero, (1 / (x.Detach() * zero)).Item());
        }
    }
}
