namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// Sums of products written as in Einstein's convention: a letter for every dimension of every operand, and after
    /// <c>-&gt;</c> the letters of the result; letters that are not there are summed over. <c>"bij,bjk-&gt;bik"</c> is a batch
    /// of matrix products, <c>"ii-&gt;i"</c> a diagonal, <c>"...ij-&gt;...ji"</c> a transpose of the last two dimensions.
    /// Without <c>-&gt;</c> the result has the letters that occur once, in alphabetical order.
    /// </summary>
    /// <exception cref="ArgumentException">The equation is malformed or does not fit the operands.</exception>
    public static Tensor Einsum(string equation, params ReadOnlySpan<Tensor> operands)
    {
        ArgumentNullException.ThrowIfNull(equation);
        if (operands.Length == 0) throw new ArgumentException("Einsum: there are no operands.");
        var plan = Ops.EinsumEquation.Parse(equation, operands);

        // Every operand gets all dimensions of the equation, in one order, of size 1 where it lacks the letter.
        var result = plan.Align(operands[0], 0);
        for (var i = 1; i < operands.Length; i++)
        {
            var last = i == operands.Length - 1;
            result = Contract(result, plan.Align(operands[i], i), plan, usedLater: last ? [] : plan.LettersFrom(i + 1));
        }
        var leftover = new List<int>();
        for (var d = plan.OutputRank; d < plan.Rank; d++)
        {
            if (result.Size(d) != 1) leftover.Add(d);
        }
        if (leftover.Count > 0) result = result.Sum([.. leftover], keepDim: true);
        return plan.Rank == plan.OutputRank ? result : result.Reshape(result.Shape.AsSpan()[..plan.OutputRank]);
    }

    // Multiplies two aligned operands and sums over the dimensions neither the result nor a later operand has.
    static Tensor Contract(Tensor a, Tensor b, Ops.EinsumEquation plan, HashSet<int> usedLater)
    {
        List<int> batch = [], onlyA = [], onlyB = [], summed = [];
        for (var d = 0; d < plan.Rank; d++)
        {
            var (inA, inB, stays) = (a.Size(d) != 1, b.Size(d) != 1, d < plan.OutputRank || usedLater.Contains(d));
            if (!stays && inA != inB)
            {
                if (inA) a = a.Sum(d, keepDim: true);
                else b = b.Sum(d, keepDim: true);
                batch.Add(d);
            }
            else if (inA && inB) (stays ? batch : summed).Add(d);
            else (inA ? onlyA : inB ? onlyB : batch).Add(d);
        }
        if (summed.Count == 0) return a * b;

        long Count(Tensor t, List<int> dims) => Shape.CountOf([.. dims.Select(t.Size)]);
        var left = a.Permute([.. batch, .. onlyA, .. summed, .. onlyB]).Reshape(Count(a, batch), Count(a, onlyA), Count(a, summed));
        var right = b.Permute([.. batch, .. summed, .. onlyB, .. onlyA]).Reshape(Count(b, batch), Count(b, summed), Count(b, onlyB));
        int[] order = [.. batch, .. onlyA, .. onlyB, .. summed];
        long[] sizes = [.. batch.Select(a.Size), .. onlyA.Select(a.Size), .. onlyB.Select(b.Size), .. summed.Select(_ => 1L)];
        var back = new int[order.Length];
        for (var i = 0; i < order.Length; i++) back[order[i]] = i;
        return left.Bmm(right).Reshape(sizes).Permute(back);
    }
}
