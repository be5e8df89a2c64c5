using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ArmCrc32 = System.Runtime.Intrinsics.Arm.Crc32;

namespace Adjoint.Serialization;

/// <summary>
/// The checksum of zip archives: CRC-32 of polynomial 0x04C11DB7, reflected. Sixteen bytes at a time by carry-less
/// multiplication where the processor has it (Gopal et al., "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ",
/// Intel, 2009), by its own instruction on Arm, and with tables elsewhere.
/// </summary>
internal struct Crc32
{
    const uint Polynomial = 0xEDB88320;
    const int Slices = 8;

    // s_tables[k][b]: what byte b does to the checksum when k more bytes follow.
    static readonly uint[][] s_tables = MakeTables();

    uint _state = uint.MaxValue;

    public Crc32() { }

    /// <summary>The checksum of all bytes so far.</summary>
    public readonly uint Value => ~_state;

    /// <summary>The checksum of <paramref name="bytes"/>.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = new Crc32();
        crc.Add(bytes);
        return crc.Value;
    }

    /// <summary>Takes in more bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (Pclmulqdq.IsSupported && bytes.Length >= 128)
        {
            var folded = bytes.Length & ~15;
            _state = Fold(_state, bytes[..folded]);
            bytes = bytes[folded..];
        }
        _state = ArmCrc32.Arm64.IsSupported ? ByInstruction(_state, bytes) : ByTable(_state, bytes);
    }

    /// <summary>The same with tables alone.</summary>
    internal static uint ByTable(uint state, ReadOnlySpan<byte> bytes)
    {
        var t = s_tables;
        while (bytes.Length >= Slices)
        {
            var low = MemoryMarshal.Read<uint>(bytes) ^ state;
            var high = MemoryMarshal.Read<uint>(bytes[4..]);
            state = t[7][(byte)low] ^ t[6][(byte)(low >> 8)] ^ t[5][(byte)(low >> 16)] ^ t[4][low >> 24]
                ^ t[3][(byte)high] ^ t[2][(byte)(high >> 8)] ^ t[1][(byte)(high >> 16)] ^ t[0][high >> 24];
            bytes = bytes[Slices..];
        }
        foreach (var value in bytes) state = t[0][(byte)(state ^ value)] ^ (state >> 8);
        return state;
    }

    static uint ByInstruction(uint state, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= 8; bytes = bytes[8..]) state = ArmCrc32.Arm64.ComputeCrc32(state, MemoryMarshal.Read<ulong>(bytes));
        foreach (var value in bytes) state = ArmCrc32.ComputeCrc32(state, value);
        return state;
    }

    // Four lanes of 128 bits are each moved 512 bits on and added to the next, then brought together and reduced to 32 bits.
    static uint Fold(uint state, ReadOnlySpan<byte> bytes)
    {
        var far = Vector128.Create(0x154442bd4UL, 0x1c6e41596UL);
        var near = Vector128.Create(0x1751997d0UL, 0x0ccaa009eUL);
        var x0 = Block(bytes, 0) ^ Vector128.CreateScalar((ulong)state);
        Vector128<ulong> x1 = Block(bytes, 1), x2 = Block(bytes, 2), x3 = Block(bytes, 3);
        for (bytes = bytes[64..]; bytes.Length >= 64; bytes = bytes[64..])
        {
            x0 = Move(x0, far) ^ Block(bytes, 0);
            x1 = Move(x1, far) ^ Block(bytes, 1);
            x2 = Move(x2, far) ^ Block(bytes, 2);
            x3 = Move(x3, far) ^ Block(bytes, 3);
        }
        x0 = Move(x0, near) ^ x1;
        x0 = Move(x0, near) ^ x2;
        x0 = Move(x0, near) ^ x3;
        for (; bytes.Length >= 16; bytes = bytes[16..]) x0 = Move(x0, near) ^ Block(bytes, 0);

        // What is left are 16 bytes whose checksum, begun with nothing, is that of the whole.
        Span<byte> rest = stackalloc byte[16];
        x0.AsByte().CopyTo(rest);
        return ByTable(0, rest);
    }

    static Vector128<ulong> Block(ReadOnlySpan<byte> bytes, int index) => Vector128.Create(bytes.Slice(index * 16, 16)).AsUInt64();

    static Vector128<ulong> Move(Vector128<ulong> x, Vector128<ulong> by) =>
        Pclmulqdq.CarrylessMultiply(x, by, 0x00) ^ Pclmulqdq.CarrylessMultiply(x, by, 0x11);

    static uint[][] MakeTables()
    {
        var tables = new uint[Slices][];
        for (var k = 0; k < Slices; k++)
        {
            tables[k] = new uint[256];
            for (uint b = 0; b < 256; b++) tables[k][b] = k == 0 ? OneByte(b) : tables[0][(byte)tables[k - 1][b]] ^ (tables[k - 1][b] >> 8);
        }
        return tables;
    }

    static uint OneByte(uint value)
    {
        for (var bit = 0; bit < 8; bit++) value = (value >> 1) ^ ((value & 1) * Polynomial);
        return value;
    }
}
