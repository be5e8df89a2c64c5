using System.Runtime.CompilerServices;
using Adjoint.Cpu.Loops;

namespace Adjoint.Ops;

/// <summary>What reductions share: which dimensions go, what shape remains, and the way to the kernel.</summary>
internal static unsafe class Reduce
{
    /// <summary>The dimensions to reduce, wrapped and sorted; none stands for all of them.</summary>
    public static Dims Over(ReadOnlySpan<int> dims, int rank, [CallerMemberName] string operation = "") =>
        dims.Length == 0 ? default : Dims.Of(Dim.WrapAll(dims, rank, operation));

    /// <summary>The sizes after a reduction.</summary>
    public static long[] Sizes(ReadOnlySpan<long> sizes, Dims over, bool keepDim)
    {
        var left = new long[sizes.Length];
        var rank = 0;
        for (var i = 0; i < sizes.Length; i++)
        {
            if (!Goes(over, i)) left[rank++] = sizes[i];
            else if (keepDim) left[rank++] = 1;
        }
        return left[..rank];
    }

    /// <summary>How many elements become one.</summary>
    public static long Count(ReadOnlySpan<long> sizes, Dims over)
    {
        long count = 1;
        for (var i = 0; i < sizes.Length; i++)
        {
            if (Goes(over, i)) count *= sizes[i];
        }
        return count;
    }

    /// <summary><paramref name="dtype"/>, if it is a floating-point type.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public static DType RequireFloating(string operation, DType dtype, string hint = "convert with To(DType.Float32) first") =>
        dtype.IsFloatingPoint ? dtype : throw new ArgumentException(
            $"{operation}: defined for floating-point numbers only, not for {dtype}; {hint}.");

    /// <summary>The tensor converted to <paramref name="dtype"/>, if one is given; the type must be a floating-point one.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public static Tensor Floating(string operation, Tensor x, DType? dtype) =>
        x.To(RequireFloating(operation, dtype ?? x.DType, "give dtype: DType.Float32, or convert with To(DType.Float32) first"));

    /// <summary>The sizes of a tensor seen as [outer, count, inner] with one dimension in the middle.</summary>
    public static (long Outer, long Count, long Inner) Span(ReadOnlySpan<long> sizes, int dim)
    {
        long outer = 1, inner = 1;
        for (var i = 0; i < sizes.Length; i++)
        {
            if (i < dim) outer *= sizes[i];
            else if (i > dim) inner *= sizes[i];
        }
        return (outer, sizes.Length == 0 ? 1 : sizes[dim], inner);
    }

    /// <summary>Throws if a dimension that is reduced is empty.</summary>
    public static void CheckNotEmpty(string operation, Tensor x, Dims over)
    {
        for (var i = 0; i < x.Rank; i++)
        {
            if (x.Layout.Sizes[i] == 0 && Goes(over, i))
                throw new ArgumentException(
                    $"{operation}: dimension {i} of shape {x.Shape} is empty, and of no elements there is no result.");
        }
    }

    /// <summary>A reduced tensor with the dimensions that went put back with size 1, so that it broadcasts to the unreduced one.</summary>
    public static Tensor Restore(Tensor reduced, Layout original, Dims over, bool keepDim) =>
        keepDim || over.Length == 0 ? reduced : reduced.Reshape(Sizes(original.Sizes, over, keepDim: true));

    /// <summary>
    /// Folds <paramref name="over"/> of <paramref name="x"/> into <paramref name="output"/>, which is contiguous. The centre,
    /// where the term has one, is contiguous and has size 1 in those dimensions.
    /// </summary>
    public static void Run<TFold, TTerm>(TTerm term, Tensor x, Tensor? center, Dims over, Tensor output)
        where TFold : struct, IFold where TTerm : struct, ITerm
    {
        if (!x.IsContiguous)
        {
            Rearranged<TFold, TTerm>(term, x, center, over, output);
            return;
        }
        var (outer, count, inner, rest) = LastRun(x.Layout.Sizes, over);
        if (rest.Length == 0)
        {
            Kernel<TFold, TTerm>(term, x, center, output, outer, count, inner);
            return;
        }
        var sizes = Sizes(x.Layout.Sizes, rest, keepDim: true);
        var partial = Tensor.Allocate(Layout.Contiguous(sizes), x.DType);
        if (center is not null) center = center.Alias(new(sizes, center.Layout.StridesFor(sizes)), center.StorageOffset).Copy();
        Kernel<TFold, TTerm>(term, x, center, partial, outer, count, inner);
        Run<TFold, Element>(default, partial, null, over, output);
    }

