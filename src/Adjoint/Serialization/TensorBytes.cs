namespace Adjoint.Serialization;

/// <summary>The elements of a contiguous tensor as bytes, piece by piece, since there may be more than fit into a span.</summary>
internal static unsafe class TensorBytes
{
    const int Piece = 64 << 20;

    /// <summary>Works on a piece; <paramref name="position"/> is that of its first byte.</summary>
    public delegate void Work(long position, Span<byte> piece);

    /// <summary>The number of bytes.</summary>
    public static long Count(Tensor tensor) => tensor.Count * tensor.DType.ItemSize;

    /// <summary>Runs <paramref name="work"/> over all pieces in order.</summary>
    public static void ForEach(Tensor tensor, Work work)
    {
        var count = Count(tensor);
        fixed (byte* first = tensor)
        {
            for (long position = 0; position < count; position += Piece)
                work(position, new(first + position, (int)Math.Min(Piece, count - position)));
        }
    }

    /// <summary>Writes the elements in row-major order.</summary>
    public static void Write(Tensor tensor, Stream stream) => ForEach(Plain(tensor), (_, piece) => stream.Write(piece));

    /// <summary>The tensor without history, its elements one after the other.</summary>
    public static Tensor Plain(Tensor tensor) => tensor.Detach().Contiguous();

    /// <summary>A tensor whose bytes are the next ones of the stream.</summary>
    /// <exception cref="EndOfStreamException">There are not as many.</exception>
    public static void Read(Tensor tensor, Stream stream)
    {
        ForEach(tensor, (_, piece) => stream.ReadExactly(piece));
        Normalize(tensor);
    }

    /// <summary>Exchanges the bytes of each element, from one end to the other.</summary>
    public static void Reverse(Tensor tensor)
    {
        var size = tensor.DType.ItemSize;
        if (size == 1) return;
        ForEach(tensor, (_, piece) =>
        {
            for (var i = 0; i < piece.Length; i += size) piece.Slice(i, size).Reverse();
        });
    }

    /// <summary>Makes every byte of a tensor of truth values 0 or 1: what reads as true in a file may be any other number.</summary>
    public static void Normalize(Tensor tensor)
    {
        if (tensor.DType != DType.Bool) return;
        ForEach(tensor, (_, piece) =>
        {
            if (piece.IndexOfAnyExceptInRange((byte)0, (byte)1) < 0) return;
            foreach (ref var value in piece) value = value == 0 ? (byte)0 : (byte)1;
        });
    }
}
