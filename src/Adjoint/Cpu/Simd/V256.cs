using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Cpu.Simd;

// Written by eng/widths from V512.cs.
/// <summary>A 256-bit vector of <typeparamref name="T"/>.</summary>
internal readonly unsafe struct V256<T> : IVector<V256<T>, T> where T : unmanaged
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    readonly Vector256<T> _v;

    [MethodImpl(Inline)]
    public V256(Vector256<T> v) => _v = v;

    public static int Count => Vector256<T>.Count;

    [MethodImpl(Inline)]
    public static V256<T> Of(double value)
    {
        if (typeof(T) == typeof(float)) return new(Vector256.Create((float)value).As<float, T>());
        if (typeof(T) == typeof(double)) return new(Vector256.Create(value).As<double, T>());
        return new(Vector256.Create(Convert.To<double, T>(value)));
    }

    [MethodImpl(Inline)]
    public static V256<T> Fill(T value) => new(Vector256.Create(value));

    [MethodImpl(Inline)]
    public static V256<T> Load(T* source) => new(Vector256.Load(source));

    [MethodImpl(Inline)]
    public static void Store(V256<T> value, T* destination) => value._v.Store(destination);

    [MethodImpl(Inline)]
    public static V256<T> LoadOne(T* source) => new(Vector256.Create(*source));

    [MethodImpl(Inline)]
    public static void StoreOne(V256<T> value, T* destination) => *destination = value._v.ToScalar();

    // Eight bits become eight bytes by a multiplication that puts a copy of them, moved by seven more, into each byte.
    [MethodImpl(Inline)]
    public static void StoreMask(V256<T> mask, byte* destination)
    {
        if (sizeof(T) == 1)
        {
            (mask._v.AsByte() & Vector256<byte>.One).Store(destination);
            return;
        }
        if (Native.StoresBytes256 && sizeof(T) >= 4)
        {
            Native.StoreBytes(mask._v & Bits(1)._v, destination);
            return;
        }
        ulong bits = mask._v.ExtractMostSignificantBits();
        for (var i = 0; i < Count; i += 8, bits >>= 8)
        {
            var bytes = (bits & 0x7F) * 0x02040810204081 & 0x0101010101010101 | (bits & 0x80) << 49;
            if (Count == 2) Unsafe.WriteUnaligned(destination, (ushort)bytes);
            else if (Count == 4) Unsafe.WriteUnaligned(destination, (uint)bytes);
            else Unsafe.WriteUnaligned(destination + i, bytes);
        }
    }

    [MethodImpl(Inline)]
    public static V256<T> LoadMask(byte* source)
    {
        if (Native.HasBytes256 && sizeof(T) >= 4)
        {
            return sizeof(T) == 4
                ? new(Vector256.GreaterThan(Native.LoadBytes256<T>(source).AsInt32(), Vector256<int>.Zero).As<int, T>())
                : new(Vector256.GreaterThan(Native.LoadBytes256<T>(source).AsInt64(), Vector256<long>.Zero).As<long, T>());
        }
        var bytes = sizeof(T) == 1 ? Vector256.Load(source) : LoadFew(source);
        var zeros = Vector256.Equals(bytes, Vector256<byte>.Zero).AsSByte();
        if (sizeof(T) == 1) return new(~zeros.As<sbyte, T>());
        var shorts = Vector256.WidenLower(zeros);
        if (sizeof(T) == 2) return new(~shorts.As<short, T>());
        var ints = Vector256.WidenLower(shorts);
        if (sizeof(T) == 4) return new(~ints.As<int, T>());
        return new(~Vector256.WidenLower(ints).As<long, T>());
    }

    // One byte for each lane, from memory that may hold no more.
    [MethodImpl(Inline)]
    static Vector256<byte> LoadFew(byte* source)
    {
        if (Count == 2) return Vector256.CreateScalar(Unsafe.ReadUnaligned<ushort>(source)).AsByte();
        if (Count == 4) return Vector256.CreateScalar(Unsafe.ReadUnaligned<uint>(source)).AsByte();
        var words = Vector256.CreateScalar(Unsafe.ReadUnaligned<ulong>(source));
        for (var i = 1; i < Count / 8; i++) words = words.WithElement(i, Unsafe.ReadUnaligned<ulong>(source + 8 * i));
        return words.AsByte();
    }

    [MethodImpl(Inline)]
    public static V256<T> operator +(V256<T> a, V256<T> b) => new(a._v + b._v);

    [MethodImpl(Inline)]
    public static V256<T> operator -(V256<T> a, V256<T> b) => new(a._v - b._v);

    [MethodImpl(Inline)]
    public static V256<T> operator *(V256<T> a, V256<T> b) => new(a._v * b._v);

    [MethodImpl(Inline)]
    public static V256<T> operator /(V256<T> a, V256<T> b) =>
        IsSingle || IsDouble ? new(a._v / b._v) : LaneMath.IntegerQuotient(a, b);

    [MethodImpl(Inline)]
    public static V256<T> operator -(V256<T> a) => new(-a._v);

    [MethodImpl(Inline)]
    public static V256<T> Abs(V256<T> x)
    {
        if (IsSingle || IsDouble) return new(Vector256.Abs(x._v));
        return typeof(T) == typeof(byte) ? x : Max(x, -x);
    }

    [MethodImpl(Inline)]
    public static V256<T> Sqrt(V256<T> x) => new(Vector256.Sqrt(x._v));

    [MethodImpl(Inline)]
    public static V256<T> Min(V256<T> a, V256<T> b) => new(Vector256.Min(a._v, b._v));

    [MethodImpl(Inline)]
    public static V256<T> Max(V256<T> a, V256<T> b) => new(Vector256.Max(a._v, b._v));

    [MethodImpl(Inline)]
    public static V256<T> Floor(V256<T> x)
    {
        if (typeof(T) == typeof(float)) return new(Vector256.Floor(x._v.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double)) return new(Vector256.Floor(x._v.AsDouble()).As<double, T>());
        return x;
    }

    [MethodImpl(Inline)]
    public static V256<T> Ceiling(V256<T> x)
    {
        if (typeof(T) == typeof(float)) return new(Vector256.Ceiling(x._v.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double)) return new(Vector256.Ceiling(x._v.AsDouble()).As<double, T>());
        return x;
    }

    [MethodImpl(Inline)]
    public static V256<T> Truncate(V256<T> x)
    {
        if (typeof(T) == typeof(float)) return new(Vector256.Truncate(x._v.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double)) return new(Vector256.Truncate(x._v.AsDouble()).As<double, T>());
        return x;
    }

    [MethodImpl(Inline)]
    public static V256<T> Round(V256<T> x)
    {
        if (typeof(T) == typeof(float)) return new(Vector256.Round(x._v.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double)) return new(Vector256.Round(x._v.AsDouble()).As<double, T>());
        return x;
    }

    [MethodImpl(Inline)]
    public static V256<T> Less(V256<T> a, V256<T> b) => new(Vector256.LessThan(a._v, b._v));

    [MethodImpl(Inline)]
    public static V256<T> LessOrEqual(V256<T> a, V256<T> b) => new(Vector256.LessThanOrEqual(a._v, b._v));

    [MethodImpl(Inline)]
    public static V256<T> Equal(V256<T> a, V256<T> b) => new(Vector256.Equals(a._v, b._v));

    [MethodImpl(Inline)]
    public static V256<T> And(V256<T> mask, V256<T> other) => new(mask._v & other._v);

    [MethodImpl(Inline)]
    public static V256<T> Or(V256<T> mask, V256<T> other) => new(mask._v | other._v);

    [MethodImpl(Inline)]
    public static V256<T> Not(V256<T> mask) => new(~mask._v);

    [MethodImpl(Inline)]
    public static V256<T> Select(V256<T> mask, V256<T> whenTrue, V256<T> whenFalse) =>
        new(Vector256.ConditionalSelect(mask._v, whenTrue._v, whenFalse._v));

    public static bool IsSingle
    {
        [MethodImpl(Inline)]
        get => typeof(T) == typeof(float);
    }

    public static bool IsDouble
    {
        [MethodImpl(Inline)]
        get => typeof(T) == typeof(double);
    }

    public static V256<T> Zero
    {
        [MethodImpl(Inline)]
        get => new(Vector256<T>.Zero);
    }

    public static V256<T> One
    {
        [MethodImpl(Inline)]
        get => new(Vector256<T>.One);
    }

    [MethodImpl(Inline)]
    public static V256<T> MultiplyAdd(V256<T> a, V256<T> b, V256<T> c) => typeof(T) == typeof(float)
        ? new(Vector256.FusedMultiplyAdd(a._v.AsSingle(), b._v.AsSingle(), c._v.AsSingle()).As<float, T>())
        : typeof(T) == typeof(double)
            ? new(Vector256.FusedMultiplyAdd(a._v.AsDouble(), b._v.AsDouble(), c._v.AsDouble()).As<double, T>())
            : a * b + c;

    [MethodImpl(Inline)]
    public static V256<T> MultiplyAddFast(V256<T> a, V256<T> b, V256<T> c) => typeof(T) == typeof(float)
        ? new(Vector256.MultiplyAddEstimate(a._v.AsSingle(), b._v.AsSingle(), c._v.AsSingle()).As<float, T>())
        : typeof(T) == typeof(double)
            ? new(Vector256.MultiplyAddEstimate(a._v.AsDouble(), b._v.AsDouble(), c._v.AsDouble()).As<double, T>())
            : a * b + c;

    [MethodImpl(Inline)]
    public static V256<T> Bits(long pattern) => sizeof(T) == 4
        ? new(Vector256.Create((int)pattern).As<int, T>())
        : new(Vector256.Create(pattern).As<long, T>());

    [MethodImpl(Inline)]
    public static V256<T> Xor(V256<T> a, V256<T> b) => new(a._v ^ b._v);

    [MethodImpl(Inline)]
    public static V256<T> AddBits(V256<T> a, V256<T> b) => sizeof(T) == 4
        ? new((a._v.AsInt32() + b._v.AsInt32()).As<int, T>())
        : new((a._v.AsInt64() + b._v.AsInt64()).As<long, T>());

    [MethodImpl(Inline)]
    public static V256<T> ShiftLeft(V256<T> x, int count) => sizeof(T) == 4
        ? new((x._v.AsInt32() << count).As<int, T>())
        : new((x._v.AsInt64() << count).As<long, T>());

    [MethodImpl(Inline)]
    public static V256<T> ShiftRight(V256<T> x, int count) => sizeof(T) == 4
        ? new((x._v.AsInt32() >>> count).As<int, T>())
        : new((x._v.AsInt64() >>> count).As<long, T>());

    public static bool Scales
    {
        [MethodImpl(Inline)]
        get => Native.Scales256 && (IsSingle || IsDouble);
    }

    [MethodImpl(Inline)]
    public static V256<T> ScaleByPower(V256<T> y, V256<T> n) => new(Native.Scale(y._v, n._v));

    // The native comparisons give back their second operand if either is NaN, or NaN: the same here.
    [MethodImpl(Inline)]
    public static V256<T> Clamp(V256<T> x, V256<T> lower, V256<T> upper) =>
        new(Vector256.MinNative(upper._v, Vector256.MaxNative(lower._v, x._v)));

    [MethodImpl(Inline)]
    public static V256<T> AtLeast(V256<T> x, V256<T> lower) => new(Vector256.MaxNative(lower._v, x._v));

    [MethodImpl(Inline)]
    public static bool Any(V256<T> mask) => mask._v.AsInt64() != Vector256<long>.Zero;

    [MethodImpl(Inline)]
    public static V256<T> InDouble<TFunction>(V256<T> x, TFunction function) where TFunction : struct, ILaneFunction
    {
        var lower = function.Invoke(new V256<double>(Vector256.WidenLower(x._v.AsSingle())));
        var upper = function.Invoke(new V256<double>(Vector256.WidenUpper(x._v.AsSingle())));
        return new(Vector256.Narrow(lower._v, upper._v).As<float, T>());
    }

    [MethodImpl(Inline)]
    public static V256<T> InDouble<TFunction>(V256<T> a, V256<T> b, TFunction function)
        where TFunction : struct, ILaneFunction2
    {
        Vector256<float> x = a._v.AsSingle(), y = b._v.AsSingle();
        V256<double> x1 = new(Vector256.WidenLower(x)), x2 = new(Vector256.WidenUpper(x));
        V256<double> y1 = new(Vector256.WidenLower(y)), y2 = new(Vector256.WidenUpper(y));
        return new(Vector256.Narrow(function.Invoke(x1, y1)._v, function.Invoke(x2, y2)._v).As<float, T>());
    }

    public static V256<T> Map<TFunction>(V256<T> x, TFunction function) where TFunction : struct, IScalarFunction
    {
        var lanes = stackalloc T[Count];
        x._v.Store(lanes);
        for (var i = 0; i < Count; i++)
            lanes[i] = Convert.To<double, T>(function.Invoke(Convert.To<T, double>(lanes[i])));
        return Load(lanes);
    }

    public static V256<T> Map<TFunction>(V256<T> a, V256<T> b, TFunction function) where TFunction : struct, IScalarFunction2
    {
        T* left = stackalloc T[Count], right = stackalloc T[Count];
        a._v.Store(left);
        b._v.Store(right);
        for (var i = 0; i < Count; i++)
        {
            left[i] = typeof(T) == typeof(float) || typeof(T) == typeof(double)
                ? Convert.To<double, T>(function.Invoke(Convert.To<T, double>(left[i]), Convert.To<T, double>(right[i])))
                : Convert.To<long, T>(function.Invoke(Convert.To<T, long>(left[i]), Convert.To<T, long>(right[i])));
        }
        return Load(left);
    }
}
