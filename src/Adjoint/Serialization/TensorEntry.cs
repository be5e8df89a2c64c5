namespace Adjoint.Serialization;

/// <summary>A tensor in a file, as the file describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The element type in the file's own words, such as <c>F32</c> or <c>&lt;f4</c>.</param>
/// <param name="DType">The element type it is loaded as; null where there is none, and it cannot be loaded.</param>
/// <param name="Shape">The sizes of its dimensions.</param>
/// <param name="Bytes">How many bytes its elements take.</param>
public sealed record TensorEntry(string Name, string Type, DType? DType, Shape Shape, long Bytes)
{
    /// <summary>The element type it is loaded as.</summary>
    /// <exception cref="NotSupportedException">There is none.</exception>
    internal DType Require(string path) => DType ?? throw new NotSupportedException(
        $"{path}: tensor '{Name}' is of type {Type}, which Adjoint has no element type for; convert it where the file was written.");
}
