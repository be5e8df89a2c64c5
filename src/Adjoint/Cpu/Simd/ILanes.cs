namespace Adjoint.Cpu.Simd;

/// <summary>
/// A vector of numbers. Every function that is not a machine instruction is written once for all widths in
/// <see cref="LaneMath"/>, so an element gets the same result wherever in an array it lies.
/// </summary>
internal interface ILanes<V> : IReal<V> where V : struct, ILanes<V>
{
    static V IReal<V>.Exp(V x) => LaneMath.Exp(x);
    static V IReal<V>.Exp2(V x) => LaneMath.Exp2(x);
    static V IReal<V>.Expm1(V x) => LaneMath.Expm1(x);
    static V IReal<V>.Log(V x) => LaneMath.Log(x);
    static V IReal<V>.Log2(V x) => LaneMath.Log2(x);
    static V IReal<V>.Log10(V x) => LaneMath.Log10(x);
    static V IReal<V>.Log1p(V x) => LaneMath.Log1p(x);
    static V IReal<V>.Log1pUnit(V x) => LaneMath.Log1pUnit(x);
    static V IReal<V>.Sin(V x) => LaneMath.Sin(x);
    static V IReal<V>.Cos(V x) => LaneMath.Cos(x);
    static V IReal<V>.Tan(V x) => LaneMath.Tan(x);
    static V IReal<V>.Asin(V x) => LaneMath.Asin(x);
    static V IReal<V>.Acos(V x) => LaneMath.Acos(x);
    static V IReal<V>.Atan(V x) => LaneMath.Atan(x);
    static V IReal<V>.Atan2(V y, V x) => LaneMath.Atan2(y, x);
    static V IReal<V>.Sinh(V x) => LaneMath.Sinh(x);
    static V IReal<V>.Cosh(V x) => LaneMath.Cosh(x);
    static V IReal<V>.Tanh(V x) => LaneMath.Tanh(x);
    static V IReal<V>.Asinh(V x) => LaneMath.Asinh(x);
    static V IReal<V>.Acosh(V x) => LaneMath.Acosh(x);
    static V IReal<V>.Atanh(V x) => LaneMath.Atanh(x);
    static V IReal<V>.Pow(V a, V b) => LaneMath.Pow(a, b);
    static V IReal<V>.Sigmoid(V x) => LaneMath.Sigmoid(x);
    static V IReal<V>.NormalCdf(V x) => LaneMath.NormalCdf(x);
    static V IReal<V>.Gelu(V x) => LaneMath.Gelu(x);
    static V IReal<V>.Erf(V x) => LaneMath.Erf(x);
    static V IReal<V>.Erfc(V x) => LaneMath.Erfc(x);
    static V IReal<V>.Erfinv(V x) => LaneMath.Erfinv(x);
    static V IReal<V>.Lgamma(V x) => LaneMath.Lgamma(x);
    static V IReal<V>.Digamma(V x) => LaneMath.Digamma(x);
    static V IReal<V>.Polygamma(int n, V x) => LaneMath.Polygamma(n, x);
    static V IReal<V>.CopySign(V magnitude, V sign) => LaneMath.CopySign(magnitude, sign);
    static V IReal<V>.Call<TFunction>(V x, TFunction function) => function.Invoke(x);
    static V IReal<V>.Call<TFunction>(V a, V b, TFunction function) => function.Invoke(a, b);
    static V IReal<V>.FloorDivide(V a, V b) => LaneMath.FloorDivide(a, b);
    static V IReal<V>.Remainder(V a, V b) => LaneMath.Remainder(a, b);
    static V IReal<V>.Fmod(V a, V b) => LaneMath.Fmod(a, b);

    /// <summary>Whether the lanes are single-precision numbers; a constant to the compiler.</summary>
    static abstract bool IsSingle { get; }

    /// <summary>Whether the lanes are double-precision numbers.</summary>
    static abstract bool IsDouble { get; }

    /// <summary>a * b + c, rounded once on every machine; for integers it wraps.</summary>
    static abstract V MultiplyAdd(V a, V b, V c);

    /// <summary>a * b + c, rounded once or twice, whichever the machine does faster.</summary>
    static abstract V MultiplyAddFast(V a, V b, V c);

    /// <summary>All lanes hold this pattern of bits.</summary>
    static abstract V Bits(long pattern);

    static abstract V Xor(V a, V b);

