using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Simd;

internal static partial class LaneMath
{
    struct QuotientFunction : IScalarFunction2
    {
        public readonly double Invoke(double a, double b) => a / b;

        public readonly long Invoke(long a, long b) => Quotient(a, b);
    }

    struct FmodFunction : IScalarFunction2
    {
        public readonly double Invoke(double a, double b) => a % b;

        public readonly long Invoke(long a, long b) => a - Quotient(a, b) * b;
    }

    struct FloorDivideFunction : IScalarFunction2
    {
        public readonly double Invoke(double a, double b) => throw new NotSupportedException();

        public readonly long Invoke(long a, long b)
        {
            var quotient = Quotient(a, b);
            return quotient * b != a && a < 0 != b < 0 ? quotient - 1 : quotient;
        }
    }

    struct RemainderFunction : IScalarFunction2
    {
        public readonly double Invoke(double a, double b) => throw new NotSupportedException();

        public readonly long Invoke(long a, long b)
        {
            var rest = a - Quotient(a, b) * b;
            return rest != 0 && rest < 0 != b < 0 ? rest + b : rest;
        }
    }

    // The smallest integer wraps when divided by -1, where the machine would fault.
    static long Quotient(long a, long b) => b == -1 ? -a : a / b;

    /// <summary>The quotient of integers, rounded towards 0.</summary>
    public static V IntegerQuotient<V>(V a, V b) where V : struct, ILanes<V> => V.Map(a, b, default(QuotientFunction));

    [MethodImpl(Inline)]
    public static V Fmod<V>(V a, V b) where V : struct, ILanes<V> =>
        V.IsSingle || V.IsDouble ? FloatFmod(a, b) : V.Map(a, b, default(FmodFunction));

    [MethodImpl(Inline)]
    public static V Remainder<V>(V a, V b) where V : struct, ILanes<V> =>
        V.IsSingle || V.IsDouble ? FloatRemainder(a, b) : V.Map(a, b, default(RemainderFunction));

    [MethodImpl(Inline)]
    public static V FloorDivide<V>(V a, V b) where V : struct, ILanes<V> =>
        V.IsSingle || V.IsDouble ? FloatFloorDivide(a, b) : V.Map(a, b, default(FloorDivideFunction));

    // Exact: while the quotient's whole part is exact it is right or one too large, and so is what remains.
    [MethodImpl(Inline)]
    static V FloatFmod<V>(V a, V b) where V : struct, ILanes<V>
    {
        V x = V.Abs(a), y = V.Abs(b);
        var quotient = x / y;
        var rest = V.MultiplyAdd(-V.Truncate(quotient), y, x);
        rest = V.Select(V.Less(rest, V.Zero), rest + y, rest);
        var easy = V.And(V.Less(quotient, V.Of(V.IsSingle ? 16777216 : 9007199254740992)), V.Less(y, Infinity<V>()));
        var hard = V.Not(easy);
        if (V.Any(hard)) rest = V.Select(hard, V.Map(x, y, default(FmodFunction)), rest);
        return CopySign(rest, a);
    }

    [MethodImpl(Inline)]
    static V HasOtherSign<V>(V rest, V b) where V : struct, ILanes<V> =>
        V.And(V.NotEqual(rest, V.Zero), V.Xor(V.Less(b, V.Zero), V.Less(rest, V.Zero)));

    [MethodImpl(Inline)]
    static V FloatRemainder<V>(V a, V b) where V : struct, ILanes<V>
    {
        var rest = FloatFmod(a, b);
        return V.Select(HasOtherSign(rest, b), rest + b, rest);
    }

    // As Python and PyTorch divide: the quotient of what the exact remainder leaves, rounded to the nearest whole number.
    [MethodImpl(Inline)]
    static V FloatFloorDivide<V>(V a, V b) where V : struct, ILanes<V>
    {
        var rest = FloatFmod(a, b);
        var quotient = (a - rest) / b;
        quotient = V.Select(HasOtherSign(rest, b), quotient - V.One, quotient);
        var floor = V.Floor(quotient);
        floor = V.Select(V.Less(V.Of(0.5), quotient - floor), floor + V.One, floor);
        floor = V.Select(V.Equal(quotient, V.Zero), CopySign(V.Zero, a / b), floor);
        return V.Select(V.Equal(b, V.Zero), a / b, floor);
    }
}
