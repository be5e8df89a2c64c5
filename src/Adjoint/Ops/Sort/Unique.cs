using Adjoint.Cpu.Sorting;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The distinct elements in ascending order, or the distinct slices along a dimension, in lexicographic order:
        /// see <see cref="UniqueAll"/>.
        /// </summary>
        /// <inheritdoc cref="UniqueAll" path="//param|//exception"/>
        public Tensor Unique(int? dim = null) => UniqueAll(dim).Values;

        /// <summary>
        /// The distinct elements in ascending order, which of them each element is, and how often each occurs. Every NaN is
        /// distinct. Not differentiable.
        /// </summary>
        /// <param name="dim">If given, not elements are compared but slices along this dimension.</param>
        /// <returns>The distinct elements as a vector (or slices joined along the dimension); for each element or slice the index of
        /// its equal there, in this tensor's shape (or as a vector); and their numbers.</returns>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        /// <exception cref="ArgumentException">The slices have no elements to compare.</exception>
        public (Tensor Values, Tensor Inverse, Tensor Counts) UniqueAll(int? dim = null) =>
            Ops.Distinct.Find(nameof(Unique), this, dim, sorts: true);

        /// <summary>
        /// The elements, or slices along a dimension, that differ from the one before: equal ones are merged only where they follow
        /// each other. See <see cref="UniqueAll"/>.
        /// </summary>
        /// <inheritdoc cref="UniqueAll" path="//param|//exception"/>
        public Tensor UniqueConsecutive(int? dim = null) => UniqueConsecutiveAll(dim).Values;

        /// <summary>
        /// The elements, or slices along a dimension, that differ from the one before, which of them each is merged into, and how
        /// many each stands for. See <see cref="UniqueAll"/>.
        /// </summary>
        /// <inheritdoc cref="UniqueAll" path="//param|//returns|//exception"/>
        public (Tensor Values, Tensor Inverse, Tensor Counts) UniqueConsecutiveAll(int? dim = null) =>
            Ops.Distinct.Find(nameof(UniqueConsecutive), this, dim, sorts: false);
    }
}

namespace Adjoint.Ops
{
    /// <summary>Finds distinct elements or slices.</summary>
    internal static class Distinct
    {
        public static (Tensor Values, Tensor Inverse, Tensor Counts) Find(string operation, Tensor x, int? dim, bool sorts)
        {
            using var mode = Autograd.NoGrad();
            if (dim is not { } along) return FindRows(x.Detach().Reshape(-1, 1), x.Shape, [-1], sorts);
            along = Dim.Wrap(along, x.Rank, operation);
            if (x.Rank == 0) return FindRows(x.Detach().Reshape(1, 1), [1], [-1], sorts);
            var size = x.Layout.Sizes[along];
            if (x.Count == 0 && size > 0)
                throw new ArgumentException(
                    $"{operation}: the slices of shape {x.Shape} along dimension {along} are empty, so there is nothing to compare.");
            var turned = x.Detach().Transpose(along, 0);
            var rows = turned.Reshape(size, size == 0 ? 1 : x.Count / size);
            var (values, inverse, counts) = FindRows(
                size == 0 ? Tensor.Zeros([0, 1], x.DType) : rows, [size], [-1, .. turned.Layout.Sizes[1..]], sorts);
            return (values.Transpose(0, along).Contiguous(), inverse, counts);
        }

        static (Tensor Values, Tensor Inverse, Tensor Counts) FindRows(Tensor rows, Shape inverse, ReadOnlySpan<long> shape, bool sorts)
        {
            var dtype = rows.DType.Ordered;
            var find = new FindAction
            {
                Rows = rows.Convert(dtype).Contiguous(),
                Inverse = Tensor.Empty(inverse, DType.Int64),
                Sorts = sorts,
            };
            dtype.Run(ref find);
            return (rows.IndexSelect(0, Tensor.From(find.First!)).Reshape(shape), find.Inverse, Tensor.From(find.Counts!));
        }

        unsafe struct FindAction : IDTypeAction
        {
            public Tensor Rows, Inverse;
            public bool Sorts;
            public long[]? First, Counts;

            public static DTypeSet Types => DTypeSet.Numbers;

            public void Run<T>() where T : unmanaged
            {
                var width = Rows.Layout.Sizes[1];
                var order = new long[Rows.Layout.Sizes[0]];
                for (var i = 0; i < order.Length; i++) order[i] = i;
                fixed (byte* x = Rows, groups = Inverse)
                {
                    if (Sorts && width == 1) Rows.ArgSort(0).Span<long>().CopyTo(order);
                    else if (Sorts) Groups<T>.Sort((T*)x, width, order);
                    var (first, counts) = Groups<T>.Number((T*)x, width, order, (long*)groups);
                    (First, Counts) = ([.. first], [.. counts]);
                }
            }
        }
    }
}