    /// <summary>The sum of the lanes' bits, taken as integers of 32 or 64 bits.</summary>
    static abstract V AddBits(V a, V b);

    /// <summary>The lanes' bits, taken as integers of 32 or 64 bits, moved up.</summary>
    static abstract V ShiftLeft(V x, int count);

    /// <summary>The lanes' bits, taken as integers of 32 or 64 bits, moved down; zeros move in.</summary>
    static abstract V ShiftRight(V x, int count);

    /// <summary>Whether <see cref="ScaleByPower"/> is there.</summary>
    static abstract bool Scales { get; }

    /// <summary>y times 2 to the power of the whole number n, rounded once: an instruction of some machines.</summary>
    static abstract V ScaleByPower(V y, V n);

    /// <summary>x, but not below lower nor above upper, which are not zero; NaN stays NaN.</summary>
    static abstract V Clamp(V x, V lower, V upper);

    /// <summary>x, but not below lower; x also where either is NaN.</summary>
    static abstract V AtLeast(V x, V lower);

    /// <summary>Whether the mask holds in any lane.</summary>
    static abstract bool Any(V mask);

    /// <summary>A function of single-precision lanes, computed in double precision and rounded once.</summary>
    static abstract V InDouble<TFunction>(V x, TFunction function) where TFunction : struct, ILaneFunction;

    /// <summary>A function of pairs of single-precision lanes, computed in double precision and rounded once.</summary>
    static abstract V InDouble<TFunction>(V a, V b, TFunction function) where TFunction : struct, ILaneFunction2;

    /// <summary>Applies a scalar function to each lane in turn.</summary>
    static abstract V Map<TFunction>(V x, TFunction function) where TFunction : struct, IScalarFunction;

    /// <summary>Applies a scalar function of two arguments to each pair of lanes in turn.</summary>
    static abstract V Map<TFunction>(V a, V b, TFunction function) where TFunction : struct, IScalarFunction2;
}

/// <summary>A vector of <typeparamref name="T"/> that can be read from memory and written to it.</summary>
internal unsafe interface IVector<V, T> : ILanes<V> where V : struct, IVector<V, T> where T : unmanaged
{
    /// <summary>The number of lanes.</summary>
    static abstract int Count { get; }

    static abstract V Load(T* source);
    static abstract void Store(V value, T* destination);

    /// <summary>All lanes the same.</summary>
    static abstract V Fill(T value);

    /// <summary>Reads one element into every lane.</summary>
    static abstract V LoadOne(T* source);

    /// <summary>Writes the first lane.</summary>
    static abstract void StoreOne(V value, T* destination);

    /// <summary>Writes a mask as one byte a lane, 0 or 1.</summary>
    static abstract void StoreMask(V mask, byte* destination);

    /// <summary>Reads one byte a lane; the mask holds where it is not 0.</summary>
    static abstract V LoadMask(byte* source);
}

/// <summary>A function of the lanes of a vector.</summary>
internal interface ILaneFunction
{
    V Invoke<V>(V x) where V : struct, ILanes<V>;
}

/// <summary>A function of the lanes of two vectors.</summary>
internal interface ILaneFunction2
{
    V Invoke<V>(V a, V b) where V : struct, ILanes<V>;
}

/// <summary>A function of one number, applied to each lane in turn.</summary>
internal readonly struct EachLane<TFunction>(TFunction function) : ILaneFunction where TFunction : struct, IScalarFunction
{
    public V Invoke<V>(V x) where V : struct, ILanes<V> => V.Map(x, function);
}

/// <summary>A function of two numbers, applied to each pair of lanes in turn.</summary>
internal readonly struct EachLane2<TFunction>(TFunction function) : ILaneFunction2 where TFunction : struct, IScalarFunction2
{
    public V Invoke<V>(V a, V b) where V : struct, ILanes<V> => V.Map(a, b, function);
}

/// <summary>A function of one number, for lane-by-lane use. Single precision is computed in double and rounded once.</summary>
internal interface IScalarFunction
{
    double Invoke(double x);
}

/// <summary>A function of two numbers, for lane-by-lane use.</summary>
internal interface IScalarFunction2
{
    /// <summary>On floating-point numbers.</summary>
    double Invoke(double a, double b);

    /// <summary>On integers of any width, which wrap afterwards.</summary>
    long Invoke(long a, long b);
}
