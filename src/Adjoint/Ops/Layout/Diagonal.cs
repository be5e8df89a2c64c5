namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The elements whose indices in two dimensions are equal, or differ by <paramref name="offset"/>, as a view: both
        /// dimensions are removed and the diagonal is the last one. Above the main diagonal the offset is positive.
        /// </summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        /// <exception cref="ArgumentException">Both dimensions are the same.</exception>
        public Tensor Diagonal(long offset = 0, int dim1 = 0, int dim2 = 1)
        {
            (dim1, dim2) = (Ops.Split.CheckDim(nameof(Diagonal), this, dim1), Adjoint.Dim.Wrap(dim2, Rank));
            if (dim1 == dim2)
                throw new ArgumentException($"Diagonal: a diagonal needs two dimensions, and dimension {dim1} is named twice.");
            return new Ops.Diagonal(offset, dim1, dim2).Apply(this);
        }

        /// <summary>
        /// The diagonal of a matrix, as a copy; or, of a vector, the matrix that has it as its diagonal and zeros elsewhere.
        /// </summary>
        /// <exception cref="ArgumentException">The tensor is neither a vector nor a matrix.</exception>
        public Tensor Diag(long diagonal = 0) => Rank switch
        {
            1 => DiagEmbed(diagonal),
            2 => Diagonal(diagonal).Clone(),
            _ => throw new ArgumentException($"Diag: a vector or a matrix is needed, not shape {Shape}; use Diagonal or DiagEmbed."),
        };

        /// <summary>The matrix that has all elements, in row-major order, as its diagonal, and zeros elsewhere.</summary>
        public Tensor Diagflat(long offset = 0) => Ravel().DiagEmbed(offset);

        /// <summary>
        /// Matrices with this tensor's last dimension on their diagonal and zeros elsewhere: the opposite of <see cref="Diagonal"/>.
        /// Two dimensions of the result, <paramref name="dim1"/> and <paramref name="dim2"/>, take the place of the last.
        /// </summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension in the result.</exception>
        /// <exception cref="ArgumentException">Both dimensions are the same.</exception>
        public Tensor DiagEmbed(long offset = 0, int dim1 = -2, int dim2 = -1)
        {
            Ops.Split.CheckDim(nameof(DiagEmbed), this, -1);
            (dim1, dim2) = (Adjoint.Dim.Wrap(dim1, Rank + 1), Adjoint.Dim.Wrap(dim2, Rank + 1));
            if (dim1 == dim2)
                throw new ArgumentException($"DiagEmbed: a diagonal needs two dimensions, and dimension {dim1} is named twice.");
            var whole = new long[Rank + 1];
            for (int i = 0, next = 0; i < whole.Length; i++)
                whole[i] = i == dim1 || i == dim2 ? checked(Layout.Sizes[^1] + Math.Abs(offset)) : Layout.Sizes[next++];
            return new Ops.Unview(new Ops.Diagonal(offset, dim1, dim2), new(whole)).Apply(this);
        }

        /// <summary>The sum of the diagonal of a matrix.</summary>
        /// <exception cref="ArgumentException">The tensor is no matrix.</exception>
        public Tensor Trace() => Rank == 2
            ? Diagonal().Sum()
            : throw new ArgumentException($"Trace: a matrix is needed, not shape {Shape}; use Diagonal(offset, dim1, dim2).Sum(-1).");
    }
}

namespace Adjoint.Ops
{
    internal sealed record Diagonal(long Offset, int Dim1, int Dim2) : ViewPrimitive
    {
        internal override string Opposite => nameof(Tensor.DiagEmbed);

        protected override (Layout Layout, long Offset) Transform(Layout layout)
        {
            var (sizes, strides) = (new List<long>(layout.Rank), new List<long>(layout.Rank));
            for (var i = 0; i < layout.Rank; i++)
            {
                if (i == Dim1 || i == Dim2) continue;
                sizes.Add(layout.Sizes[i]);
                strides.Add(layout.Strides[i]);
            }
            var (rows, columns) = (layout.Sizes[Dim1], layout.Sizes[Dim2]);
            var length = Offset >= 0
                ? Math.Min(rows, columns - Math.Min(Offset, columns))
                : Math.Min(rows + Math.Max(Offset, -rows), columns);
            sizes.Add(length);
            strides.Add(layout.Strides[Dim1] + layout.Strides[Dim2]);
            var start = length == 0 ? 0 : Offset >= 0 ? Offset * layout.Strides[Dim2] : -Offset * layout.Strides[Dim1];
            return (new([.. sizes], [.. strides]), start);
        }

        protected override Tensor Derivative(int input, Tensor g, Saved saved) =>
            new Unview(this, new(saved.InputSpec(0).Layout.Sizes)).Apply(g);
    }
}
