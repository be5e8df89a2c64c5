namespace Adjoint.Nn;

/// <summary>Continues the last dimension of its input by its mirror image, the border itself not repeated.</summary>
/// <param name="padding">How much: one number, or 2, before and behind each dimension, the last first.</param>
public sealed class ReflectionPad1d(Sizes padding) : Padding(1, padding, PaddingMode.Reflect);
