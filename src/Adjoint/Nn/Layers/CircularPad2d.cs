namespace Adjoint.Nn;

/// <summary>Continues the last two dimensions of its input by what stands at the other end.</summary>
/// <param name="padding">How much: one number, or 4, before and behind each dimension, the last first.</param>
public sealed class CircularPad2d(Sizes padding) : Padding(2, padding, PaddingMode.Circular);
