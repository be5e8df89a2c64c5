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

    // By themselves: inlined into large methods they would leave their own operations as calls.
    [MethodImpl(Whole)]
    static V ExpWhole<V>(V x) where V : struct, ILanes<V> => ExpDouble(x, V.Zero);

    [MethodImpl(Whole)]
    static V LogWhole<V>(V x) where V : struct, ILanes<V> => LogDouble(x);
}
