using Adjoint.Cpu.Loops;

namespace Adjoint.Ops;

/// <summary>An operation that compares every pair of elements of two tensors that broadcast; the result is Bool.</summary>
internal abstract record Comparison<F> : Primitive where F : struct, IQuestion
{
    internal sealed override DTypeSet Kernels => DTypeSet.Numbers;

    internal sealed override bool IsDifferentiable => false;

    /// <summary>Compares two tensors after converting both to their common type.</summary>
    public Tensor Apply(Tensor a, Tensor b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var dtype = Promotion.Result(a, b);
        return base.Apply(a.Convert(dtype), b.Convert(dtype));
    }

    /// <summary>Compares a tensor with a number, which need not fit into the tensor's type.</summary>
    public Tensor Apply(Tensor a, Scalar b)
    {
        ArgumentNullException.ThrowIfNull(a);
        return Apply(Operand.Fits(b, a.DType) || b.IsFloatingPoint ? a : a.Convert(DType.Int64), new Literal(b));
    }

    protected sealed override Spec Infer(ReadOnlySpan<Tensor> inputs) =>
        new(Broadcast.Result(this, inputs[0].Layout, inputs[1].Layout), DType.Bool);

    protected sealed override void Run(ReadOnlySpan<Tensor> inputs, Tensor output) =>
        Elementwise.Ask<F>(output, inputs[0], inputs[1]);
}
