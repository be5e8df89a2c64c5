using Adjoint.Cpu.Loops;

namespace Adjoint.Ops;

/// <summary>An operation that chooses one element along a dimension; its outputs are the elements and their positions.</summary>
/// <param name="Dim">The dimension, wrapped.</param>
/// <param name="KeepDim">Whether it stays, with size 1.</param>
internal abstract record Choice<TFold>(int Dim, bool KeepDim) : Primitive where TFold : struct, IFold
{
    internal sealed override Reads Reads(int input) => Adjoint.Reads.Output;

    internal sealed override Tensor[] EvaluateMany(ReadOnlySpan<Tensor> inputs)
    {
        var (values, indices) = Choose.Run<TFold>(Name, inputs[0], [Dim], KeepDim);
        return [values, indices];
    }

    internal sealed override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results)
    {
        var layout = saved.InputSpec(0).Layout;
        var indices = Reduce.Restore(saved.OutputAt(1), layout, [Dim], KeepDim);
        results[0] = Choose.Return(Reduce.Restore(gradients[0]!, layout, [Dim], KeepDim), Dim, indices, layout);
    }
}

/// <summary>From tensors to the loops that choose.</summary>
internal static unsafe class Choose
{
    /// <summary>The gradient of elements chosen along a dimension, back where they stood.</summary>
    public static Tensor Return(Tensor g, int dim, Tensor indices, Layout from) =>
        Tensor.Zeros([], g.DType).Expand(from.Sizes).ScatterAdd(dim, indices, g);

    /// <summary>The chosen elements along one dimension, or of all (none), and their positions.</summary>
    public static (Tensor Values, Tensor Indices) Run<TFold>(string operation, Tensor x, Dims over, bool keepDim)
        where TFold : struct, IFold
    {
        Reduce.CheckNotEmpty(operation, x, over);
        var layout = Layout.Contiguous(Reduce.Sizes(x.Layout.Sizes, over, keepDim));
        var indices = Tensor.Allocate(layout, DType.Int64);
        var values = Tensor.Allocate(layout, x.DType);
        if (indices.Count == 0) return (values, indices);
        var dtype = x.DType.Ordered;
        var source = x.Convert(dtype);
        var (outer, count, inner) = over.Length == 0 ? (1, x.Count, 1) : Reduce.Span(x.Layout.Sizes, (int)over[0]);
        var chosen = dtype == x.DType ? values : Tensor.Allocate(layout, dtype);
        var action = new ChooseAction<TFold>
        {
            X = source.Ready(),
            Values = chosen,
            Indices = indices,
            Outer = outer,
            Count = count,
            Inner = inner,
        };
        dtype.Run(ref action);
        return (chosen.Convert(x.DType), indices);
    }

    struct ChooseAction<TFold> : IDTypeAction where TFold : struct, IFold
    {
        public Tensor X, Values, Indices;
        public long Outer, Count, Inner;

        public static DTypeSet Types => DTypeSet.Numbers;

        public readonly void Run<T>() where T : unmanaged
        {
            fixed (byte* x = X, values = Values, indices = Indices)
                ArgFold<TFold, T>.Run((T*)x, (T*)values, (long*)indices, Outer, Count, Inner);
        }
    }
}
