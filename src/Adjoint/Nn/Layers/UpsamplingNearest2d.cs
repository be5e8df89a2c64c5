namespace Adjoint.Nn;

/// <summary>Gives images another size by repeating elements: <see cref="Upsample"/> with <see cref="InterpolationMode.Nearest"/>.</summary>
/// <param name="size">The new height and width.</param>
/// <param name="scaleFactor">How much larger they are than the old ones.</param>
public sealed class UpsamplingNearest2d(Sizes? size = null, ScaleFactors? scaleFactor = null) : Upsample(size, scaleFactor);
