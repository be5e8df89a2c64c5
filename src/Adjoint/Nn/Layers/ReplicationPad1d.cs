namespace Adjoint.Nn;

/// <summary>Continues the last dimension of its input by the element at the border.</summary>
/// <param name="padding">How much: one number, or 2, before and behind each dimension, the last first.</param>
public sealed class ReplicationPad1d(Sizes padding) : Padding(1, padding, PaddingMode.Replicate);
