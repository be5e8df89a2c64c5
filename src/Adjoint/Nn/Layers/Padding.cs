namespace Adjoint.Nn;

/// <summary>What the padding layers share.</summary>
public abstract class Padding : Module
{
    readonly long[] _pads;
    readonly PaddingMode _mode;
    readonly double _value;

    private protected Padding(int rank, Sizes padding, PaddingMode mode, double value = 0)
    {
        var given = padding.AsSpan();
        if (given.Length != 1 && given.Length != 2 * rank)
            throw new ArgumentException(
                $"{TypeName}: the padding needs one number, or {2 * rank}, " +
                $"before and behind each dimension, the last first, and is {padding}.");
        _pads = padding.Expand(2 * rank, TypeName, "padding");
        (_mode, _value) = (mode, value);
    }

    /// <summary>How much is put before and behind each dimension, the last first.</summary>
    public Shape Pads => new(_pads);

    /// <inheritdoc/>
    protected sealed override Tensor Forward(Tensor x) => Functional.Pad(x, _pads, _mode, _value, TypeName);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"({string.Join(", ", _pads)})";
}

public static partial class Functional
{
    /// <summary>The tensor with something put around it: more of it, or a number.</summary>
    /// <param name="input">The tensor.</param>
    /// <param name="pads">
    /// How much before and behind the last dimension, then before and behind the last but one, and so on; negative numbers cut off.
    /// </param>
    /// <param name="mode">What it is. Only a number can be put around any dimension; the other modes take the last one to three of a
    /// tensor that has one or two more.</param>
    /// <param name="value">The number, where it is one.</param>
    /// <exception cref="ArgumentException">There are more pairs than dimensions, a size would be negative, or there is not enough to
    /// mirror or to repeat.</exception>
    public static Tensor Pad(Tensor input, ReadOnlySpan<long> pads, PaddingMode mode = PaddingMode.Constant, double value = 0) =>
        Pad(input, pads, mode, value, nameof(Pad));

    internal static Tensor Pad(Tensor input, ReadOnlySpan<long> pads, PaddingMode mode, double value, string of)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Padded(of, pads, mode, value);
    }
}
