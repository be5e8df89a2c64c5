namespace Adjoint.Nn;

/// <summary>Puts a number around the last dimension of its input.</summary>
/// <param name="padding">How much: one number, or 2, before and behind each dimension, the last first.</param>
/// <param name="value">The number.</param>
public sealed class ConstantPad1d(Sizes padding, double value) : Padding(1, padding, PaddingMode.Constant, value)
{
    readonly double _value = value;

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"padding={base.ExtraRepr()}, value={Repr.Of(_value)}";
}
