using System.Runtime.CompilerServices;
using Adjoint.Cpu.Copying;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Loops;

/// <summary>Takes elements of one of two lines, as a line of bytes says.</summary>
internal unsafe struct WhereRow<T> : IRowAction where T : unmanaged
{
    const int Block = 512;

    public static bool Streams => true;

    [MethodImpl(Compile.Loop), SkipLocalsInit]
    public readonly void Run(scoped in Row row)
    {
        T* left = stackalloc T[Block], right = stackalloc T[Block], chosen = stackalloc T[Block];
        var bytes = stackalloc byte[Block];
        var a = new BlockReader<T>(row, 2, left, Block);
        var b = new BlockReader<T>(row, 3, right, Block);
        var mask = new BlockReader<byte>(row, 1, bytes, Block);
        var direct = row.Steps[0] == sizeof(T);
        for (long from = 0; from < row.Count; from += Block)
        {
            var count = Math.Min(Block, row.Count - from);
            var y = row.Pointer(0) + from * row.Steps[0];
            Choose(mask.Read(from, count), a.Read(from, count), b.Read(from, count), direct ? (T*)y : chosen, count);
            if (!direct) CopyLine<T>.Run(y, row.Steps[0], (byte*)chosen, sizeof(T), count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Choose(byte* mask, T* a, T* b, T* y, long count)
    {
        if (Isa.Has512) Vectors<V512<T>>(mask, a, b, y, count);
        else if (Isa.Has256) Vectors<V256<T>>(mask, a, b, y, count);
        else Vectors<V128<T>>(mask, a, b, y, count);
    }

    [MethodImpl(Compile.Loop)]
    static void Vectors<V>(byte* mask, T* a, T* b, T* y, long count) where V : struct, IVector<V, T>
    {
        long i = 0;
        for (; i <= count - V.Count; i += V.Count) V.Store(V.Select(V.LoadMask(mask + i), V.Load(a + i), V.Load(b + i)), y + i);
        for (; i < count; i++) y[i] = mask[i] != 0 ? a[i] : b[i];
    }
}
