namespace Adjoint.Nn;

/// <summary>
/// What normalizing layers have in common: checks, whose messages begin with the layer or function, and their parameters' start.
/// </summary>
internal static class NormChecks
{
    /// <exception cref="ArgumentException">The input is not floating-point, or does not end in the normalized shape,
    /// or a parameter does not have it.</exception>
    public static void Rows(object of, Tensor input, Shape shape, Tensor? weight, Tensor? bias)
    {
        ArgumentNullException.ThrowIfNull(input);
        Checks.Floating(of, input);
        var lead = input.Rank - shape.Rank;
        if (shape.Rank == 0 || lead < 0 || !input.Shape.AsSpan()[lead..].SequenceEqual(shape.AsSpan()))
            throw new ArgumentException(
                $"{of}: the last dimensions of the input must be {shape}, but its shape is {input.Shape}.", nameof(input));
        Parameter(of, "weight", weight, shape, input);
        Parameter(of, "bias", bias, shape, input);
    }

    /// <exception cref="ArgumentException">The input is not a floating-point tensor of shape [N, C, ...], or a tensor does not have one
    /// element for each channel.</exception>
    public static void Parameters(object of, Tensor input, Tensor? weight, Tensor? bias, Tensor? mean = null, Tensor? variance = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        Checks.Floating(of, input);
        if (input.Rank < 2)
            throw new ArgumentException($"{of}: the input must have shape [N, C, ...], but its shape is {input.Shape}.", nameof(input));
        Shape shape = [input.Size(1)];
        Parameter(of, "weight", weight, shape, input);
        Parameter(of, "bias", bias, shape, input);
        Parameter(of, "running mean", mean, shape, input);
        Parameter(of, "running variance", variance, shape, input);
    }

    /// <exception cref="ArgumentException">The rank is not one of those allowed (any, if none is named), or the number of channels
    /// is another.</exception>
    public static void Channels(object of, Tensor input, long channels, int dim = 1, params ReadOnlySpan<int> ranks)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (ranks.Length > 0 && !ranks.Contains(input.Rank))
            throw new ArgumentException(
                $"{of}: the input must have {string.Join(" or ", ranks.ToArray())} dimensions, but its shape is {input.Shape}.",
                nameof(input));
        if (input.Rank <= dim)
            throw new ArgumentException($"{of}: the input must have shape [N, C, ...], but its shape is {input.Shape}.", nameof(input));
        if (input.Size(dim) != channels)
            throw new ArgumentException(
                $"{of}: the input must have {channels} channels in dimension {dim}, but its shape is {input.Shape}.", nameof(input));
    }

    /// <exception cref="ArgumentException">Of fewer than two elements of a channel there is no variance to learn from.</exception>
    public static void MoreThanOne(object of, Tensor input, long members)
    {
        if (members == 1)
            throw new ArgumentException(
                $"{of}: training needs more than one value of each channel, but the input's shape is {input.Shape}; " +
                "give a larger batch, or call Eval().", nameof(input));
    }

    /// <summary>Sets the weight to 1 and the bias to 0.</summary>
    public static void Reset(Parameter? weight, Parameter? bias)
    {
        using var mode = Autograd.NoGrad();
        weight?.Fill(1);
        bias?.Fill(0);
    }

    /// <summary>A shape as Python prints a tuple.</summary>
    public static string Tuple(Shape shape) => shape.Rank == 1 ? $"({shape[0]},)" : $"({string.Join(", ", shape)})";

    static void Parameter(object of, string name, Tensor? parameter, Shape shape, Tensor input)
    {
        if (parameter is null) return;
        if (parameter.Shape != shape) throw new ArgumentException(
            $"{of}: the {name} must have shape {shape}, but it has {parameter.Shape}; " +
            $"the input has {input.Shape}.", nameof(parameter));
        if (parameter.DType != input.DType && !(input.DType.IsHalf && parameter.DType == DType.Float32))
            throw new ArgumentException(
                $"{of}: the {name} is {parameter.DType}, but the input is {input.DType}; convert one of them with To.", nameof(parameter));
    }
}
