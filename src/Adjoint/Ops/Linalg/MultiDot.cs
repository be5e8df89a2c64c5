namespace Adjoint;

public static partial class Linalg
{
    /// <summary>
    /// The product of two or more matrices in the order that takes the fewest multiplications. The first and the last may be
    /// vectors: a row and a column, dimensions that the result then lacks. Source: PyTorch, <c>torch.linalg.multi_dot</c>.
    /// </summary>
    /// <exception cref="ArgumentException">There are fewer than two tensors, one is no matrix, or inner sizes differ.</exception>
    public static Tensor MultiDot(params ReadOnlySpan<Tensor> tensors)
    {
        if (tensors.Length < 2)
            throw new ArgumentException($"Linalg.MultiDot: a product needs two matrices, and there are {tensors.Length}.");
        var matrices = tensors.ToArray();
        for (var i = 0; i < matrices.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(matrices[i], nameof(tensors));
            if (matrices[i].Rank == 1 && i == 0) matrices[i] = matrices[i].Unsqueeze(0);
            else if (matrices[i].Rank == 1 && i == matrices.Length - 1) matrices[i] = matrices[i].Unsqueeze(1);
            if (matrices[i].Rank != 2)
                throw new ArgumentException($"Linalg.MultiDot: tensor {i} must be a matrix, and its shape is {tensors[i].Shape}.");
            if (i > 0) Ops.Matmul.CheckInner("Linalg.MultiDot", matrices[i - 1], matrices[i]);
        }
        var product = Product(matrices, Splits(matrices), 0, matrices.Length - 1);
        if (tensors[^1].Rank == 1) product = product.Squeeze(1);
        return tensors[0].Rank == 1 ? product.Squeeze(0) : product;
    }

    static Tensor Product(Tensor[] matrices, int[,] splits, int from, int to) => from == to
        ? matrices[from]
        : Product(matrices, splits, from, splits[from, to]).Matmul(Product(matrices, splits, splits[from, to] + 1, to));

    // Behind which matrix each part of the chain is best cut in two.
    static int[,] Splits(Tensor[] matrices)
    {
        var count = matrices.Length;
        var (costs, splits) = (new double[count, count], new int[count, count]);
        for (var length = 1; length < count; length++)
        {
            for (var from = 0; from + length < count; from++)
            {
                var to = from + length;
                costs[from, to] = double.PositiveInfinity;
                for (var cut = from; cut < to; cut++)
                {
                    var cost = costs[from, cut] + costs[cut + 1, to]
                        + (double)matrices[from].Size(0) * matrices[cut].Size(1) * matrices[to].Size(1);
                    if (cost < costs[from, to]) (costs[from, to], splits[from, to]) = (cost, cut);
                }
            }
        }
        return splits;
    }
}
