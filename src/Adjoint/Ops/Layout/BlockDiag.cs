namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// A matrix with the given matrices along its diagonal and zeros elsewhere. Vectors count as rows, zero-dimensional tensors
    /// as one element; types are promoted.
    /// </summary>
    /// <exception cref="ArgumentException">There are no tensors, or one has more than two dimensions.</exception>
    public static Tensor BlockDiag(params ReadOnlySpan<Tensor> tensors)
    {
        if (tensors.Length == 0) throw new ArgumentException("BlockDiag: there are no tensors.");
        var blocks = AtLeast(2, tensors);
        long columns = 0, before = 0;
        foreach (var block in blocks)
        {
            if (block.Rank > 2) throw new ArgumentException($"BlockDiag: matrices are needed, not shape {block.Shape}.");
            columns += block.Layout.Sizes[1];
        }
        var dtype = Ops.Cat.ResultType(tensors);
        for (var i = 0; i < blocks.Length; i++)
        {
            var (rows, width) = (blocks[i].Layout.Sizes[0], blocks[i].Layout.Sizes[1]);
            blocks[i] = Cat([Zeros([rows, before], dtype), blocks[i], Zeros([rows, columns - before - width], dtype)], 1);
            before += width;
        }
        return Cat(blocks);
    }
}
