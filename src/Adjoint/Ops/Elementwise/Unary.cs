using System.Runtime.CompilerServices;
using Adjoint.Cpu.Loops;

namespace Adjoint.Ops;

/// <summary>A function of one number and its derivative. A formula with parameters holds them in fields.</summary>
internal interface IUnaryFormula
{
    /// <summary>
    /// What <see cref="Derivative"/> looks at: the input (<see cref="Adjoint.Reads.First"/>), the output, both or nothing.
    /// </summary>
    static virtual Reads Reads => Reads.First;

    /// <summary>The types it is defined for as it is; integers become Float32 where only floating-point is.</summary>
    static virtual DTypeSet Types => DTypeSet.Floating;

    /// <summary>Whether computing it takes less time than reading the numbers and writing the result.</summary>
    static virtual bool IsLight => false;

    /// <summary>Why numbers of a type are refused, and what to write instead; null where they are not.</summary>
    static virtual string? Refusal(DType dtype) => null;

    /// <summary>The function.</summary>
    V Value<V>(V x) where V : struct, IReal<V>;

    /// <summary><paramref name="g"/> times the derivative at <paramref name="x"/>, where the function is <paramref name="y"/>.</summary>
    V Derivative<V>(V g, V x, V y) where V : struct, IReal<V>;
}

/// <summary>An operation that applies a formula to every element.</summary>
internal abstract record Unary<F>(F Rule = default) : Primitive where F : struct, IUnaryFormula
{
    internal sealed override DTypeSet Kernels => F.Types;

    internal sealed override Reads Reads(int input) => F.Reads;

    /// <summary>Applies the operation; numbers it is not defined for become Float32 first.</summary>
    public Tensor Apply(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        Operand.Check(this, F.Refusal(x.DType));
        return base.Apply(F.Types == DTypeSet.Floating && !x.DType.IsFloatingPoint ? x.To(DType.Float32) : x);
    }

    /// <summary>
    /// The operation within a formula: on numbers its own formula; on tensors the operation itself, recorded, so that what comes
    /// of it can be differentiated again.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<V>(V x) where V : struct, IReal<V> =>
        typeof(V) == typeof(TensorNumber) ? (V)(object)new TensorNumber(Apply(((TensorNumber)(object)x).Tensor)) : Rule.Value(x);

    protected sealed override Spec Infer(ReadOnlySpan<Tensor> inputs) => new(inputs[0].Layout.AsContiguous(), inputs[0].DType);

    protected sealed override void Run(ReadOnlySpan<Tensor> inputs, Tensor output) =>
        Elementwise.Run(new UnaryMap<F>(Rule), output, inputs);

    protected sealed override Tensor Derivative(int input, Tensor g, Saved saved)
    {
        var x = F.Reads.Has(Adjoint.Reads.First) ? saved.Input(0) : null;
        var y = F.Reads.Has(Adjoint.Reads.Output) ? saved.Output : null;
        return Gradient.Evaluate(new UnaryGradient<F>(Rule), this, g, x, null, y);
    }
}

internal readonly struct UnaryMap<F>(F formula) : IMap where F : struct, IUnaryFormula
{
    public static int Arity => 1;

    public static DTypeSet Types => F.Types;

    public static bool IsLight => F.IsLight;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V a, V b, V c, V d) where V : struct, IReal<V> => formula.Value(a);
}

internal readonly record struct UnaryGradient<F>(F Formula) : IGradient where F : struct, IUnaryFormula
{
    public static Reads Reads
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Gradient.Operands(F.Reads);
    }

    public static DTypeSet Types => F.Types;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V g, V a, V b, V c) where V : struct, IReal<V> => Formula.Derivative(g, a, c);
}
