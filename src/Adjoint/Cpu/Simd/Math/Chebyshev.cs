using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Simd;

internal static partial class LaneMath
{
    /// <summary>The sum of a Chebyshev series at t from -1 to 1 (C. W. Clenshaw, 1955).</summary>
    [MethodImpl(Whole)]
    static V Chebyshev<V>(V t, ReadOnlySpan<double> c) where V : struct, ILanes<V>
    {
        V twice = t + t, last = V.Zero, before = V.Zero;
        for (var k = c.Length - 1; k > 0; k--) (last, before) = (V.MultiplyAdd(twice, last, V.Of(c[k]) - before), last);
        return V.MultiplyAdd(t, last, V.Of(c[0]) - before);
    }
}
