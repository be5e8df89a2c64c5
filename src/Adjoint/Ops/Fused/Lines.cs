using Adjoint.Cpu.Fused;

namespace Adjoint.Ops;

/// <summary>From tensors to <see cref="LineKernel{TMap, T}"/>.</summary>
internal unsafe struct Lines<TMap> : IDTypeAction where TMap : struct, ILineMap
{
    Tensor _p, _q, _y;
    (long Outer, long Count, long Inner) _span;

    public static DTypeSet Types => DTypeSet.Floating;

    /// <summary>Fills <paramref name="y"/>, which is contiguous and not empty.</summary>
    public static void Run(Tensor p, Tensor? q, Tensor y, int dim)
    {
        var dense = p.Ready();
        var action = new Lines<TMap> { _p = dense, _q = q?.Ready() ?? dense, _y = y, _span = Reduce.Span(y.Layout.Sizes, dim) };
        y.DType.Run(ref action);
    }

    public readonly void Run<T>() where T : unmanaged
    {
        fixed (byte* p = _p, q = _q, y = _y) LineKernel<TMap, T>.Run((T*)p, (T*)q, (T*)y, _span.Outer, _span.Count, _span.Inner);
    }
}

/// <summary>The derivative of an operation on lines in one pass, of the gradient of its result and the result.</summary>
internal sealed record LineGradient<TMap>(string Of, int Dim) : Primitive where TMap : struct, ILineMap
{
    internal override string Name => Of + "Backward";

    internal override DTypeSet Kernels => DTypeSet.Floating;

    protected override Spec Infer(ReadOnlySpan<Tensor> inputs) => new(inputs[1].Layout.AsContiguous(), inputs[1].DType);

    protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output) => Lines<TMap>.Run(inputs[0], inputs[1], output, Dim);
}
