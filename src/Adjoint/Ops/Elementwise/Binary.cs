using System.Runtime.CompilerServices;
using Adjoint.Cpu.Loops;

namespace Adjoint.Ops;

/// <summary>A function of two numbers and its derivatives.</summary>
internal interface IBinaryFormula
{
    /// <summary>What <see cref="Left"/> looks at.</summary>
    static virtual Reads LeftReads => Reads.First | Reads.Second;

    /// <summary>What <see cref="Right"/> looks at.</summary>
    static virtual Reads RightReads => Reads.First | Reads.Second;

    /// <summary>The types it is defined for as it is; integers become Float32 where only floating-point is.</summary>
    static virtual DTypeSet Types => DTypeSet.Numbers;

    /// <summary>Whether computing it takes less time than reading the numbers and writing the result.</summary>
    static virtual bool IsLight => false;

    /// <summary>Why operands of these types are refused, and what to write instead; null where they are not.</summary>
    static virtual string? Refusal(DType a, DType b) => null;

    /// <summary>Why there is no derivative with respect to the first number, and what to do instead; null where there is one.</summary>
    static virtual string? NoLeft => null;

    /// <summary>The function.</summary>
    V Value<V>(V a, V b) where V : struct, IReal<V>;

    /// <summary>
    /// <paramref name="g"/> times the derivative with respect to <paramref name="a"/>, where the function is <paramref name="y"/>.
    /// </summary>
    V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V>;

    /// <summary>
    /// <paramref name="g"/> times the derivative with respect to <paramref name="b"/>, where the function is <paramref name="y"/>.
    /// </summary>
    V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V>;
}

/// <summary>
/// An operation that applies a formula to every pair of elements of two tensors that broadcast, or to a tensor and a number.
/// </summary>
internal abstract record Binary<F>(F Rule = default) : Primitive where F : struct, IBinaryFormula
{
    internal sealed override DTypeSet Kernels => F.Types;

    internal sealed override Reads Reads(int input) => input == 0 ? F.LeftReads : F.RightReads;

    /// <summary>Applies the operation to two tensors, after converting both to their common type.</summary>
    public Tensor Apply(Tensor a, Tensor b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (Operand.IsNumber(b, out var right)) return Apply(a, right);
        if (Operand.IsNumber(a, out var left)) return Apply(left, b);
        Operand.Check(this, F.Refusal(a.DType, b.DType));
        if (a.DType != b.DType || F.Types == DTypeSet.Floating)
        {
            var dtype = Compute(Promotion.Result(a, b));
            (a, b) = (a.To(dtype), b.To(dtype));
        }
        return base.Apply(a, b);
    }

    /// <summary>Applies the operation to a tensor and a number.</summary>
    public Tensor Apply(Tensor a, Scalar b) => Apply(a, b, isLeft: false);

    /// <summary>Applies the operation to a number and a tensor.</summary>
    public Tensor Apply(Scalar a, Tensor b) => Apply(b, a, isLeft: true);

    /// <summary>Replaces the elements of <paramref name="target"/> by those of the operation's result.</summary>
    public void ApplyInPlace(Tensor target, Tensor other)
    {
        ArgumentNullException.ThrowIfNull(other);
        target.CheckInPlace(this, other);
        Operand.Check(this, F.Refusal(target.DType, other.DType));
        var dtype = Compute(Promotion.Result(target, other));
        if (dtype == target.DType && !other.SharesMemoryDifferently(target)
            && Broadcast.Sizes(target.Layout.Sizes, other.Layout.Sizes) is { } sizes && sizes.AsSpan().SequenceEqual(target.Layout.Sizes))
            EvaluateInto(target, target, other.Convert(dtype));
        else
            target.WriteResult(Name, Evaluate([target.Convert(dtype), other.Convert(dtype)]));
    }

    /// <summary>Replaces the elements of <paramref name="target"/> by those of the operation's result.</summary>
    public void ApplyInPlace(Tensor target, Scalar other)
    {
        target.CheckInPlace(this);
        var operation = BinaryScalar<F>.Of(this, other, isLeft: false);
        var dtype = Compute(target, other);
        if (dtype == target.DType) operation.EvaluateInto(target, target);
        else target.WriteResult(Name, operation.Evaluate([target.Convert(dtype)]));
    }

