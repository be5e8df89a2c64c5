namespace Adjoint.Nn;

/// <summary>Puts zeros around the last three dimensions of its input.</summary>
/// <param name="padding">How much: one number, or 6, before and behind each dimension, the last first.</param>
public sealed class ZeroPad3d(Sizes padding) : Padding(3, padding, PaddingMode.Constant);
