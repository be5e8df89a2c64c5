namespace Adjoint.Nn;

/// <summary>Continues the last dimension of its input by what stands at the other end.</summary>
/// <param name="padding">How much: one number, or 2, before and behind each dimension, the last first.</param>
public sealed class CircularPad1d(Sizes padding) : Padding(1, padding, PaddingMode.Circular);
