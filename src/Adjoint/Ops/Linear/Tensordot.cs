namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// The sum of products over the last <paramref name="dims"/> dimensions of <paramref name="a"/> and the first of <paramref name="b"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The sizes of these dimensions differ.</exception>
    public static Tensor Tensordot(Tensor a, Tensor b, int dims = 2)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (dims < 0 || dims > a.Rank || dims > b.Rank)
            throw new ArgumentException($"Tensordot: cannot sum over {dims} dimensions of {a.Shape} and {b.Shape}.");
        return Tensordot(a, b, [.. Enumerable.Range(a.Rank - dims, dims)], [.. Enumerable.Range(0, dims)]);
    }

    /// <summary>
    /// The sum of products over pairs of dimensions: <c>dimsA[i]</c> of the first with <c>dimsB[i]</c> of the second. The
    /// result has the other dimensions of the first, then those of the second.
    /// </summary>
    /// <exception cref="ArgumentException">The dimensions of a pair differ in size.</exception>
    public static Tensor Tensordot(Tensor a, Tensor b, ReadOnlySpan<int> dimsA, ReadOnlySpan<int> dimsB)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (dimsA.Length != dimsB.Length)
            throw new ArgumentException(
                $"Tensordot: {dimsA.Length} dimensions of the first tensor cannot be paired with {dimsB.Length} of the second.");
        var (left, right) = (new int[dimsA.Length], new int[dimsB.Length]);
        for (var i = 0; i < left.Length; i++)
        {
            (left[i], right[i]) = (Dim.Wrap(dimsA[i], a.Rank), Dim.Wrap(dimsB[i], b.Rank));
            // A size of 1 stands for as many as needed: it is summed away first.
            var (sizeA, sizeB) = (a.Size(left[i]), b.Size(right[i]));
            if (sizeA == 1 && sizeB != 1)
                b = b.Sum(right[i], keepDim: true);
            else if (sizeB == 1 && sizeA != 1)
                a = a.Sum(left[i], keepDim: true);
            else if (sizeA != sizeB)
                throw new ArgumentException(
                    $"Tensordot: dimension {left[i]} of {a.Shape} and dimension {right[i]} of {b.Shape} differ in size.");
        }
        int[] freeA = [.. Enumerable.Range(0, a.Rank).Except(left)], freeB = [.. Enumerable.Range(0, b.Rank).Except(right)];
        long[] sizes = [.. freeA.Select(a.Size), .. freeB.Select(b.Size)];
        var summed = Shape.CountOf([.. left.Select(a.Size)]);
        var matrixA = a.Permute([.. freeA, .. left]).Reshape(Shape.CountOf([.. freeA.Select(a.Size)]), summed);
        var matrixB = b.Permute([.. right, .. freeB]).Reshape(summed, Shape.CountOf([.. freeB.Select(b.Size)]));
        return matrixA.Matmul(matrixB).Reshape(sizes);
    }
}
