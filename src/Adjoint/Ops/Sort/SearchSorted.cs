using Adjoint.Cpu.Sorting;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// Where values belong in this ascending sequence, so that it stays in order: the number of elements less than a value, or with
        /// <paramref name="right"/> of those not larger. NaN belongs at the end.
        /// </summary>
        /// <param name="values">The values: of any shape if this tensor is a vector; otherwise its leading dimensions are those of this
        /// tensor, each of whose last-dimension lines is a sequence of its own.</param>
        /// <param name="right">Whether the place is behind elements that equal the value.</param>
        /// <param name="sorter">What puts this tensor in order along the last dimension, if it is not: its <see cref="ArgSort"/>.</param>
        /// <param name="dtype">The type of the result: Int64 or Int32.</param>
        /// <returns>A tensor of the shape of the values.</returns>
        /// <exception cref="ArgumentException">The shapes do not fit, or <paramref name="dtype"/> is not one of the two.</exception>
        public Tensor SearchSorted(Tensor values, bool right = false, Tensor? sorter = null, DType dtype = DType.Int64) =>
            Ops.SearchSorted.Find(nameof(SearchSorted), this, values, right, sorter, dtype);
    }
}

namespace Adjoint.Ops
{
    /// <summary>From tensors to the search in sequences.</summary>
    internal static class SearchSorted
    {
        public static Tensor Find(string operation, Tensor sequence, Tensor values, bool right, Tensor? sorter, DType dtype)
        {
            ArgumentNullException.ThrowIfNull(values);
            if (dtype is not (DType.Int64 or DType.Int32))
                throw new ArgumentException($"{operation}: the places are Int64 or Int32, not {dtype}.");
            CheckShapes(operation, sequence, values, sorter);
            var type = Promotion.Result(sequence, values);
            if (type.IsHalf) type = DType.Float32;
            if (type == DType.Bool) type = DType.UInt8;
            var action = new Action
            {
                Sequence = sequence.Detach().Convert(type).Contiguous(),
                Values = values.Detach().Convert(type).Contiguous(),
                Sorter = sorter is null ? null : Indices.Check(operation, sorter).Contiguous(),
                Places = Tensor.Empty(values.Shape, DType.Int64),
                Right = right,
            };
            if (values.Count > 0) type.Run(ref action);
            return action.Places.Convert(dtype);
        }

        static void CheckShapes(string operation, Tensor sequence, Tensor values, Tensor? sorter)
        {
            if (sequence.Rank == 0) throw new ArgumentException($"{operation}: a sequence has at least one dimension.");
            if (sequence.Rank > 1 && (values.Rank != sequence.Rank
                || !values.Layout.Sizes.AsSpan()[..^1].SequenceEqual(sequence.Layout.Sizes.AsSpan()[..^1])))
                throw new ArgumentException(
                    $"{operation}: values of shape {values.Shape} do not fit sequences of shape {sequence.Shape}; " +
                    "all dimensions but the last must be equal, or the sequence a vector.");
            if (sorter is null) return;
            if (sorter.Shape != sequence.Shape)
                throw new ArgumentException(
                    $"{operation}: the sorter must have the sequence's shape {sequence.Shape}, not {sorter.Shape}.");
            if (sorter.Count > 0 && (sorter.Amin().Item<long>() < 0 || sorter.Amax().Item<long>() >= sequence.Size(-1)))
                throw new ArgumentOutOfRangeException(nameof(sorter),
                    $"{operation}: the sorter holds positions outside of the sequence, which has {sequence.Size(-1)} elements.");
        }

        unsafe struct Action : IDTypeAction
        {
            public Tensor Sequence, Values, Places;
            public Tensor? Sorter;
            public bool Right;

            public static DTypeSet Types => DTypeSet.Numbers;

            public readonly void Run<T>() where T : unmanaged
            {
                fixed (byte* sequence = Sequence, values = Values, places = Places, sorter = Sorter)
                {
                    var search = new Search<T>
                    {
                        Sequence = (T*)sequence,
                        Sorter = (long*)sorter,
                        Size = Sequence.Size(-1),
                        Values = (T*)values,
                        Places = (long*)places,
                        PerLine = Sequence.Rank == 1 ? Values.Count : Values.Size(-1),
                        Right = Right,
                    };
                    Search<T>.Run(search, Values.Count);
                }
            }
        }
    }
}