    Tensor Apply(Tensor tensor, Scalar number, bool isLeft)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var dtype = Compute(tensor, number);
        return BinaryScalar<F>.Of(this, number, isLeft).Apply(tensor.DType == dtype ? tensor : tensor.To(dtype));
    }

    DType Compute(Tensor tensor, Scalar number)
    {
        Operand.Check(this, F.Refusal(tensor.DType, number.DType));
        var dtype = Compute(Promotion.Result(tensor, number));
        Operand.Check(this, number, dtype);
        return dtype;
    }

    static DType Compute(DType dtype) => F.Types == DTypeSet.Floating ? dtype.Floating : dtype;

    /// <summary>The operation within a formula: on numbers its own formula; on tensors the operation itself, recorded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<V>(V a, V b) where V : struct, IReal<V> => typeof(V) == typeof(TensorNumber)
        ? (V)(object)new TensorNumber(Apply(((TensorNumber)(object)a).Tensor, ((TensorNumber)(object)b).Tensor))
        : Rule.Value(a, b);

    protected sealed override Spec Infer(ReadOnlySpan<Tensor> inputs) =>
        new(Broadcast.Result(this, inputs[0].Layout, inputs[1].Layout), inputs[0].DType);

    protected sealed override void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        if (inputs[0].DType.IsFloatingPoint) Elementwise.Run(new BinaryMap<F>(Rule), output, inputs);
        else
        {
            try
            {
                Elementwise.Run(new BinaryMap<F>(Rule), output, inputs);
            }
            catch (DivideByZeroException e)
            {
                throw Operand.DividedByZero(Name, e);
            }
        }
    }

    protected sealed override Tensor Derivative(int input, Tensor g, Saved saved)
    {
        if (input == 0) Operand.CheckDerivative(Name, F.NoLeft);
        var reads = Reads(input);
        var a = reads.Has(Adjoint.Reads.First) ? saved.Input(0) : null;
        var b = reads.Has(Adjoint.Reads.Second) ? saved.Input(1) : null;
        var y = reads.Has(Adjoint.Reads.Output) ? saved.Output : null;
        return input == 0
            ? Gradient.Evaluate(new LeftGradient<F>(Rule), this, g, a, b, y)
            : Gradient.Evaluate(new RightGradient<F>(Rule), this, g, a, b, y);
    }
}

/// <summary>A binary operation with a number in the place of one operand.</summary>
internal sealed record BinaryScalar<F>(Binary<F> Operation, Scalar Number, bool IsLeft) : Primitive where F : struct, IBinaryFormula
{
    // A loop comes with the same few numbers again and again.
    static BinaryScalar<F>? s_left, s_right;

    /// <summary>The operation with a number on its left or on its right.</summary>
    public static BinaryScalar<F> Of(Binary<F> operation, Scalar number, bool isLeft)
    {
        ref var last = ref isLeft ? ref s_left : ref s_right;
        return last is { } same && ReferenceEquals(same.Operation, operation) && same.Number == number
            ? same
            : last = new(operation, number, isLeft);
    }

    internal override string Name => Operation.Name;

    internal override string Label => IsLeft ? $"{Number} {Name}" : $"{Name} {Number}";

    internal override DTypeSet Kernels => F.Types;

    // Seen from the formula the tensor may be the second operand; seen from here it is the only one.
    internal override Reads Reads(int input)
    {
        var reads = IsLeft ? F.RightReads : F.LeftReads;
        var tensor = reads.Has(IsLeft ? Adjoint.Reads.Second : Adjoint.Reads.First) ? Adjoint.Reads.First : Adjoint.Reads.Nothing;
        return tensor | (reads & Adjoint.Reads.Output);
    }

    protected override Spec Infer(ReadOnlySpan<Tensor> inputs) => new(inputs[0].Layout.AsContiguous(), inputs[0].DType);

    protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        if (inputs[0].DType.IsFloatingPoint) RunWithNumber(inputs, output);
        else
        {
            try
            {
                if (IsExact) RunWithNumber(inputs, output);
                else Elementwise.Run(new BinaryMap<F>(Operation.Rule), output, Operands(inputs[0]));
            }
            catch (DivideByZeroException e)
            {
                throw Operand.DividedByZero(Name, e);
            }
        }
    }

    void RunWithNumber(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        if (IsLeft) Elementwise.Run(new NumberLeftMap<F>(Operation.Rule, Number.ToDouble()), output, inputs);
        else Elementwise.Run(new NumberRightMap<F>(Operation.Rule, Number.ToDouble()), output, inputs);
    }

    protected override Tensor Derivative(int input, Tensor g, Saved saved)
    {
        if (!IsLeft) Operand.CheckDerivative(Name, F.NoLeft);
        var reads = Reads(0);
        var x = reads.Has(Adjoint.Reads.First) ? saved.Input(0) : null;
        var y = reads.Has(Adjoint.Reads.Output) ? saved.Output : null;
        return IsLeft
            ? Gradient.Evaluate(new NumberLeftGradient<F>(Operation.Rule, Number.ToDouble()), this, g, null, x, y)
            : Gradient.Evaluate(new NumberRightGradient<F>(Operation.Rule, Number.ToDouble()), this, g, x, null, y);
    }

    // Integers beyond 2^53 do not survive as a double.
    bool IsExact => !Number.IsFloatingPoint && Math.Abs((double)Number.ToInt64()) <= 1L << 53;

    Tensor[] Operands(Tensor x)
    {
        var number = Tensor.Full([], Number, x.DType);
        return IsLeft ? [number, x] : [x, number];
    }
}

internal readonly struct BinaryMap<F>(F formula) : IMap where F : struct, IBinaryFormula
{
    public static int Arity => 2;

    public static DTypeSet Types => F.Types;

    public static bool IsLight => F.IsLight;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V a, V b, V c, V d) where V : struct, IReal<V> => formula.Value(a, b);
}

internal readonly struct NumberLeftMap<F>(F formula, double number) : IMap where F : struct, IBinaryFormula
{
    public static int Arity => 1;

    public static DTypeSet Types => F.Types;

    public static bool IsLight => F.IsLight;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V a, V b, V c, V d) where V : struct, IReal<V> => formula.Value(V.Of(number), a);
}

internal readonly struct NumberRightMap<F>(F formula, double number) : IMap where F : struct, IBinaryFormula
{
    public static int Arity => 1;

    public static DTypeSet Types => F.Types;

    public static bool IsLight => F.IsLight;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V a, V b, V c, V d) where V : struct, IReal<V> => formula.Value(a, V.Of(number));
}

internal readonly record struct LeftGradient<F>(F Formula) : IGradient where F : struct, IBinaryFormula
{
    public static Reads Reads
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Gradient.Operands(F.LeftReads);
    }

    public static DTypeSet Types => F.Types;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V g, V a, V b, V c) where V : struct, IReal<V> => Formula.Left(g, a, b, c);
}

internal readonly record struct RightGradient<F>(F Formula) : IGradient where F : struct, IBinaryFormula
{
    public static Reads Reads
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Gradient.Operands(F.RightReads);
    }

    public static DTypeSet Types => F.Types;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V g, V a, V b, V c) where V : struct, IReal<V> => Formula.Right(g, a, b, c);
}

internal readonly record struct NumberLeftGradient<F>(F Formula, double Number) : IGradient where F : struct, IBinaryFormula
{
    public static Reads Reads
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Gradient.Operands(F.RightReads) & ~Reads.First;
    }

    public static DTypeSet Types => F.Types;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V g, V a, V b, V c) where V : struct, IReal<V> => Formula.Right(g, V.Of(Number), b, c);
}

internal readonly record struct NumberRightGradient<F>(F Formula, double Number) : IGradient where F : struct, IBinaryFormula
{
    public static Reads Reads
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Gradient.Operands(F.LeftReads) & ~Reads.Second;
    }

    public static DTypeSet Types => F.Types;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V g, V a, V b, V c) where V : struct, IReal<V> => Formula.Left(g, a, V.Of(Number), c);
}
