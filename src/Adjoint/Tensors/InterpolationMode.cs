namespace Adjoint;

/// <summary>How the elements between those of an image are made up.</summary>
public enum InterpolationMode
{
    /// <summary>The element whose cell holds the corner of the new one: ⌊i in / out⌋, as other libraries once computed it.</summary>
    Nearest,

    /// <summary>The element whose cell holds the middle of the new one: ⌊(i + 1/2) in / out⌋.</summary>
    NearestExact,

    /// <summary>On the line between two neighbours; one spatial dimension.</summary>
    Linear,

    /// <summary>Linear along two spatial dimensions.</summary>
    Bilinear,

    /// <summary>Linear along three spatial dimensions.</summary>
    Trilinear,

    /// <summary>On the cubic curve through four neighbours, along two spatial dimensions.</summary>
    Bicubic,

    /// <summary>The mean of the area that a new element covers.</summary>
    Area,
}

/// <summary>What stands outside of an image that is read at places of a grid.</summary>
public enum GridPaddingMode
{
    /// <summary>Zeros.</summary>
    Zeros,

    /// <summary>The element at the border.</summary>
    Border,

    /// <summary>The image mirrored at its border, again and again.</summary>
    Reflection,
}
