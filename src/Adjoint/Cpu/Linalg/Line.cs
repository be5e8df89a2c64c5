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
        if (Isa.Has512) Scale<V512<T>>(alpha, x, count);
        else if (Isa.Has256) Scale<V256<T>>(alpha, x, count);
        else Scale<V128<T>>(alpha, x, count);
    }

    /// <summary>x /= α, each element rounded once.</summary>
    public static void Divide(T alpha, T* x, long count)
    {
        if (Isa.Has512) Divide<V512<T>>(alpha, x, count);
        else if (Isa.Has256) Divide<V256<T>>(alpha, x, count);
        else Divide<V128<T>>(alpha, x, count);
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
        if (Isa.Has512) Swap<V512<T>>(x, y, count);
        else if (Isa.Has256) Swap<V256<T>>(x, y, count);
        else Swap<V128<T>>(x, y, count);
    }

    /// <summary>max |x|; NaN or infinity if there are any.</summary>
    public static T Largest(T* x, long count) =>
        Isa.Has512 ? Largest<V512<T>>(x, count) : Isa.Has256 ? Largest<V256<T>>(x, count) : Largest<V128<T>>(x, count);

    /// <summary>The distance from 1 to the next number.</summary>
    public static T Epsilon => T.BitIncrement(T.One) - T.One;

    /// <summary>Rounding errors of rounding errors, beside numbers of about 1.</summary>
    public static T Nothing => Epsilon * Epsilon * Epsilon;

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
    static void Scale<V>(T alpha, T* x, long count) where V : struct, IVector<V, T>
    {
        var factor = V.Fill(alpha);
        long i = 0;
        for (; i + V.Count <= count; i += V.Count) V.Store(factor * V.Load(x + i), x + i);
        for (; i < count; i++) x[i] *= alpha;
    }

    [MethodImpl(Compile.Loop)]
    static void Divide<V>(T alpha, T* x, long count) where V : struct, IVector<V, T>
    {
        var divisor = V.Fill(alpha);
        long i = 0;
        for (; i + V.Count <= count; i += V.Count) V.Store(V.Load(x + i) / divisor, x + i);
        for (; i < count; i++) x[i] /= alpha;
    }

    [MethodImpl(Compile.Loop)]
    static void Swap<V>(T* x, T* y, long count) where V : struct, IVector<V, T>
    {
        long i = 0;
        for (; i + V.Count <= count; i += V.Count)
        {
            V a = V.Load(x + i), b = V.Load(y + i);
            V.Store(b, x + i);
            V.Store(a, y + i);
        }
        for (; i < count; i++) (x[i], y[i]) = (y[i], x[i]);
    }

    // NaN is what remains of it: the largest of anything and NaN is NaN.
    [MethodImpl(Compile.Loop)]
    static T Largest<V>(T* x, long count) where V : struct, IVector<V, T>
    {
        var largest = V.Zero;
        long i = 0;
        for (; i + V.Count <= count; i += V.Count) largest = V.Max(largest, V.Abs(V.Load(x + i)));
        var result = Lanes.Fold<Largest, V, T>(largest);
        for (; i < count; i++) result = T.Max(result, T.Abs(x[i]));
        return result;
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
