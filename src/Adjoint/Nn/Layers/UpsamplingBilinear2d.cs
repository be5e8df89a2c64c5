namespace Adjoint.Nn;

/// <summary>
/// Gives images another size, corners staying where they are: <see cref="Upsample"/> with <see cref="InterpolationMode.Bilinear"/>
/// and aligned corners.
/// </summary>
/// <param name="size">The new height and width.</param>
/// <param name="scaleFactor">How much larger they are than the old ones.</param>
public sealed class UpsamplingBilinear2d(Sizes? size = null, ScaleFactors? scaleFactor = null)
    : Upsample(size, scaleFactor, InterpolationMode.Bilinear, alignCorners: true);
