using System.Numerics;
using System.Runtime.CompilerServices;
using Adjoint.Cpu.Loops;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Linalg;

/// <summary>What factorizations do to lines of a matrix, numbers side by side in memory.</summary>
internal static unsafe class Line<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>y += α x.</summary>
    public static void Add(T alpha, T* x, T* y, long count)
    {
        if (Isa.Has512) Add<V512<T>>(alpha, x, y, count);
        else if (Isa.Has256) Add<V256<T>>(alpha, x, y, count);
        else Add<V128<T>>(alpha, x, y, count);
    }

    /// <summary>x *= α.</summary>
    public static void Scale(T alpha, T* x, long count)
    {
        for (long i = 0; i < count; i++) x[i] *= alpha;
    }

    /// <summary>x /= α, each element rounded once.</summary>
    public static void Divide(T alpha, T* x, long count)
    {
        for (long i = 0; i < count; i++) x[i] /= alpha;
    }

    /// <summary>Σ x y.</summary>
    public static T Dot(T* x, T* y, long count) =>
        Isa.Has512 ? Dot<V512<T>>(x, y, count) : Isa.Has256 ? Dot<V256<T>>(x, y, count) : Dot<V128<T>>(x, y, count);

    /// <summary>The length √Σ x², without overflow on the way.</summary>
    public static T Length(T* x, long count)
    {
        var square = Dot(x, x, count);
        if (T.IsNormal(square) && square > Smallest) return T.Sqrt(square);
        var largest = T.Zero;
        for (long i = 0; i < count; i++)
        {
            if (!(T.Abs(x[i]) <= largest)) largest = T.Abs(x[i]);
        }
        if (largest == T.Zero || !T.IsFinite(largest)) return largest;
        var sum = T.Zero;
        for (long i = 0; i < count; i++) sum += x[i] / largest * (x[i] / largest);
        return largest * T.Sqrt(sum);
    }

    /// <summary>Exchanges two lines.</summary>
    public static void Swap(T* x, T* y, long count)
    {
        for (long i = 0; i < count; i++) (x[i], y[i]) = (y[i], x[i]);
    }

    /// <summary>The distance from 1 to the next number.</summary>
    public static T Epsilon => T.BitIncrement(T.One) - T.One;

    // Squares below have lost digits.
    static T Smallest => typeof(T) == typeof(float) ? T.CreateChecked(1e-30) : T.CreateChecked(1e-280);

    [MethodImpl(Compile.Loop)]
    static void Add<V>(T alpha, T* x, T* y, long count) where V : struct, IVector<V, T>
    {
        var factor = V.Fill(alpha);
        long i = 0;
        for (; i + V.Count <= count; i += V.Count) V.Store(V.MultiplyAddFast(factor, V.Load(x + i), V.Load(y + i)), y + i);
        for (; i < count; i++) y[i] = T.MultiplyAddEstimate(alpha, x[i], y[i]);
    }

    [MethodImpl(Compile.Loop)]
    static T Dot<V>(T* x, T* y, long count) where V : struct, IVector<V, T>
    {
        V a = V.Zero, b = V.Zero;
        long i = 0;
        for (; i + 2 * V.Count <= count; i += 2 * V.Count)
        {
            a = V.MultiplyAddFast(V.Load(x + i), V.Load(y + i), a);
            b = V.MultiplyAddFast(V.Load(x + i + V.Count), V.Load(y + i + V.Count), b);
        }
        var sum = Lanes.Fold<Plus, V, T>(a + b);
        for (; i < count; i++) sum = T.MultiplyAddEstimate(x[i], y[i], sum);
        return sum;
    }
}