    // The dimensions in the order of memory, if that makes them contiguous; the order of folding is free.
    static void Rearranged<TFold, TTerm>(TTerm term, Tensor x, Tensor? center, Dims over, Tensor output)
        where TFold : struct, IFold where TTerm : struct, ITerm
    {
        var order = new int[x.Rank];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        var strides = x.Layout.Strides;
        Array.Sort(order, (a, b) => strides[a] != strides[b] ? strides[b].CompareTo(strides[a]) : a.CompareTo(b));
        var view = Permute.View(x, order);
        if (!view.IsContiguous)
        {
            Run<TFold, TTerm>(term, x.Copy(), center, over, output);
            return;
        }
        var inverse = new int[order.Length];
        for (var i = 0; i < order.Length; i++) inverse[order[i]] = i;
        var places = new List<int>();
        for (var i = 0; i < order.Length; i++)
        {
            if (Goes(over, order[i])) places.Add(i);
        }
        var result = Tensor.Allocate(Layout.Contiguous(Sizes(view.Layout.Sizes, Dims.Of([.. places]), keepDim: true)), output.DType);
        Run<TFold, TTerm>(term, view, center is null ? null : Permute.View(center, order).Contiguous(), Dims.Of([.. places]), result);
        var kept = Layout.Contiguous(Sizes(x.Layout.Sizes, over, keepDim: true));
        Elementwise.Convert(output.Alias(kept, output.StorageOffset), Permute.View(result, inverse));
    }

    // The last dimensions that go and lie together, as the middle of [outer, count, inner]; if others remain, also which
    // were taken.
    static (long Outer, long Count, long Inner, Dims Taken) LastRun(ReadOnlySpan<long> sizes, Dims over)
    {
        long outer = 1, count = 1, inner = 1;
        var (first, last, others) = (-1, -1, false);
        for (var i = sizes.Length - 1; i >= 0; i--)
        {
            if (sizes[i] == 1) continue;
            if (!Goes(over, i))
            {
                if (last < 0) inner *= sizes[i];
                else outer *= sizes[i];
            }
            else if (outer == 1)
            {
                if (last < 0) last = i;
                first = i;
                count *= sizes[i];
            }
            else
            {
                others = true;
                outer *= sizes[i];
            }
        }
        var taken = new long[others ? last - first + 1 : 0];
        for (var i = 0; i < taken.Length; i++) taken[i] = first + i;
        return (outer, count, inner, new(taken));
    }

    static bool Goes(Dims over, int dim) => over.Length == 0 || over.Contains(dim);

    static void Kernel<TFold, TTerm>(TTerm term, Tensor x, Tensor? center, Tensor y, long outer, long count, long inner)
        where TFold : struct, IFold where TTerm : struct, ITerm
    {
        var fold = new FoldAction<TFold, TTerm> { Term = term, X = x, Center = center, Y = y, Outer = outer, Count = count, Inner = inner };
        (x.DType == DType.Bool ? DType.UInt8 : x.DType).Run(ref fold);
    }

    struct FoldAction<TFold, TTerm> : IDTypeAction where TFold : struct, IFold where TTerm : struct, ITerm
    {
        public TTerm Term;
        public Tensor X, Y;
        public Tensor? Center;
        public long Outer, Count, Inner;

        public static DTypeSet Types => TTerm.Types;

        public readonly void Run<T>() where T : unmanaged
        {
            fixed (byte* x = X, center = Center, y = Y)
                Fold<TFold, TTerm, T>.Run(Term, (T*)x, (T*)center, (T*)y, Outer, Count, Inner);
        }
    }
}
