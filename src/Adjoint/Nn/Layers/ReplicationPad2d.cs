namespace Adjoint.Nn;

/// <summary>Continues the last two dimensions of its input by the element at the border.</summary>
/// <param name="padding">How much: one number, or 4, before and behind each dimension, the last first.</param>
public sealed class ReplicationPad2d(Sizes padding) : Padding(2, padding, PaddingMode.Replicate);
