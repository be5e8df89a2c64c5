namespace Adjoint.Nn;

/// <summary>Puts a number around the last two dimensions of its input.</summary>
/// <param name="padding">How much: one number, or 4, before and behind each dimension, the last first.</param>
/// <param name="value">The number.</param>
public sealed class ConstantPad2d(Sizes padding, double value) : Padding(2, padding, PaddingMode.Constant, value)
{
    readonly double _value = value;

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"padding={base.ExtraRepr()}, value={Repr.Of(_value)}";
}
