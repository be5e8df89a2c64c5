using System.Runtime.Intrinsics.X86;
using Adjoint.Cpu.Copying;

namespace Adjoint.Tests.Copying;

/// <summary>Tiles turned with vectors of every width against element after element.</summary>
public unsafe class TransposeTileTests
{
    public static TheoryData<int, int, int> Cases
    {
        get
        {
            var data = new TheoryData<int, int, int>();
            foreach (var size in (int[])[1, 2, 4, 8])
            {
                var side = size == 8 ? 32 : 64;
                foreach (var rows in (int[])[1, 3, 8, 17, side - 1, side])
                {
                    foreach (var columns in (int[])[1, 2, 7, 16, 31, side]) data.Add(size, rows, columns);
                }
            }
            return data;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void RowsBecomeColumns(int size, int rows, int columns)
    {
        switch (size)
        {
            case 1: Widths<byte>(rows, columns, i => (byte)i); break;
            case 2: Widths<ushort>(rows, columns, i => (ushort)i); break;
            case 4: Widths<uint>(rows, columns, i => (uint)i); break;
            default: Widths<ulong>(rows, columns, i => (ulong)i << 33 | 5); break;
        }
    }

    static void Widths<T>(int rows, int columns, Func<int, T> number) where T : unmanaged
    {
        Check<OneBlock, T>(rows, columns, number);
        if (Avx2.IsSupported) Check<TwoBlocks, T>(rows, columns, number);
        if (Avx512BW.IsSupported) Check<FourBlocks, T>(rows, columns, number);
    }

    // Both matrices have something beside each row, which must stay.
    static void Check<V, T>(int rows, int columns, Func<int, T> number) where V : unmanaged, IBlocks<V> where T : unmanaged
    {
        int fromPitch = columns + 3, toPitch = rows + 5;
        T[] from = [.. Enumerable.Range(1, rows * fromPitch).Select(number)], to = new T[columns * toPitch];
        var memory = new byte[TransposeTile<T>.MemorySize];
        fixed (T* source = from, target = to)
        fixed (byte* scratch = memory)
            new TransposeTile<T>(scratch).Copy<V>((byte*)target, toPitch * sizeof(T), (byte*)source, fromPitch * sizeof(T), rows, columns);
        for (var j = 0; j < columns; j++)
        {
            for (var i = 0; i < toPitch; i++) Assert.Equal(i < rows ? from[i * fromPitch + j] : default, to[j * toPitch + i]);
        }
    }

    [Fact]
    public void ElementsAreInterleavedWithoutAnInstructionToo()
    {
        CheckInterleaving<byte>();
        CheckInterleaving<ushort>();
        CheckInterleaving<uint>();
        CheckInterleaving<ulong>();
    }

    static void CheckInterleaving<T>() where T : unmanaged
    {
        var bytes = Enumerable.Range(0, 32).Select(i => (byte)i).ToArray();
        fixed (byte* pointer = bytes)
        {
            OneBlock a = OneBlock.Load(pointer, 0), b = OneBlock.Load(pointer + 16, 0);
            Assert.Equal(Bytes(OneBlock.Low<T>(a, b)), Bytes(OneBlock.Interleave<T>(a, b, 0)));
            Assert.Equal(Bytes(OneBlock.High<T>(a, b)), Bytes(OneBlock.Interleave<T>(a, b, 8 / sizeof(T))));
        }
    }

    static byte[] Bytes(OneBlock block)
    {
        var bytes = new byte[16];
        fixed (byte* pointer = bytes) OneBlock.Store(block, pointer);
        return bytes;
    }
}
