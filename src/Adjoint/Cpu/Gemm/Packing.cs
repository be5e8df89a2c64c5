using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Gemm;

/// <summary>Copies lines of a matrix into a panel: <c>target[p * width + i]</c> is element p of line i; lines that are not there are 0.</summary>
internal static unsafe class Packing<T> where T : unmanaged
{
    public static void Pack(T* source, long across, long along, int lines, int width, int depth, T* target)
    {
        if (across == 1 && lines == width) Copy(source, along, width, depth, target);
        else if (along == 1) Transpose(source, across, lines, width, depth, target);
        else Any(source, across, along, lines, width, depth, target);
    }

    // Widths are multiples of four elements, or of two of eight bytes.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Copy(T* source, long along, int width, int depth, T* target)
    {
        for (var p = 0; p < depth; p++, source += along, target += width)
        {
            for (var i = 0; i < width; i += V128<T>.Count) V128<T>.Store(V128<T>.Load(source + i), target + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Transpose(T* source, long across, int lines, int width, int depth, T* target)
    {
        Any(source, across, 1, lines, width, depth, target);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Any(T* source, long across, long along, int lines, int width, int depth, T* target)
    {
        for (var p = 0; p < depth; p++, source += along, target += width)
        {
            for (var i = 0; i < lines; i++) target[i] = source[i * across];
            for (var i = lines; i < width; i++) target[i] = default;
        }
    }
}
