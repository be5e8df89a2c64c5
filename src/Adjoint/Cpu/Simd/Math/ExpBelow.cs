using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Simd;

internal static partial class LaneMath
{
    /// <summary>
    /// exp(x) for x that is not positive, short enough to be inlined into a loop; what would be below the normal numbers is 0.
    /// </summary>
    [MethodImpl(Inline)]
    public static V ExpBelow<V>(V x) where V : struct, ILanes<V>
    {
        var least = V.Of(V.IsSingle ? -87 : -708);
        var clamped = V.AtLeast(x, least);
        V n;
        var y = V.IsSingle ? ExpParts(clamped, out n) : ExpParts(clamped, V.Zero, out n);
        return V.Select(V.Less(x, least), V.Zero, y * PowerOfTwo(n));
    }
}
