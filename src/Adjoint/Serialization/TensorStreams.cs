using Adjoint.Serialization;

namespace Adjoint;

public partial class Tensor
{
    /// <summary>A tensor whose elements are the next bytes of a stream, in row-major order, each lowest byte first.</summary>
    /// <param name="stream">What is read from; it is left behind the last element.</param>
    /// <param name="shape">The sizes of the dimensions.</param>
    /// <param name="dtype">The type of the elements.</param>
    /// <exception cref="EndOfStreamException">The stream ends before.</exception>
    public static Tensor FromStream(Stream stream, Shape shape, DType dtype = DType.Float32)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (stream.CanSeek && (stream.Length - stream.Position) / dtype.ItemSize < shape.Count)
            throw new EndOfStreamException(
                $"FromStream: shape {shape} of {dtype} needs {shape.Count} elements, " +
                $"and the stream has {stream.Length - stream.Position} bytes.");
        var tensor = Allocate(Layout.Contiguous(shape.ToArray()), dtype);
        TensorBytes.Read(tensor, stream);
        return tensor;
    }

    /// <summary>Writes the elements to a stream, in row-major order, each lowest byte first, and nothing else.</summary>
    public void ToStream(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        TensorBytes.Write(this, stream);
    }
}
