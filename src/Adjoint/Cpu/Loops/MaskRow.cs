using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Adjoint.Cpu.Copying;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Loops;

/// <summary>A question about two numbers.</summary>
internal interface IQuestion
{
    /// <summary>A mask: where the answer is yes.</summary>
    static abstract V Ask<V>(V a, V b) where V : struct, IReal<V>;
}

/// <summary>Asks an <see cref="IQuestion"/> along lines of elements and writes one byte, 0 or 1, for each pair.</summary>
internal unsafe struct MaskRow<TQuestion, T> : IRowAction where TQuestion : struct, IQuestion where T : unmanaged
{
    const int Block = 512;

    [MethodImpl(Compile.Loop), SkipLocalsInit]
    public readonly void Run(scoped in Row row)
    {
        T* left = stackalloc T[Block], right = stackalloc T[Block];
        var bytes = stackalloc byte[Block];
        var a = new BlockReader<T>(row, 1, left, Block);
        var b = new BlockReader<T>(row, 2, right, Block);
        var direct = row.Steps[0] == 1;
        for (long from = 0; from < row.Count; from += Block)
        {
            var count = Math.Min(Block, row.Count - from);
            var y = row.Pointer(0) + from * row.Steps[0];
            Ask(a.Read(from, count), b.Read(from, count), direct ? y : bytes, count);
            if (!direct) CopyLine<byte>.Run(y, row.Steps[0], bytes, 1, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Ask(T* a, T* b, byte* y, long count)
    {
        if (Isa.Has512) Vectors<V512<T>>(a, b, y, count);
        else if (Isa.Has256) Vectors<V256<T>>(a, b, y, count);
        else Vectors<V128<T>>(a, b, y, count);
    }

    [MethodImpl(Compile.Loop)]
    static void Vectors<V>(T* a, T* b, byte* y, long count) where V : struct, IVector<V, T>
    {
        long i = 0;
        for (; i <= count - V.Count; i += V.Count) V.StoreMask(TQuestion.Ask(V.Load(a + i), V.Load(b + i)), y + i);
        var last = stackalloc byte[Vector128<T>.Count];
        for (; i < count; i++)
        {
            V128<T>.StoreMask(TQuestion.Ask(V128<T>.LoadOne(a + i), V128<T>.LoadOne(b + i)), last);
            y[i] = last[0];
        }
    }
}
