namespace Adjoint.Ops;

/// <summary>
/// Up to where singular values or absolute eigenvalues count as 0: max(<paramref name="Absolute"/>,
/// <paramref name="Relative"/> · the largest).
/// </summary>
internal readonly record struct Tolerance(double Absolute, double Relative)
{
    /// <summary>What the user gives, or what PyTorch takes in its absence.</summary>
    public static Tolerance Of(Tensor a, double? absolute, double? relative)
    {
        var precision = a.DType == DType.Float64 ? Math.BitIncrement(1.0) - 1 : MathF.BitIncrement(1f) - 1;
        return new(absolute ?? 0, relative ?? (absolute > 0 ? 0 : Math.Max(a.Size(-2), a.Size(-1)) * precision));
    }

    /// <summary>Which of the values, in the last dimension, do not count as 0.</summary>
    public Tensor Counts(Tensor values)
    {
        var sizes = values.Abs();
        return sizes.Gt(Tensor.Maximum(sizes.Amax(-1, keepDim: true) * Relative, Tensor.Full([], Absolute, values.DType)));
    }

    /// <summary>1 / x of the values, for each row of a matrix, and 0 of those that count as 0.</summary>
    public Tensor Reciprocal(Tensor values) =>
        Tensor.Where(Counts(values), values.Reciprocal(), Tensor.Zeros([], values.DType)).Unsqueeze(-2);
}
