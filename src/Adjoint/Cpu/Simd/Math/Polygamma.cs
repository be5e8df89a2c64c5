namespace Adjoint.Cpu.Simd;

internal static partial class LaneMath
{
    public static V Polygamma<V>(int n, V x) where V : struct, ILanes<V> => n == 0 ? Digamma(x) : V.Map(x, new PolygammaFunction(n));

    // (-1)ⁿ⁺¹ n! ζ(n + 1, x)
    readonly struct PolygammaFunction(int order) : IScalarFunction
    {
        public double Invoke(double x)
        {
            var factorial = 1.0;
            for (var i = 2; i <= Math.Min(order, 171); i++) factorial *= i;
            return ((order & 1) == 0 ? -factorial : factorial) * Hurwitz.Zeta(order + 1.0, x);
        }
    }
}
