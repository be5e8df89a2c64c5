namespace Adjoint.Nn;

/// <summary>What is wrong with the arguments of layers, said in their names.</summary>
internal static class Checks
{
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public static void Positive(string of, string name, long value) => Require.Positive(of, value, name);

    /// <summary>The number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public static long NotNegative(string of, string name, long value) => Require.NotNegative(of, value, name);

    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension; a single number has one.</exception>
    public static void Dimension(string of, string name, Tensor input, int dim)
    {
        var rank = Math.Max(1, input.Rank);
        if (dim < -rank || dim >= rank)
            throw new ArgumentOutOfRangeException(
                name, dim, $"{of}: the {input.Rank} dimensions of the shape {input.Shape} have no number {dim}.");
    }

    /// <exception cref="ArgumentOutOfRangeException">The number is not from 0 to 1.</exception>
    public static void Probability(string of, double p)
    {
        if (!(p is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(p), p, $"{of}: a probability lies between 0 and 1, and {p} does not.");
    }

    /// <exception cref="ArgumentException">A number is not positive, or there is not one for each dimension.</exception>
    public static void Positive(string of, string name, Sizes sizes, int rank)
    {
        foreach (var size in sizes.Expand(rank, of, name))
        {
            if (size <= 0) throw new ArgumentException($"{of}: {name} must be positive, and is {sizes}.", name);
        }
    }

    /// <summary>What windows over an image are given: sizes and distances are positive, padding is not negative.</summary>
    /// <exception cref="ArgumentException">One is not, or there is not one for each dimension.</exception>
    public static void Window(string of, int rank, Sizes kernelSize, Sizes? stride, Sizes padding, Sizes? dilation)
    {
        Positive(of, nameof(kernelSize), kernelSize, rank);
        Positive(of, nameof(stride), stride ?? kernelSize, rank);
        Positive(of, nameof(dilation), dilation ?? 1, rank);
        foreach (var size in padding.Expand(rank, of, nameof(padding)))
        {
            if (size < 0) throw new ArgumentException($"{of}: padding cannot be negative, and is {padding}.", nameof(padding));
        }
    }

    /// <exception cref="ArgumentException">The elements are not floating-point.</exception>
    public static void Floating(object of, Tensor input)
    {
        if (!input.DType.IsFloatingPoint)
            throw new ArgumentException(
                $"{of}: defined for floating-point numbers only, not for {input.DType}; convert with To(DType.Float32) first.",
                nameof(input));
    }

    /// <exception cref="ArgumentException">The elements are not of the type of a layer's weight, and will not be made so.</exception>
    public static void Type(object of, string what, Tensor input, Tensor weight)
    {
        if (!AutocastMode.Agree(input.DType, weight.DType))
            throw new ArgumentException(
                $"{of}: the weight is {weight.DType}, but the {what} is {input.DType}; convert one of them with To.", nameof(input));
    }
}
