namespace Adjoint
{
    /// <summary>The order of the first two dimensions of <see cref="Tensor.Meshgrid"/>.</summary>
    public enum MeshgridIndexing
    {
        /// <summary>The first dimension belongs to the first vector, like the rows of a matrix.</summary>
        Ij,

        /// <summary>The second dimension belongs to the first vector, like x to the right in a picture.</summary>
        Xy,
    }

    public partial class Tensor
    {
        /// <summary>
        /// The coordinates of all points of a grid: for each vector a view of the shape of the whole grid, in which it varies
        /// along its own dimension. Zero-dimensional tensors count as vectors of one element.
        /// </summary>
        /// <exception cref="ArgumentException">There are no tensors, one has more than one dimension, or their types differ.</exception>
        public static Tensor[] Meshgrid(ReadOnlySpan<Tensor> tensors, MeshgridIndexing indexing = MeshgridIndexing.Ij)
        {
            if (tensors.Length == 0) throw new ArgumentException("Meshgrid: there are no tensors.");
            var sizes = new long[tensors.Length];
            for (var i = 0; i < sizes.Length; i++)
            {
                ArgumentNullException.ThrowIfNull(tensors[i], nameof(tensors));
                if (tensors[i].Rank > 1)
                    throw new ArgumentException($"Meshgrid: vectors are needed, and tensor {i} has shape {tensors[i].Shape}.");
                if (tensors[i].DType != tensors[0].DType)
                    throw new ArgumentException(
                        $"Meshgrid: types must be equal, but tensor 0 is {tensors[0].DType} and tensor {i} is {tensors[i].DType}.");
                sizes[i] = tensors[i].Count;
            }
            var grid = new Tensor[sizes.Length];
            for (var i = 0; i < grid.Length; i++)
            {
                var shape = new long[sizes.Length];
                Array.Fill(shape, 1);
                shape[i] = sizes[i];
                grid[i] = tensors[i].Reshape(shape).Expand(sizes);
                if (indexing == MeshgridIndexing.Xy && sizes.Length > 1) grid[i] = grid[i].Transpose(0, 1);
            }
            return grid;
        }
    }
}
