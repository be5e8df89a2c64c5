namespace Adjoint;

/// <summary>
/// How tensors are written as text. The values left out are those of PyTorch; change some with <c>with</c> or an initializer:
/// <c>x.ToString(new PrintOptions { Precision = 2 })</c>.
/// </summary>
public readonly record struct PrintOptions
{
    // A boxed PrintOptions, so that it is replaced in one piece.
    static object s_default = new PrintOptions();

    // Kept as distances from PyTorch's values, so that default(PrintOptions) has those as well.
    readonly int _precision;
    readonly long _threshold;
    readonly int _edgeItems;
    readonly int _lineWidth;

    /// <summary>The options of <see cref="Tensor.ToString()"/>, for the whole process.</summary>
    public static PrintOptions Default
    {
        get => (PrintOptions)Volatile.Read(ref s_default);
        set => Volatile.Write(ref s_default, value);
    }

    /// <summary>The number of digits after the decimal point of floating-point numbers: 4.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number or one over 1000.</exception>
    public int Precision
    {
        get => _precision + 4;
        init
        {
            Require.NotNegative(nameof(PrintOptions), value, nameof(Precision));
            _precision = Require.AtMost(nameof(PrintOptions), value, 1000, nameof(Precision)) - 4;
        }
    }

    /// <summary>Tensors of more elements than this are summarized: 1000. <see cref="long.MaxValue"/> shows everything.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number.</exception>
    public long Threshold
    {
        get => _threshold + 1000;
        init
        {
            _threshold = Require.NotNegative(nameof(PrintOptions), value, nameof(Threshold)) - 1000;
        }
    }

    /// <summary>How many indices a summary shows at the beginning and the end of each dimension: 3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number or one over a million.</exception>
    public int EdgeItems
    {
        get => _edgeItems + 3;
        init
        {
            Require.NotNegative(nameof(PrintOptions), value, nameof(EdgeItems));
            _edgeItems = Require.AtMost(nameof(PrintOptions), value, 1_000_000, nameof(EdgeItems)) - 3;
        }
    }

    /// <summary>The number of characters after which a row goes on in the next line: 80.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to zero or a negative number.</exception>
    public int LineWidth
    {
        get => _lineWidth + 80;
        init
        {
            _lineWidth = Require.Positive(nameof(PrintOptions), value, nameof(LineWidth)) - 80;
        }
    }

    /// <summary>
    /// Whether floating-point numbers are written with an exponent. If null, as it is unless set, that depends on the
    /// numbers: they are where the largest is over 1e8 or more than 1000 times the smallest, or where there are fractions
    /// and the smallest is below 1e-4; zeros, infinities and NaN do not count.
    /// </summary>
    public bool? SciMode { get; init; }
}
