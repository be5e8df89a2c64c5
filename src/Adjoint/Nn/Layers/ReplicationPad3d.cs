namespace Adjoint.Nn;

/// <summary>Continues the last three dimensions of its input by the element at the border.</summary>
/// <param name="padding">How much: one number, or 6, before and behind each dimension, the last first.</param>
public sealed class ReplicationPad3d(Sizes padding) : Padding(3, padding, PaddingMode.Replicate);
