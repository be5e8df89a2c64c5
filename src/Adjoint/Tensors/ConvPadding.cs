namespace Adjoint;

/// <summary>
/// How many zeros a convolution puts around its input: numbers, as in <see cref="Sizes"/>, or <see cref="Same"/> or
/// <see cref="Valid"/>.
/// </summary>
public readonly struct ConvPadding : IEquatable<ConvPadding>
{
    readonly Sizes _sizes;
    readonly bool _isSame, _isValid;

    ConvPadding(Sizes sizes, bool isSame, bool isValid) => (_sizes, _isSame, _isValid) = (sizes, isSame, isValid);

    /// <summary>As many as make the output the size of the input; an odd one goes behind. Needs strides of 1.</summary>
    public static ConvPadding Same { get; } = new(0, isSame: true, isValid: false);

    /// <summary>None.</summary>
    public static ConvPadding Valid { get; } = new(0, isSame: false, isValid: true);

    /// <summary>That many on both sides of each dimension.</summary>
    public static implicit operator ConvPadding(Sizes sizes) => new(sizes, isSame: false, isValid: false);

    /// <summary>That many on both sides of every dimension.</summary>
    public static implicit operator ConvPadding(long size) => (Sizes)size;

    /// <summary>That many on both sides of height and width.</summary>
    public static implicit operator ConvPadding((long Height, long Width) sizes) => (Sizes)sizes;

    /// <summary>That many on both sides of depth, height and width.</summary>
    public static implicit operator ConvPadding((long Depth, long Height, long Width) sizes) => (Sizes)sizes;

    /// <summary>Whether it is given by a word rather than by numbers.</summary>
    internal bool IsWord => _isSame || _isValid;

    /// <summary>What stands before and behind each dimension.</summary>
    internal (long[] Before, long[] After) Around(ReadOnlySpan<long> kernel, long[] stride, long[] dilation, string operation)
    {
        if (!_isSame)
        {
            var sizes = _sizes.Expand(kernel.Length, operation, "padding");
            return (sizes, sizes);
        }
        if (stride.Any(step => step != 1))
            throw new ArgumentException(
                $"{operation}: padding Same needs strides of 1, and they are [{string.Join(", ", stride)}]; give the padding in numbers.");
        long[] before = new long[kernel.Length], after = new long[kernel.Length];
        for (var i = 0; i < before.Length; i++)
        {
            var total = dilation[i] * (kernel[i] - 1);
            (before[i], after[i]) = (total / 2, total - total / 2);
        }
        return (before, after);
    }

    /// <summary>These numbers as a tuple, however they were given.</summary>
    internal ConvPadding AsTuple(int rank) => IsWord ? this : _sizes.AsTuple(rank);

    /// <summary>Whether nothing is padded.</summary>
    internal bool IsZero => !_isSame && _sizes.AsSpan().IndexOfAnyExcept(0) < 0;

    /// <inheritdoc/>
    public bool Equals(ConvPadding other) => _isSame == other._isSame && _isValid == other._isValid && _sizes == other._sizes;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ConvPadding other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_sizes, _isSame, _isValid);

    /// <summary>The same padding.</summary>
    public static bool operator ==(ConvPadding a, ConvPadding b) => a.Equals(b);

    /// <summary>Another padding.</summary>
    public static bool operator !=(ConvPadding a, ConvPadding b) => !a.Equals(b);

    /// <summary>As Python writes it: <c>same</c>, <c>valid</c>, <c>(1, 1)</c>.</summary>
    public override string ToString() => _isSame ? "same" : _isValid ? "valid" : _sizes.ToString();
}
