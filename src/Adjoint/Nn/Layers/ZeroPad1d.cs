namespace Adjoint.Nn;

/// <summary>Puts zeros around the last dimension of its input.</summary>
/// <param name="padding">How much: one number, or 2, before and behind each dimension, the last first.</param>
public sealed class ZeroPad1d(Sizes padding) : Padding(1, padding, PaddingMode.Constant);
