using Adjoint.Cpu.Indexing;
using Adjoint.Cpu.Loops;

namespace Adjoint.Ops;

/// <summary>A walk that writes the elements of a source to where an index says along one dimension of an output.</summary>
/// <param name="operation">The operation as users know it.</param>
/// <param name="dim">The dimension.</param>
/// <param name="output">What is written to, contiguous.</param>
/// <param name="index">Int64, no larger than the output in other dimensions.</param>
/// <param name="source">At least as large as the index.</param>
internal readonly unsafe struct ScatterWalk(string operation, int dim, Tensor output, Tensor index, Tensor source)
{
    /// <summary>New elements replace old ones. Moving elements takes a kernel for each size only.</summary>
    public void Put()
    {
        switch (output.DType.ItemSize)
        {
            case 1: Run<Put<byte>, byte>(); break;
            case 2: Run<Put<ushort>, ushort>(); break;
            case 4: Run<Put<uint>, uint>(); break;
            default: Run<Put<ulong>, ulong>(); break;
        }
    }

    /// <summary>New elements are combined with old ones.</summary>
    public void Combine<TFold>() where TFold : struct, IFold
    {
        var action = new CombineAction<TFold> { Walk = this };
        output.DType.Run(ref action);
    }

    /// <summary>Writes as <typeparamref name="TWrite"/> does.</summary>
    public void Run<TWrite, T>() where TWrite : struct, IWrite<T> where T : unmanaged
    {
        var sizes = index.Layout.Sizes;
        fixed (byte* first = index)
        {
            var axis = new Axis(operation, dim, output.Layout.Sizes[dim], wraps: false)
            {
                First = index.IsContiguous ? (long*)first : null,
            };
            var row = new ScatterRow<TWrite, T>(
                axis, sizes[dim], output.Strides[dim] * output.DType.ItemSize, index.Strides[dim] * sizeof(long),
                source.Strides[dim] * source.DType.ItemSize);
            Elementwise.Walk(
                Gather.Along(output, dim, sizes, 1), Gather.Along(index, dim, sizes, 1), Gather.Along(source, dim, sizes, 1),
                row, weight: sizes[dim]);
        }
    }

    struct CombineAction<TFold> : IDTypeAction where TFold : struct, IFold
    {
        public ScatterWalk Walk;

        public static DTypeSet Types => DTypeSet.Numbers;

        public readonly void Run<T>() where T : unmanaged => Walk.Run<Combine<TFold, T>, T>();
    }
}
