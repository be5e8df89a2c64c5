using System.Numerics;
using Adjoint.Cpu;

namespace Adjoint.Ops;

/// <summary>What is done to each matrix of a batch.</summary>
internal interface IMatrixKernel
{
    void Run<T>(in Slices slices) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>The tensors of a kernel, at one index of the batch.</summary>
internal readonly unsafe ref struct Slices(nint* tensors, long* steps, long index)
{
    readonly nint* _tensors = tensors;
    readonly long* _steps = steps;

    /// <summary>The first element of this index' part of a tensor.</summary>
    public T* Of<T>(int tensor) where T : unmanaged => (T*)(_tensors[tensor] + (nint)(index * _steps[tensor]));
}

/// <summary>What operations on batches of matrices share: the checks, and the way to kernels for a single one.</summary>
internal static unsafe class Matrices
{
    // Operations a thread should at least have.
    const long Grain = 1 << 15;

    /// <summary>Throws unless the tensor is a matrix, or a batch, of Float32 or Float64.</summary>
    public static void Check(string operation, Tensor a, string what = "the input")
    {
        ArgumentNullException.ThrowIfNull(a);
        CheckType(operation, a, what);
        if (a.Rank < 2)
            throw new ArgumentException($"{operation}: {what} must be a matrix or a batch of matrices, and its shape is {a.Shape}.");
    }

    /// <summary>The same, and the matrices must be square.</summary>
    public static void CheckSquare(string operation, Tensor a, string what = "the input")
    {
        Check(operation, a, what);
        if (a.Size(-1) != a.Size(-2))
            throw new ArgumentException($"{operation}: {what} must be square matrices, and its shape is {a.Shape}.");
    }

    /// <summary>Throws unless the elements are Float32 or Float64.</summary>
    public static void CheckType(string operation, Tensor a, string what = "the input")
    {
        if (!a.DType.IsIn(DTypeSet.Floating))
            throw new ArgumentException(
                $"{operation}: defined for Float32 and Float64, and {what} is {a.DType}; convert with To(DType.Float32).");
    }

    /// <summary>Throws unless both have one type.</summary>
    public static void CheckSameType(string operation, Tensor a, Tensor b)
    {
        if (a.DType != b.DType)
            throw new ArgumentException(
                $"{operation}: both tensors must have one type, and they are {a.DType} and {b.DType}; convert one with To.");
    }

    /// <summary>The sizes before those of the matrix, and others behind.</summary>
    public static long[] Sizes(Tensor a, params ReadOnlySpan<long> matrix) => [.. Batch(a), .. matrix];

    /// <summary>The sizes before those of the matrix.</summary>
    public static ReadOnlySpan<long> Batch(Tensor a) => a.Layout.Sizes.AsSpan()[..^2];

    /// <summary>A fresh tensor of the batch and type of <paramref name="a"/>, with other sizes behind the batch.</summary>
    public static Tensor New(Tensor a, params ReadOnlySpan<long> matrix) => Tensor.Allocate(Layout.Contiguous(Sizes(a, matrix)), a.DType);

    /// <summary>Memory for the pivots of an LU factorization.</summary>
    public static Tensor Pivots(Tensor a, long steps) => Tensor.Allocate(Layout.Contiguous(Sizes(a, steps)), DType.Int32);

    /// <summary>A number for each matrix that says what went wrong; 0 at first.</summary>
    public static Tensor Info(Tensor a) => Tensor.Zeros(Shape.Create(Batch(a)), DType.Int32);

    /// <summary>Both tensors with their leading dimensions broadcast to one batch.</summary>
    public static (Tensor A, Tensor B) Broadcasted(string operation, Tensor a, Tensor b)
    {
        if (Batch(a).SequenceEqual(Batch(b))) return (a, b);
        var batch = Broadcast.Sizes(Batch(a), Batch(b)) ??
            throw new ArgumentException($"{operation}: the batches of {a.Shape} and {b.Shape} do not broadcast; sizes must be equal or 1.");
        return (a.Expand([.. batch, .. a.Shape.AsSpan()[^2..]]), b.Expand([.. batch, .. b.Shape.AsSpan()[^2..]]));
    }

    /// <summary>Identity matrices for a batch.</summary>
    public static Tensor Identity(ReadOnlySpan<long> batch, long n, DType dtype) => Tensor.Eye(n, dtype: dtype).Expand([.. batch, n, n]);

    /// <summary>
    /// Runs a kernel over a batch. All tensors are contiguous and begin with the batch; the matrices' type is that of the first.
    /// </summary>
    /// <param name="work">Operations for one matrix: few large ones share the threads one after the other, many small ones
    /// run side by side.</param>
    public static void Run<TKernel>(TKernel kernel, long batch, long work, params ReadOnlySpan<Tensor> tensors)
        where TKernel : struct, IMatrixKernel
    {
        if (batch == 0) return;
        var action = new Action<TKernel> { Kernel = kernel, Batch = batch, Work = Math.Max(1, work), Tensors = tensors.ToArray() };
        tensors[0].DType.RunReal(ref action);
    }

    struct Action<TKernel> : IRealAction where TKernel : struct, IMatrixKernel
    {
        public TKernel Kernel;
        public Tensor[] Tensors;
        public long Batch, Work;

        public readonly void Run<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var pointers = stackalloc nint[5];
            var steps = stackalloc long[5];
            for (var i = 0; i < Tensors.Length; i++) steps[i] = Tensors[i].Count / Batch * Tensors[i].DType.ItemSize;
            Tensor? At(int i, Tensor[] tensors) => i < tensors.Length ? tensors[i] : null;
            fixed (byte* first = Tensors[0], second = At(1, Tensors), third = At(2, Tensors),
                fourth = At(3, Tensors), fifth = At(4, Tensors))
            {
                (pointers[0], pointers[1], pointers[2], pointers[3], pointers[4]) =
                    ((nint)first, (nint)second, (nint)third, (nint)fourth, (nint)fifth);
                var range = new Range<TKernel, T> { Kernel = Kernel, Pointers = pointers, Steps = steps };
                if (Batch < Threads.Count) range.Run(0, Batch);
                else Threads.For(Batch, Math.Max(1, Grain / Work), range);
            }
        }
    }

    struct Range<TKernel, T> : IRange where TKernel : struct, IMatrixKernel where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public TKernel Kernel;
        public nint* Pointers;
        public long* Steps;

        public readonly void Run(long from, long to)
        {
            for (; from < to; from++) Kernel.Run<T>(new(Pointers, Steps, from));
        }
    }
}
