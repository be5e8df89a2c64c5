using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Adjoint.Serialization;

/// <summary>Writes the instructions of a pickle of protocol 2, the one PyTorch writes.</summary>
internal sealed class PickleWriter
{
    readonly ArrayBufferWriter<byte> _bytes = new();

    public PickleWriter() => Op('\x80').Bytes([2]);

    /// <summary>The bytes so far.</summary>
    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public PickleWriter Op(char instruction) => Bytes([(byte)instruction]);

    public PickleWriter Bytes(ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    public PickleWriter Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Op('X').Int32(bytes.Length).Bytes(bytes);
    }

    public PickleWriter Number(long value)
    {
        if (value is >= 0 and <= byte.MaxValue) return Op('K').Bytes([(byte)value]);
        if (value is >= int.MinValue and <= int.MaxValue) return Op('J').Int32((int)value);
        var bytes = new BigInteger(value).ToByteArray();
        return Op('\x8a').Bytes([(byte)bytes.Length]).Bytes(bytes);
    }

    public PickleWriter Number(double value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleBigEndian(bytes, value);
        return Op('G').Bytes(bytes);
    }

    public PickleWriter Truth(bool value) => Op(value ? '\x88' : '\x89');

    public PickleWriter Global(string module, string name) => Op('c').Bytes(Encoding.ASCII.GetBytes($"{module}\n{name}\n"));

    /// <summary>A tuple of whole numbers.</summary>
    public PickleWriter Tuple(ReadOnlySpan<long> values)
    {
        if (values.Length == 0) return Op(')');
        Op('(');
        foreach (var value in values) Number(value);
        return Op('t');
    }

    PickleWriter Int32(int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return Bytes(bytes);
    }
}
