using CsCheck;

namespace Adjoint.Fuzz;

/// <summary>One change of some bytes, at a place given as a part of their length.</summary>
internal readonly record struct Mutation(MutationKind Kind, double Place, int Length, long Value)
{
    // Numbers at which lengths, counts and offsets go wrong.
    static readonly long[] s_edges =
    [
        0, 1, 2, -1, 127, 128, 255, 256, 32767, 65535, 65536, int.MaxValue, uint.MaxValue, 1L << 32, 1L << 40, long.MaxValue, long.MinValue,
    ];

    public static Gen<Mutation> Any { get; } = Gen.Select(
        Gen.Enum<MutationKind>(), Gen.Double[0, 1], Gen.Int[1, 16], Gen.OneOf(Gen.Int[0, s_edges.Length - 1].Select(i => s_edges[i]), Gen.Long),
        (kind, place, length, value) => new Mutation(kind, place, length, value));

    public byte[] Apply(byte[] bytes)
    {
        if (bytes.Length == 0) return BitConverter.GetBytes(Value);
        var at = Math.Min(bytes.Length - 1, (int)(Place * bytes.Length));
        var length = Math.Min(Length, bytes.Length - at);
        switch (Kind)
        {
            case MutationKind.FlipBit: return Changed(bytes, at, [(byte)(bytes[at] ^ (1 << (Length % 8)))]);
            case MutationKind.Byte: return Changed(bytes, at, [(byte)Value]);
            case MutationKind.Number: return Changed(bytes, at, BitConverter.GetBytes(Value).AsSpan(0, Math.Min(1 << (Length % 4), bytes.Length - at)));
            case MutationKind.Digits: return [.. bytes[..at], .. System.Text.Encoding.ASCII.GetBytes($"{Value}"), .. bytes[(at + length)..]];
            case MutationKind.Delete: return [.. bytes[..at], .. bytes[(at + length)..]];
            case MutationKind.Repeat: return [.. bytes[..(at + length)], .. bytes[at..]];
            case MutationKind.Insert: return [.. bytes[..at], .. BitConverter.GetBytes(Value).AsSpan(0, length & 7), .. bytes[at..]];
            default: return bytes[..at];
        }
    }

    static byte[] Changed(byte[] bytes, int at, ReadOnlySpan<byte> with)
    {
        var changed = (byte[])bytes.Clone();
        with.CopyTo(changed.AsSpan(at));
        return changed;
    }
}

/// <summary>Kinds of change.</summary>
internal enum MutationKind
{
    FlipBit,
    Byte,
    Number,
    Digits,
    Delete,
    Repeat,
    Insert,
    Cut,
}
