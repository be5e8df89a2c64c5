namespace Adjoint.Cpu.Resampling;

/// <summary>What stands outside of an image.</summary>
internal enum GridBorder
{
    Zeros,
    Border,
    Reflection,
}

/// <summary>Images [batch, channels, depth, height, width] that are read at places of a grid [batch, places, dims], width first.</summary>
/// <param name="Kind">How elements between places are made up.</param>
/// <param name="Border">What stands outside.</param>
/// <param name="AlignCorners">Whether -1 and 1 are the middles of the first and the last element, rather than the borders
/// around them.</param>
/// <param name="Batch">How many images.</param>
/// <param name="Channels">How many channels each has.</param>
/// <param name="Depth">1 where the images have two dimensions.</param>
/// <param name="Height">The second spatial size.</param>
/// <param name="Width">The innermost.</param>
/// <param name="Places">How many places of each image are read.</param>
/// <param name="Dims">2 or 3.</param>
internal readonly record struct GridShape(
    Interpolation Kind, GridBorder Border, bool AlignCorners, long Batch, long Channels, long Depth, long Height,
    long Width, long Places, int Dims)
{
    /// <summary>The elements of one channel.</summary>
    public long Pixels => Depth * Height * Width;

    /// <summary>How many neighbours along one dimension make up an element.</summary>
    public int Reach => Kind switch { Interpolation.Nearest => 1, Interpolation.Linear => 2, _ => 4 };

    /// <summary>How many elements of the image make up one that is read.</summary>
    public int Taps => Dims == 2 ? Reach * Reach : Reach * Reach * Reach;
}
