namespace Adjoint.Tests.Operations;

/// <summary>Reductions and what is done line by line, by their definition: for references.</summary>
internal static class Along
{
    /// <summary>A number for each group of elements that differ in the given dimensions only; none means all dimensions.</summary>
    public static double[] Fold(Tensor x, int[] dims, Func<double[], double> fold) => Array.ConvertAll(Groups(x, dims), group => fold(group));

    /// <summary>The elements that differ in the given dimensions only, in row-major order.</summary>
    public static double[][] Groups(Tensor x, int[] dims)
    {
        var goes = Enumerable.Range(0, x.Rank).Select(i => dims.Length == 0 || dims.Contains(i) || dims.Contains(i - x.Rank)).ToArray();
        var sizes = x.Shape.ToArray();
        var groups = new List<double>[sizes.Where((_, i) => !goes[i]).Aggregate(1L, (a, b) => a * b)];
        for (var i = 0; i < groups.Length; i++) groups[i] = [];
        var elements = x.ToArray<double>();
        for (long i = 0; i < elements.Length; i++)
        {
            long rest = i, group = 0, stride = 1;
            for (var d = sizes.Length - 1; d >= 0; d--)
            {
                (rest, var place) = Math.DivRem(rest, sizes[d]);
                if (goes[d]) continue;
                group += place * stride;
                stride *= sizes[d];
            }
            groups[group].Add(elements[i]);
        }
        return Array.ConvertAll(groups, group => group.ToArray());
    }

    /// <summary>Every line along a dimension replaced by another of any length, the same for all.</summary>
    public static double[] Lines(Tensor x, int dim, Func<double[], double[]> change)
    {
        if (x.Rank == 0) return change(x.ToArray<double>());
        var at = dim < 0 ? dim + x.Rank : dim;
        var inner = x.Shape.Skip(at + 1).Aggregate(1L, (a, b) => a * b);
        var lines = Array.ConvertAll(Groups(x, [at]), line => change(line));
        if (lines.Length == 0) return [];
        var length = lines[0].Length;
        var result = new double[lines.Length * length];
        for (var line = 0; line < lines.Length; line++)
        {
            var (outer, j) = Math.DivRem(line, inner);
            for (var i = 0; i < length; i++) result[(outer * length + i) * inner + j] = lines[line][i];
        }
        return result;
    }
}
