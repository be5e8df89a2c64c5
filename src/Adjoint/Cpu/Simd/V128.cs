using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Cpu.Simd;

// Written by eng/widths from V512.cs.
/// <summary>A 128-bit vector of <typeparamref name="T"/>.</summary>
internal readonly unsafe struct V128<T> : IVector<V128<T>, T> where T : unmanaged
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    readonly Vector128<T> _v;

    [MethodImpl(Inline)]
    public V128(Vector128<T> v) => _v = v;

    public static int Count => Vector128<T>.Count;

    [MethodImpl(Inline)]
    public static V128<T> Of(double value)
    {
        if (typeof(T) == typeof(float)) return new(Vector128.Create((float)value).As<float, T>());
        if (typeof(T) == typeof(double)) return new(Vector128.Create(value).As<double, T>());
        return new(Vector128.Create(Convert.To<double, T>(value)));
    }

    [MethodImpl(Inline)]
    public static V128<T> Fill(T value) => new(Vector128.Create(value));

    [MethodImpl(Inline)]
    public static V128<T> Load(T* source) => new(Vector128.Load(source));

    [MethodImpl(Inline)]
    public static void Store(V128<T> value, T* destination) => value._v.Store(destination);

    [MethodImpl(Inline)]
    public static V128<T> LoadOne(T* source) => new(Vector128.Create(*source));

    [MethodImpl(Inline)]
    public static void StoreOne(V128<T> value, T* destination) => *destination = value._v.ToScalar();

    // Eight bits become eight bytes by a multiplication that puts a copy of them, moved by seven more, into each byte.
    [MethodImpl(Inline)]
    public static void StoreMask(V128<T> mask, byte* destination)
    {
        if (sizeof(T) == 1)
        {
            (mask._v.AsByte() & Vector128<byte>.One).Store(destination);
            return;
        }
        if (Native.StoresBytes128 && sizeof(T) >= 4)
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
    public static V128<T> LoadMask(byte* source)
    {
        if (Native.HasBytes128 && sizeof(T) >= 4)
        {
            return sizeof(T) == 4
                ? new(Vector128.GreaterThan(Native.LoadBytes128<T>(source).AsInt32(), Vector128<int>.Zero).As<int, T>())
                : new(Vector128.GreaterThan(Native.LoadBytes128<T>(source).AsInt64(), Vector128<long>.Zero).As<long, T>());
        }
        var bytes = sizeof(T) == 1 ? Vector128.Load(source) : LoadFew(source);
        var zeros = Vector128.Equals(bytes, Vector128<byte>.Zero).AsSByte();
        if (sizeof(T) == 1) return new(~zeros.As<sbyte, T>());
        var shorts = Vector128.WidenLower(zeros);
        if (sizeof(T) == 2) return new(~shorts.As<short, T>());
        var ints = Vector128.WidenLower(shorts);
        if (sizeof(T) == 4) return new(~ints.As<int, T>());
        return new(~Vector128.WidenLower(ints).As<long, T>());
    }

    // One byte for each lane, from memory that may hold no more.
    [MethodImpl(Inline)]
    static Vector128<byte> LoadFew(byte* source)
    {
        if (Count == 2) return Vector128.CreateScalar(Unsafe.ReadUnaligned<ushort>(source)).AsByte();
        if (Count == 4) return Vector128.CreateScalar(Unsafe.ReadUnaligned<uint>(source)).AsByte();
        var words = Vector128.CreateScalar(Unsafe.ReadUnaligned<ulong>(source));
        for (var i = 1; i < Count / 8; i++) words = words.WithElement(i, Unsafe.ReadUnaligned<ulong>(source + 8 * i));
        return words.AsByte();
    }

    [MethodImpl(Inline)]
    public static V128<T> operator +(V128<T> a, V128<T> b) => new(a._v + b._v);

    [MethodImpl(Inline)]
    public static V128<T> operator -(V128<T> a, V128<T> b) => new(a._v - b._v);

    [MethodImpl(Inline)]
    public static V128<T> operator *(V128<T> a, V128<T> b) => new(a._v * b._v);

    [MethodImpl(Inline)]
    public static V128<T> operator /(V128<T> a, V128<T> b) =>
        IsSingle || IsDouble ? new(a._v / b._v) : LaneMath.IntegerQuotient(a, b);

    [MethodImpl(Inline)]
    public static V128<T> operator -(V128<T> a) => new(-a._v);

    [MethodImpl(Inline)]
    public static V128<T> Abs(V128<T> x)
    {
        if (IsSingle || IsDouble) return new(Vector128.Abs(x._v));
        return typeof(T) == typeof(byte) ? x : Max(x, -x);
    }

    [MethodImpl(Inline)]
    public static V128<T> Sqrt(V128<T> x) => new(Vector128.Sqrt(x._v));

    [MethodImpl(Inline)]
    public static V128<T> Min(V128<T> a, V128<T> b) => new(Vector128.Min(a._v, b._v));

    [MethodImpl(Inline)]
    public static V128<T> Max(V128<T> a, V128<T> b) => new(Vector128.Max(a._v, b._v));

    [MethodImpl(Inline)]
    public static V128<T> Floor(V128<T> x)
    {
        if (typeof(T) == typeof(float)) return new(Vector128.Floor(x._v.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double)) return new(Vector128.Floor(x._v.AsDouble()).As<double, T>());
        return x;
    }

    [MethodImpl(Inline)]
    public static V128<T> Ceiling(V128<T> x)
    {
        if (typeof(T) == typeof(float)) return new(Vector128.Ceiling(x._v.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double)) return new(Vector128.Ceiling(x._v.AsDouble()).As<double, T>());
        return x;
    }

    [MethodImpl(Inline)]
    public static V128<T> Truncate(V128<T> x)
    {
        if (typeof(T) == typeof(float)) return new(Vector128.Truncate(x._v.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double)) return new(Vector128.Truncate(x._v.AsDouble()).As<double, T>());
        return x;
    }

    [MethodImpl(Inline)]
    public static V128<T> Round(V128<T> x)
    {
        if (typeof(T) == typeof(float)) return new(Vector128.Round(x._v.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double)) return new(Vector128.Round(x._v.AsDouble()).As<double, T>());
        return x;
    }

    [MethodImpl(Inline)]
    public static V128<T> Less(V128<T> a, V128<T> b) => new(Vector128.LessThan(a._v, b._v));

    [MethodImpl(Inline)]
    public static V128<T> LessOrEqual(V128<T> a, V128<T> b) => new(Vector128.LessThanOrEqual(a._v, b._v));

    [MethodImpl(Inline)]
    public static V128<T> Equal(V128<T> a, V128<T> b) => new(Vector128.Equals(a._v, b._v));

    [MethodImpl(Inline)]
    public static V128<T> And(V128<T> mask, V128<T> other) => new(mask._v & other._v);

    [MethodImpl(Inline)]
    public static V128<T> Or(V128<T> mask, V128<T> other) => new(mask._v | other._v);

    [MethodImpl(Inline)]
    public static V128<T> Not(V128<T> mask) => new(~mask._v);

    [MethodImpl(Inline)]
    public static V128<T> Select(V128<T> mask, V128<T> whenTrue, V128<T> whenFalse) =>
        new(Vector128.ConditionalSelect(mask._v, whenTrue._v, whenFalse._v));

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

    public static V128<T> Zero
    {
        [MethodImpl(Inline)]
        get => new(Vector128<T>.Zero);
    }

    public static V128<T> One
    {
        [MethodImpl(Inline)]
        get => new(Vector128<T>.One);
    }

    [MethodImpl(Inline)]
    public static V128<T> MultiplyAdd(V128<T> a, V128<T> b, V128<T> c) => typeof(T) == typeof(float)
        ? new(Vector128.FusedMultiplyAdd(a._v.AsSingle(), b._v.AsSingle(), c._v.AsSingle()).As<float, T>())
        : typeof(T) == typeof(double)
            ? new(Vector128.FusedMultiplyAdd(a._v.AsDouble(), b._v.AsDouble(), c._v.AsDouble()).As<double, T>())
            : a * b + c;

    [MethodImpl(Inline)]
    public static V128<T> MultiplyAddFast(V128<T> a, V128<T> b, V128<T> c) => typeof(T) == typeof(float)
        ? new(Vector128.MultiplyAddEstimate(a._v.AsSingle(), b._v.AsSingle(), c._v.AsSingle()).As<float, T>())
        : typeof(T) == typeof(double)
            ? new(Vector128.MultiplyAddEstimate(a._v.AsDouble(), b._v.AsDouble(), c._v.AsDouble()).As<double, T>())
            : a * b + c;

    [MethodImpl(Inline)]
    public static V128<T> Bits(long pattern) => sizeof(T) == 4
        ? new(Vector128.Create((int)pattern).As<int, T>())
        : new(Vector128.Create(pattern).As<long, T>());

    [MethodImpl(Inline)]
    public static V128<T> Xor(V128<T> a, V128<T> b) => new(a._v ^ b._v);

    [MethodImpl(Inline)]
    public static V128<T> AddBits(V128<T> a, V128<T> b) => sizeof(T) == 4
        ? new((a._v.AsInt32() + b._v.AsInt32()).As<int, T>())
        : new((a._v.AsInt64() + b._v.AsInt64()).As<long, T>());

    [MethodImpl(Inline)]
    public static V128<T> ShiftLeft(V128<T> x, int count) => sizeof(T) == 4
        ? new((x._v.AsInt32() << count).As<int, T>())
        : new((x._v.AsInt64() << count).As<long, T>());

    [MethodImpl(Inline)]
    public static V128<T> ShiftRight(V128<T> x, int count) => sizeof(T) == 4
        ? new((x._v.AsInt32() >>> count).As<int, T>())
        : new((x._v.AsInt64() >>> count).As<long, T>());

    public static bool Scales
    {
        [MethodImpl(Inline)]
        get => Native.Scales128 && (IsSingle || IsDouble);
    }

    [MethodImpl(Inline)]
    public static V128<T> ScaleByPower(V128<T> y, V128<T> n) => new(Native.Scale(y._v, n._v));

    // The native comparisons give back their second operand if either is NaN, or NaN: the same here.
    [MethodImpl(Inline)]
    public static V128<T> Clamp(V128<T> x, V128<T> lower, V128<T> upper) =>
        new(Vector128.MinNative(upper._v, Vector128.MaxNative(lower._v, x._v)));

    [MethodImpl(Inline)]
    public static V128<T> AtLeast(V128<T> x, V128<T> lower) => new(Vector128.MaxNative(lower._v, x._v));

    [MethodImpl(Inline)]
    public static bool Any(V128<T> mask) => mask._v.AsInt64() != Vector128<long>.Zero;

    [MethodImpl(Inline)]
    public static V128<T> InDouble<TFunction>(V128<T> x, TFunction function) where TFunction : struct, ILaneFunction
    {
        var lower = function.Invoke(new V128<double>(Vector128.WidenLower(x._v.AsSingle())));
        var upper = function.Invoke(new V128<double>(Vector128.WidenUpper(x._v.AsSingle())));
        return new(Vector128.Narrow(lower._v, upper._v).As<float, T>());
    }

    [MethodImpl(Inline)]
    public static V128<T> InDouble<TFunction>(V128<T> a, V128<T> b, TFunction function)
        where TFunction : struct, ILaneFunction2
    {
        Vector128<float> x = a._v.AsSingle(), y = b._v.AsSingle();
        V128<double> x1 = new(Vector128.WidenLower(x)), x2 = new(Vector128.WidenUpper(x));
        V128<double> y1 = new(Vector128.WidenLower(y)), y2 = new(Vector128.WidenUpper(y));
        return new(Vector128.Narrow(function.Invoke(x1, y1)._v, function.Invoke(x2, y2)._v).As<float, T>());
    }

    public static V128<T> Map<TFunction>(V128<T> x, TFunction function) where TFunction : struct, IScalarFunction
    {
        var lanes = stackalloc T[Count];
        x._v.Store(lanes);
        for (var i = 0; i < Count; i++)
            lanes[i] = Convert.To<double, T>(function.Invoke(Convert.To<T, double>(lanes[i])));
        return Load(lanes);
    }

    public static V128<T> Map<TFunction>(V128<T> a, V128<T> b, TFunction function) where TFunction : struct, IScalarFunction2
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
