using System.Runtime.CompilerServices;
using Adjoint.Cpu.Loops;

namespace Adjoint.Ops;

/// <summary>
/// One derivative of an elementwise formula, as a formula of the incoming gradient and up to three operands: the inputs of
/// the operation and, in the third place, its output.
/// </summary>
internal interface IGradient
{
    /// <summary>Which of the operands it looks at.</summary>
    static abstract Reads Reads { get; }

    /// <summary>The types it is defined for.</summary>
    static abstract DTypeSet Types { get; }

    /// <summary>The gradient; what is not looked at is arbitrary.</summary>
    V Value<V>(V g, V a, V b, V c) where V : struct, IReal<V>;
}

/// <summary>
/// Evaluates a derivative: in tensor operations where it may be differentiated again, otherwise in one pass over memory.
/// </summary>
internal static class Gradient
{
    public static Tensor Evaluate<TGradient>(TGradient gradient, Primitive of, Tensor g, Tensor? a, Tensor? b, Tensor? c)
        where TGradient : struct, IGradient
    {
        if (GradMode.IsEnabled || TGradient.Reads == Reads.Nothing)
        {
            static TensorNumber At(Tensor? tensor) => tensor is null ? default : new(tensor);
            var result = gradient.Value(new(g), At(a), At(b), At(c));
            return result.Constant is { } constant ? Tensor.FullLike(g, constant) : result.Tensor;
        }
        var fused = FusedGradient<TGradient>.Of(gradient, of);
        return (a, b, c) switch
        {
            (not null, null, null) => fused.Apply(g, a),
            (null, not null, null) => fused.Apply(g, b),
            (null, null, not null) => fused.Apply(g, c),
            (not null, not null, null) => fused.Apply(g, a, b),
            (not null, null, not null) => fused.Apply(g, a, c),
            (null, not null, not null) => fused.Apply(g, b, c),
            _ => fused.Apply(g, a!, b!, c!),
        };
    }

    /// <summary>The operands among what an operation of one or two inputs reads: its output is the third.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Reads Operands(Reads reads) =>
        (reads & (Reads.First | Reads.Second)) | ((reads & Reads.Output) != 0 ? Reads.Third : Reads.Nothing);
}

/// <summary>A derivative in one pass over memory; inputs are the gradient and what <see cref="IGradient.Reads"/> names, in order.</summary>
internal sealed record FusedGradient<TGradient>(TGradient Formula, Primitive Forward) : Primitive where TGradient : struct, IGradient
{
    // A loop asks for the same one again and again.
    static FusedGradient<TGradient>? s_last;

    /// <summary>The derivative given by <paramref name="formula"/> of the operation <paramref name="forward"/>.</summary>
    public static FusedGradient<TGradient> Of(TGradient formula, Primitive forward) =>
        s_last is { } last && ReferenceEquals(last.Forward, forward) && EqualityComparer<TGradient>.Default.Equals(last.Formula, formula)
            ? last
            : s_last = new(formula, forward);

    internal override string Name => Forward.Name + "Backward";

    internal override DTypeSet Kernels => TGradient.Types;

    protected override Spec Infer(ReadOnlySpan<Tensor> inputs) => new(Broadcast.Result(this, inputs), inputs[0].DType);

    protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output) =>
        Elementwise.Run(new GradientMap<TGradient>(Formula), output, inputs);
}

internal readonly struct GradientMap<TGradient>(TGradient gradient) : IMap where TGradient : struct, IGradient
{
    public static int Arity
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1 + System.Numerics.BitOperations.PopCount((uint)TGradient.Reads);
    }

    public static DTypeSet Types => TGradient.Types;

    // What is read comes in order, without gaps.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V g, V p, V q, V r) where V : struct, IReal<V>
    {
        bool first = (TGradient.Reads & Reads.First) != 0, second = (TGradient.Reads & Reads.Second) != 0;
        return gradient.Value(g, p, first ? q : p, first ? second ? r : q : second ? q : p);
    }
}
