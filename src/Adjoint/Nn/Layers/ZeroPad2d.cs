namespace Adjoint.Nn;

/// <summary>Puts zeros around the last two dimensions of its input.</summary>
/// <param name="padding">How much: one number, or 4, before and behind each dimension, the last first.</param>
public sealed class ZeroPad2d(Sizes padding) : Padding(2, padding, PaddingMode.Constant);
