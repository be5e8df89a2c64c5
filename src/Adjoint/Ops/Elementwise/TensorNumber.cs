using Adjoint.Cpu.Simd;

namespace Adjoint.Ops;

/// <summary>
/// A tensor, or a constant, in the place of a number: evaluates a formula in tensor operations, which are recorded, so that
/// a derivative given as a formula can itself be differentiated.
/// </summary>
internal readonly struct TensorNumber : IReal<TensorNumber>
{
    readonly Tensor? _tensor;
    readonly double _constant;

    public TensorNumber(Tensor tensor) => _tensor = tensor;

    public TensorNumber(double constant) => _constant = constant;

    /// <summary>The constant; null for a tensor.</summary>
    public double? Constant => _tensor is null ? _constant : null;

    /// <summary>The tensor; a constant becomes a literal, which gives way to tensors in type promotion.</summary>
    public Tensor Tensor => _tensor ?? new Literal(_constant);

    // What a function is applied to: a literal alone would be rounded to Float32 first.
    Tensor Argument => _tensor ?? Adjoint.Tensor.Full([], _constant, DType.Float64);

    public static TensorNumber Of(double value) => new(value);

    public static TensorNumber operator +(TensorNumber a, TensorNumber b) =>
        a._tensor is null ? b._tensor is null ? new(a._constant + b._constant) : a._constant == 0 ? b : new(a._constant + b._tensor)
        : b._tensor is null ? b._constant == 0 ? a : new(a._tensor + b._constant) : new(a._tensor + b._tensor);

    public static TensorNumber operator -(TensorNumber a, TensorNumber b) =>
        a._tensor is null ? b._tensor is null ? new(a._constant - b._constant) : new(a._constant - b._tensor)
        : b._tensor is null ? b._constant == 0 ? a : new(a._tensor - b._constant) : new(a._tensor - b._tensor);

    public static TensorNumber operator *(TensorNumber a, TensorNumber b) =>
        a._tensor is null ? b._tensor is null ? new(a._constant * b._constant) : a._constant == 1 ? b : new(a._constant * b._tensor)
        : b._tensor is null ? b._constant == 1 ? a : new(a._tensor * b._constant) : new(a._tensor * b._tensor);

    public static TensorNumber operator /(TensorNumber a, TensorNumber b) =>
        a._tensor is null ? b._tensor is null ? new(a._constant / b._constant) : new(a._constant / b._tensor)
        : b._tensor is null ? b._constant == 1 ? a : new(a._tensor / b._constant) : new(a._tensor / b._tensor);

    public static TensorNumber operator -(TensorNumber a) => a._tensor is null ? new(-a._constant) : new(-a._tensor);

    public static TensorNumber Abs(TensorNumber x) => new(x.Argument.Abs());

    public static TensorNumber CopySign(TensorNumber magnitude, TensorNumber sign) => new(magnitude.Argument.CopySign(sign.Argument));

    public static TensorNumber Sqrt(TensorNumber x) => x._tensor is null ? new(Math.Sqrt(x._constant)) : new(x._tensor.Sqrt());

    public static TensorNumber Sign(TensorNumber x) => new(x.Argument.Sign());

    public static TensorNumber Min(TensorNumber a, TensorNumber b) => new(Tensor.Minimum(a.Tensor, b.Tensor));

    public static TensorNumber Max(TensorNumber a, TensorNumber b) => new(Tensor.Maximum(a.Tensor, b.Tensor));

    public static TensorNumber Floor(TensorNumber x) => new(x.Argument.Floor());

    public static TensorNumber Ceiling(TensorNumber x) => new(x.Argument.Ceil());

    public static TensorNumber Truncate(TensorNumber x) => new(x.Argument.Trunc());

    public static TensorNumber Round(TensorNumber x) => new(x.Argument.Round());

    public static TensorNumber Less(TensorNumber a, TensorNumber b) =>
        AreConstant(a, b) ? Truth(a._constant < b._constant) : new(a.Tensor.Lt(b.Tensor));

    public static TensorNumber LessOrEqual(TensorNumber a, TensorNumber b) =>
        AreConstant(a, b) ? Truth(a._constant <= b._constant) : new(a.Tensor.Le(b.Tensor));

    public static TensorNumber Equal(TensorNumber a, TensorNumber b) =>
        AreConstant(a, b) ? Truth(a._constant == b._constant) : new(a.Tensor.Eq(b.Tensor));

    public static TensorNumber And(TensorNumber mask, TensorNumber other) =>
        mask._tensor is null ? mask._constant != 0 ? other : mask
        : other._tensor is null ? And(other, mask) : new(Tensor.LogicalAnd(mask._tensor, other._tensor));

    public static TensorNumber Or(TensorNumber mask, TensorNumber other) =>
        mask._tensor is null ? mask._constant != 0 ? mask : other
        : other._tensor is null ? Or(other, mask) : new(Tensor.LogicalOr(mask._tensor, other._tensor));

    public static TensorNumber Not(TensorNumber mask) =>
        mask._tensor is null ? Truth(mask._constant == 0) : new(mask._tensor.LogicalNot());

    public static TensorNumber Select(TensorNumber mask, TensorNumber whenTrue, TensorNumber whenFalse) =>
        mask._tensor is null ? mask._constant != 0 ? whenTrue : whenFalse
        : new(Tensor.Where(mask._tensor, AreConstant(whenTrue, whenFalse) ? whenTrue.Argument : whenTrue.Tensor, whenFalse.Tensor));

    static bool AreConstant(TensorNumber a, TensorNumber b) => a._tensor is null && b._tensor is null;

    static TensorNumber Truth(bool value) => new(value ? 1 : 0);

    public static TensorNumber Exp(TensorNumber x) => new(x.Argument.Exp());

    public static TensorNumber Exp2(TensorNumber x) => new(x.Argument.Exp2());

    public static TensorNumber Expm1(TensorNumber x) => new(x.Argument.Expm1());

    public static TensorNumber Log(TensorNumber x) => new(x.Argument.Log());

    public static TensorNumber Log2(TensorNumber x) => new(x.Argument.Log2());

    public static TensorNumber Log10(TensorNumber x) => new(x.Argument.Log10());

    public static TensorNumber Log1p(TensorNumber x) => new(x.Argument.Log1p());

    public static TensorNumber Sin(TensorNumber x) => new(x.Argument.Sin());

    public static TensorNumber Cos(TensorNumber x) => new(x.Argument.Cos());

    public static TensorNumber Tan(TensorNumber x) => new(x.Argument.Tan());

    public static TensorNumber Asin(TensorNumber x) => new(x.Argument.Asin());

    public static TensorNumber Acos(TensorNumber x) => new(x.Argument.Acos());

    public static TensorNumber Atan(TensorNumber x) => new(x.Argument.Atan());

    public static TensorNumber Atan2(TensorNumber y, TensorNumber x) => new(Tensor.Atan2(y.Argument, x.Argument));

    public static TensorNumber Sinh(TensorNumber x) => new(x.Argument.Sinh());

    public static TensorNumber Cosh(TensorNumber x) => new(x.Argument.Cosh());

    public static TensorNumber Tanh(TensorNumber x) => new(x.Argument.Tanh());

    public static TensorNumber Asinh(TensorNumber x) => new(x.Argument.Asinh());

    public static TensorNumber Acosh(TensorNumber x) => new(x.Argument.Acosh());

    public static TensorNumber Atanh(TensorNumber x) => new(x.Argument.Atanh());

    public static TensorNumber Pow(TensorNumber a, TensorNumber b) =>
        a._tensor is null ? new(Tensor.Pow(a._constant, b.Tensor))
        : b._tensor is null ? new(a._tensor.Pow(b._constant)) : new(a._tensor.Pow(b._tensor));

    public static TensorNumber Sigmoid(TensorNumber x) => new(x.Argument.Sigmoid());

    public static TensorNumber Erf(TensorNumber x) => new(x.Argument.Erf());

    public static TensorNumber Erfc(TensorNumber x) => new(x.Argument.Erfc());

    public static TensorNumber Erfinv(TensorNumber x) => new(x.Argument.Erfinv());

    public static TensorNumber Lgamma(TensorNumber x) => new(x.Argument.Lgamma());

    public static TensorNumber Digamma(TensorNumber x) => new(x.Argument.Digamma());

    public static TensorNumber Polygamma(int n, TensorNumber x) => new(x.Argument.Polygamma(n));

    public static TensorNumber Call<TFunction>(TensorNumber x, TFunction function) where TFunction : struct, ILaneFunction =>
        throw NotAnOperation<TFunction>();

    public static TensorNumber Call<TFunction>(TensorNumber a, TensorNumber b, TFunction function)
        where TFunction : struct, ILaneFunction2 => throw NotAnOperation<TFunction>();

    static InvalidOperationException NotAnOperation<TFunction>() =>
        new(
            $"{typeof(TFunction).Name} is a function of numbers; " +
            "a derivative calls the operation's Of instead, which can be differentiated.");

    public static TensorNumber FloorDivide(TensorNumber a, TensorNumber b) => new(a.Argument.FloorDivide(b.Tensor));

    public static TensorNumber Remainder(TensorNumber a, TensorNumber b) => new(a.Argument.Remainder(b.Tensor));

    public static TensorNumber Fmod(TensorNumber a, TensorNumber b) => new(a.Argument.Fmod(b.Tensor));
}
