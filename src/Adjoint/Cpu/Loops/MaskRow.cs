using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
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

    [SkipLocalsInit]
    public readonly void Run(scoped in Row row)
    {
        T* left = stackalloc T[Block], right = stackalloc T[Block];
        var bytes = stackalloc byte[Block];
        for (long from = 0; from < row.Count; from += Block)
        {
            var count = (int)Math.Min(Block, row.Count - from);
            var a = Line(row.Pointer(1), row.Steps[1], from, left, count);
            var b = Line(row.Pointer(2), row.Steps[2], from, right, count);
            var y = row.Pointer(0) + from * row.Steps[0];
            var destination = row.Steps[0] == 1 ? y : bytes;
            if (Isa.Has512) Vectors<V512<T>>(a, b, destination, count);
            else if (Isa.Has256) Vectors<V256<T>>(a, b, destination, count);
            else Vectors<V128<T>>(a, b, destination, count);
            for (var i = 0; i < count && row.Steps[0] != 1; i++) y[i * row.Steps[0]] = bytes[i];
        }
    }

    static T* Line(byte* source, long step, long from, T* buffer, int count)
    {
        source += from * step;
        if (step == sizeof(T)) return (T*)source;
        for (var i = 0; i < count; i++) buffer[i] = *(T*)(source + i * step);
        return buffer;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Vectors<V>(T* a, T* b, byte* y, int count) where V : struct, IVector<V, T>
    {
        var i = 0;
        for (; i <= count - V.Count; i += V.Count) V.StoreMask(TQuestion.Ask(V.Load(a + i), V.Load(b + i)), y + i);
        var last = stackalloc byte[Vector128<T>.Count];
        for (; i < count; i++)
        {
            V128<T>.StoreMask(TQuestion.Ask(V128<T>.LoadOne(a + i), V128<T>.LoadOne(b + i)), last);
            y[i] = last[0];
        }
    }
}
