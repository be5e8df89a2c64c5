using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Simd;

internal static partial class LaneMath
{
    /// <summary>The number next to the first in the direction of the second.</summary>
    internal readonly struct NextAfter : ILaneFunction2
    {
        // Bits of floating-point numbers, taken as integers, are in the numbers' order on either side of 0.
        [MethodImpl(Inline)]
        public V Invoke<V>(V a, V b) where V : struct, ILanes<V>
        {
            if (!V.IsSingle && !V.IsDouble) throw NotForIntegers();
            var isAway = V.Or(V.And(V.Less(a, b), V.Less(V.Zero, a)), V.And(V.Less(b, a), V.Less(a, V.Zero)));
            var next = V.Select(isAway, V.AddBits(a, V.Bits(1)), V.AddBits(a, V.Bits(-1)));
            next = V.Select(V.Equal(a, V.Zero), CopySign(V.Bits(1), b), next);
            return V.Select(V.Or(V.NotEqual(a, a), V.NotEqual(b, b)), a + b, V.Select(V.Equal(a, b), b, next));
        }
    }

    /// <summary>What is left of a number divided by the power of 2 that brings it into [1/2, 1).</summary>
    internal readonly struct MantissaPart : IScalarFunction
    {
        public double Invoke(double x)
        {
            var exponent = (int)new ExponentPart().Invoke(x);
            // In two steps: 2 to the power of 1074 is no number.
            return Math.ScaleB(Math.ScaleB(x, -exponent / 2), -exponent + exponent / 2);
        }
    }

    /// <summary>The exponent of that power; 0 for 0 and what is not finite.</summary>
    internal readonly struct ExponentPart : IScalarFunction
    {
        public double Invoke(double x) => x == 0 || !double.IsFinite(x) ? 0 : Math.ILogB(x) + 1;
    }

    /// <summary>The greatest common divisor.</summary>
    internal readonly struct GcdFunction : IScalarFunction2
    {
        public double Invoke(double a, double b) => throw new NotSupportedException();

        public long Invoke(long a, long b)
        {
            while (b != 0) (a, b) = (b, b == -1 ? 0 : a % b);
            return a < 0 ? -a : a;
        }
    }

    /// <summary>The least common multiple.</summary>
    internal readonly struct LcmFunction : IScalarFunction2
    {
        public double Invoke(double a, double b) => throw new NotSupportedException();

        public long Invoke(long a, long b)
        {
            var divisor = default(GcdFunction).Invoke(a, b);
            if (divisor == 0) return 0;
            var multiple = a / divisor * b;
            return multiple < 0 ? -multiple : multiple;
        }
    }
}
