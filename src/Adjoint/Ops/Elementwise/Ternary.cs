using System.Runtime.CompilerServices;
using Adjoint.Cpu.Loops;

namespace Adjoint.Ops;

/// <summary>A function of three numbers and its derivatives, none of which looks at its value.</summary>
internal interface ITernaryFormula
{
    /// <summary>What <see cref="First"/> looks at.</summary>
    static abstract Reads FirstReads { get; }

    /// <summary>What <see cref="Second"/> looks at.</summary>
    static abstract Reads SecondReads { get; }

    /// <summary>What <see cref="Third"/> looks at.</summary>
    static abstract Reads ThirdReads { get; }

    /// <summary>The types it is defined for as it is; integers become Float32 where only floating-point is.</summary>
    static virtual DTypeSet Types => DTypeSet.Numbers;

    /// <summary>Whether computing it takes less time than reading the numbers and writing the result.</summary>
    static virtual bool IsLight => false;

    /// <summary>The function.</summary>
    V Value<V>(V a, V b, V c) where V : struct, IReal<V>;

    /// <summary><paramref name="g"/> times the derivative with respect to <paramref name="a"/>.</summary>
    V First<V>(V g, V a, V b, V c) where V : struct, IReal<V>;

    /// <summary><paramref name="g"/> times the derivative with respect to <paramref name="b"/>.</summary>
    V Second<V>(V g, V a, V b, V c) where V : struct, IReal<V>;

    /// <summary><paramref name="g"/> times the derivative with respect to <paramref name="c"/>.</summary>
    V Third<V>(V g, V a, V b, V c) where V : struct, IReal<V>;
}

/// <summary>
/// An operation that applies a formula to every three elements of tensors that broadcast; numbers are zero-dimensional ones.
/// </summary>
internal abstract record Ternary<F>(F Rule = default) : Primitive where F : struct, ITernaryFormula
{
    internal sealed override DTypeSet Kernels => F.Types;

    internal sealed override Reads Reads(int input) => input switch { 0 => F.FirstReads, 1 => F.SecondReads, _ => F.ThirdReads };

    /// <summary>Applies the operation to three tensors, after converting all to their common type.</summary>
    public Tensor Apply(Tensor a, Tensor b, Tensor c)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        ArgumentNullException.ThrowIfNull(c);
        var dtype = Promotion.Result([a, b, c]);
        if (F.Types == DTypeSet.Floating) dtype = dtype.Floating;
        return base.Apply(Operand.To(Name, a, dtype), Operand.To(Name, b, dtype), Operand.To(Name, c, dtype));
    }

    protected sealed override Spec Infer(ReadOnlySpan<Tensor> inputs) => new(Broadcast.Result(this, inputs), inputs[0].DType);

    protected sealed override void Run(ReadOnlySpan<Tensor> inputs, Tensor output) =>
        Elementwise.Run(new TernaryMap<F>(Rule), output, inputs);

    protected sealed override Tensor Derivative(int input, Tensor g, Saved saved)
    {
        var reads = Reads(input);
        var a = reads.Has(Adjoint.Reads.First) ? saved.Input(0) : null;
        var b = reads.Has(Adjoint.Reads.Second) ? saved.Input(1) : null;
        var c = reads.Has(Adjoint.Reads.Third) ? saved.Input(2) : null;
        return input switch
        {
            0 => Gradient.Evaluate(new FirstGradient<F>(Rule), this, g, a, b, c),
            1 => Gradient.Evaluate(new SecondGradient<F>(Rule), this, g, a, b, c),
            _ => Gradient.Evaluate(new ThirdGradient<F>(Rule), this, g, a, b, c),
        };
    }
}

internal readonly struct TernaryMap<F>(F formula) : IMap where F : struct, ITernaryFormula
{
    public static int Arity => 3;

    public static DTypeSet Types => F.Types;

    public static bool IsLight => F.IsLight;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V a, V b, V c, V d) where V : struct, IReal<V> => formula.Value(a, b, c);
}

internal readonly record struct FirstGradient<F>(F Formula) : IGradient where F : struct, ITernaryFormula
{
    public static Reads Reads => F.FirstReads;

    public static DTypeSet Types => F.Types;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V g, V a, V b, V c) where V : struct, IReal<V> => Formula.First(g, a, b, c);
}

internal readonly record struct SecondGradient<F>(F Formula) : IGradient where F : struct, ITernaryFormula
{
    public static Reads Reads => F.SecondReads;

    public static DTypeSet Types => F.Types;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V g, V a, V b, V c) where V : struct, IReal<V> => Formula.Second(g, a, b, c);
}

internal readonly record struct ThirdGradient<F>(F Formula) : IGradient where F : struct, ITernaryFormula
{
    public static Reads Reads => F.ThirdReads;

    public static DTypeSet Types => F.Types;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V g, V a, V b, V c) where V : struct, IReal<V> => Formula.Third(g, a, b, c);
}
