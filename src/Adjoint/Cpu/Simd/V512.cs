using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Cpu.Simd;

// V128.cs and V256.cs are this file with other numbers; a test compares them. Edit here, then run eng/widths.
/// <summary>A 512-bit vector of <typeparamref name="T"/>.</summary>
internal readonly unsafe struct V512<T> : IVector<V512<T>, T> where T : unmanaged
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    readonly Vector512<T> _v;

    [MethodImpl(Inline)]
    public V512(Vector512<T> v) => _v = v;

    public static int Count => Vector512<T>.Count;

    [MethodImpl(Inline)]
    public static V512<T> Of(double value)
    {
        if (typeof(T) == typeof(float)) return new(Vector512.Create((float)value).As<float, T>());
        if (typeof(T) == typeof(double)) return new(Vector512.Create(value).As<double, T>());
        return new(Vector512.Create(Convert.To<double, T>(value)));
    }

    [MethodImpl(Inline)]
    public static V512<T> Fill(T value) => new(Vector512.Create(value));

    [MethodImpl(Inline)]
    public static V512<T> Load(T* source) => new(Vector512.Load(source));

    [MethodImpl(Inline)]
    public static void Store(V512<T> value, T* destination) => value._v.Store(destination);

    [MethodImpl(Inline)]
    public static V512<T> LoadOne(T* source) => new(Vector512.Create(*source));

    [MethodImpl(Inline)]
    public static void StoreOne(V512<T> value, T* destination) => *destination = value._v.ToScalar();

    // Eight bits become eight bytes by a multiplication that puts a copy of them, moved by seven more, into each byte.
    [MethodImpl(Inline)]
    public static void StoreMask(V512<T> mask, byte* destination)
    {
        if (sizeof(T) == 1)
        {
            (mask._v.AsByte() & Vector512<byte>.One).Store(destination);
            return;
        }
        if (Native.StoresBytes512 && sizeof(T) >= 4)
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
    public static V512<T> LoadMask(byte* source)
    {
        if (Native.HasBytes512 && sizeof(T) >= 4)
        {
            return sizeof(T) == 4
                ? new(Vector512.GreaterThan(Native.LoadBytes512<T>(source).AsInt32(), Vector512<int>.Zero).As<int, T>())
                : new(Vector512.GreaterThan(Native.LoadBytes512<T>(source).AsInt64(), Vector512<long>.Zero).As<long, T>());
        }
        var bytes = sizeof(T) == 1 ? Vector512.Load(source) : LoadFew(source);
        var zeros = Vector512.Equals(bytes, Vector512<byte>.Zero).AsSByte();
        if (sizeof(T) == 1) return new(~zeros.As<sbyte, T>());
        var shorts = Vector512.WidenLower(zeros);
        if (sizeof(T) == 2) return new(~shorts.As<short, T>());
        var ints = Vector512.WidenLower(shorts);
        if (sizeof(T) == 4) return new(~ints.As<int, T>());
        return new(~Vector512.WidenLower(ints).As<long, T>());
    }

    // One byte for each lane, from memory that may hold no more.
    [MethodImpl(Inline)]
    static Vector512<byte> LoadFew(byte* source)
    {
        if (Count == 2) return Vector512.CreateScalar(Unsafe.ReadUnaligned<ushort>(source)).AsByte();
        if (Count == 4) return Vector512.CreateScalar(Unsafe.ReadUnaligned<uint>(source)).AsByte();
        var words = Vector512.CreateScalar(Unsafe.ReadUnaligned<ulong>(source));
        for (var i = 1; i < Count / 8; i++) words = words.WithElement(i, Unsafe.ReadUnaligned<ulong>(source + 8 * i));
        return words.AsByte();
    }

    [MethodImpl(Inline)]
    public static V512<T> operator +(V512<T> a, V512<T> b) => new(a._v + b._v);

    [MethodImpl(Inline)]
    public static V512<T> operator -(V512<T> a, V512<T> b) => new(a._v - b._v);

    [MethodImpl(Inline)]
    public static V512<T> operator *(V512<T> a, V512<T> b) => new(a._v * b._v);

    [MethodImpl(Inline)]
    public static V512<T> operator /(V512<T> a, V512<T> b) =>
        IsSingle || IsDouble ? new(a._v / b._v) : LaneMath.IntegerQuotient(a, b);

    [MethodImpl(Inline)]
    public static V512<T> operator -(V512<T> a) => new(-a._v);

    [MethodImpl(Inline)]
    public static V512<T> Abs(V512<T> x)
    {
        if (IsSingle || IsDouble) return new(Vector512.Abs(x._v));
        return typeof(T) == typeof(byte) ? x : Max(x, -x);
    }

    [MethodImpl(Inline)]
    public static V512<T> Sqrt(V512<T> x) => new(Vector512.Sqrt(x._v));

    [MethodImpl(Inline)]
    public static V512<T> Min(V512<T> a, V512<T> b) => new(Vector512.Min(a._v, b._v));

    [MethodImpl(Inline)]
    public static V512<T> Max(V512<T> a, V512<T> b) => new(Vector512.Max(a._v, b._v));

    [MethodImpl(Inline)]
    public static V512<T> Floor(V512<T> x)
    {
        if (typeof(T) == typeof(float)) return new(Vector512.Floor(x._v.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double)) return new(Vector512.Floor(x._v.AsDouble()).As<double, T>());
        return x;
    }

    [MethodImpl(Inline)]
    public static V512<T> Ceiling(V512<T> x)
    {
        if (typeof(T) == typeof(float)) return new(Vector512.Ceiling(x._v.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double)) return new(Vector512.Ceiling(x._v.AsDouble()).As<double, T>());
        return x;
    }

    [MethodImpl(Inline)]
    public static V512<T> Truncate(V512<T> x)
    {
        if (typeof(T) == typeof(float)) return new(Vector512.Truncate(x._v.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double)) return new(Vector512.Truncate(x._v.AsDouble()).As<double, T>());
        return x;
    }

    [MethodImpl(Inline)]
    public static V512<T> Round(V512<T> x)
    {
        if (typeof(T) == typeof(float)) return new(Vector512.Round(x._v.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double)) return new(Vector512.Round(x._v.AsDouble()).As<double, T>());
        return x;
    }

    [MethodImpl(Inline)]
    public static V512<T> Less(V512<T> a, V512<T> b) => new(Vector512.LessThan(a._v, b._v));

    [MethodImpl(Inline)]
    public static V512<T> LessOrEqual(V512<T> a, V512<T> b) => new(Vector512.LessThanOrEqual(a._v, b._v));

    [MethodImpl(Inline)]
    public static V512<T> Equal(V512<T> a, V512<T> b) => new(Vector512.Equals(a._v, b._v));

    [MethodImpl(Inline)]
    public static V512<T> And(V512<T> mask, V512<T> other) => new(mask._v & other._v);

    [MethodImpl(Inline)]
    public static V512<T> Or(V512<T> mask, V512<T> other) => new(mask._v | other._v);

    [MethodImpl(Inline)]
    public static V512<T> Not(V512<T> mask) => new(~mask._v);

    [MethodImpl(Inline)]
    public static V512<T> Select(V512<T> mask, V512<T> whenTrue, V512<T> whenFalse) =>
        new(Vector512.ConditionalSelect(mask._v, whenTrue._v, whenFalse._v));

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

    public static V512<T> Zero
    {
        [MethodImpl(Inline)]
        get => new(Vector512<T>.Zero);
    }

    public static V512<T> One
    {
        [MethodImpl(Inline)]
        get => new(Vector512<T>.One);
    }

    [MethodImpl(Inline)]
    public static V512<T> MultiplyAdd(V512<T> a, V512<T> b, V512<T> c) => typeof(T) == typeof(float)
        ? new(Vector512.FusedMultiplyAdd(a._v.AsSingle(), b._v.AsSingle(), c._v.AsSingle()).As<float, T>())
        : typeof(T) == typeof(double)
            ? new(Vector512.FusedMultiplyAdd(a._v.AsDouble(), b._v.AsDouble(), c._v.AsDouble()).As<double, T>())
            : a * b + c;

    [MethodImpl(Inline)]
    public static V512<T> MultiplyAddFast(V512<T> a, V512<T> b, V512<T> c) => typeof(T) == typeof(float)
        ? new(Vector512.MultiplyAddEstimate(a._v.AsSingle(), b._v.AsSingle(), c._v.AsSingle()).As<float, T>())
        : typeof(T) == typeof(double)
            ? new(Vector512.MultiplyAddEstimate(a._v.AsDouble(), b._v.AsDouble(), c._v.AsDouble()).As<double, T>())
            : a * b + c;

    [MethodImpl(Inline)]
    public static V512<T> Bits(long pattern) => sizeof(T) == 4
        ? new(Vector512.Create((int)pattern).As<int, T>())
        : new(Vector512.Create(pattern).As<long, T>());

    [MethodImpl(Inline)]
    public static V512<T> Xor(V512<T> a, V512<T> b) => new(a._v ^ b._v);

    [MethodImpl(Inline)]
    public static V512<T> AddBits(V512<T> a, V512<T> b) => sizeof(T) == 4
        ? new((a._v.AsInt32() + b._v.AsInt32()).As<int, T>())
        : new((a._v.AsInt64() + b._v.AsInt64()).As<long, T>());

    [MethodImpl(Inline)]
    public static V512<T> ShiftLeft(V512<T> x, int count) => sizeof(T) == 4
        ? new((x._v.AsInt32() << count).As<int, T>())
        : new((x._v.AsInt64() << count).As<long, T>());

    [MethodImpl(Inline)]
    public static V512<T> ShiftRight(V512<T> x, int count) => sizeof(T) == 4
        ? new((x._v.AsInt32() >>> count).As<int, T>())
        : new((x._v.AsInt64() >>> count).As<long, T>());

    public static bool Scales
    {
        [MethodImpl(Inline)]
        get => Native.Scales512 && (IsSingle || IsDouble);
    }

    [MethodImpl(Inline)]
    public static V512<T> ScaleByPower(V512<T> y, V512<T> n) => new(Native.Scale(y._v, n._v));

    // The native comparisons give back their second operand if either is NaN, or NaN: the same here.
    [MethodImpl(Inline)]
    public static V512<T> Clamp(V512<T> x, V512<T> lower, V512<T> upper) =>
        new(Vector512.MinNative(upper._v, Vector512.MaxNative(lower._v, x._v)));

    [MethodImpl(Inline)]
    public static V512<T> AtLeast(V512<T> x, V512<T> lower) => new(Vector512.MaxNative(lower._v, x._v));

    [MethodImpl(Inline)]
    public static bool Any(V512<T> mask) => mask._v.AsInt64() != Vector512<long>.Zero;

    [MethodImpl(Inline)]
    public static V512<T> InDouble<TFunction>(V512<T> x, TFunction function) where TFunction : struct, ILaneFunction
    {
        var lower = function.Invoke(new V512<double>(Vector512.WidenLower(x._v.AsSingle())));
        var upper = function.Invoke(new V512<double>(Vector512.WidenUpper(x._v.AsSingle())));
        return new(Vector512.Narrow(lower._v, upper._v).As<float, T>());
    }

    [MethodImpl(Inline)]
    public static V512<T> InDouble<TFunction>(V512<T> a, V512<T> b, TFunction function)
        where TFunction : struct, ILaneFunction2
    {
        Vector512<float> x = a._v.AsSingle(), y = b._v.AsSingle();
        V512<double> x1 = new(Vector512.WidenLower(x)), x2 = new(Vector512.WidenUpper(x));
        V512<double> y1 = new(Vector512.WidenLower(y)), y2 = new(Vector512.WidenUpper(y));
        return new(Vector512.Narrow(function.Invoke(x1, y1)._v, function.Invoke(x2, y2)._v).As<float, T>());
    }

    public static V512<T> Map<TFunction>(V512<T> x, TFunction function) where TFunction : struct, IScalarFunction
    {
        var lanes = stackalloc T[Count];
        x._v.Store(lanes);
        for (var i = 0; i < Count; i++)
            lanes[i] = Convert.To<double, T>(function.Invoke(Convert.To<T, double>(lanes[i])));
        return Load(lanes);
    }

    public static V512<T> Map<TFunction>(V512<T> a, V512<T> b, TFunction function) where TFunction : struct, IScalarFunction2
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
