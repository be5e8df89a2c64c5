using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Gemm;

/// <summary>
/// Copies lines of a matrix into a panel: <c>target[p * width + i]</c> is element p of line i; lines that are not there are 0.
/// </summary>
internal static unsafe class Packing<T> where T : unmanaged
{
    /// <summary>The number of lines with those that fill the last panel.</summary>
    public static long Padded(long lines, int width) => (lines + width - 1) / width * width;

    /// <param name="source">The first line.</param>
    /// <param name="across">From one line to the next.</param>
    /// <param name="along">From one element of a line to the next.</param>
    /// <param name="lines">How many lines there are.</param>
    /// <param name="width">How many lines the panel has.</param>
    /// <param name="depth">How many elements of each line.</param>
    /// <param name="target">The panel.</param>
    public static void Pack(T* source, long across, long along, int lines, int width, int depth, T* target)
    {
        if (across == 1 && lines == width && width % V128<T>.Count == 0)
            Copy(source, along, width, depth, target);
        else if (along == 1 && lines == width && lines < 4 && typeof(T) == typeof(float))
            Transposing<float>.Few((float*)source, across, lines, depth, (float*)target);
        else if (along == 1)
            Transpose(source, across, lines, width, depth, target);
        else
            Some(source, across, along, 0, lines, width, depth, target);
    }

    static void Copy(T* source, long along, int width, int depth, T* target)
    {
        if (Isa.Has512 && width == 2 * V512<T>.Count) Copy<V512<T>>(source, along, depth, target);
        else if (Isa.Has256 && width == 2 * V256<T>.Count) Copy<V256<T>>(source, along, depth, target);
        else Copy(source, along, depth, target, width);
    }

    [MethodImpl(Compile.Loop)]
    static void Copy<V>(T* source, long along, int depth, T* target) where V : struct, IVector<V, T>
    {
        for (var p = 0; p < depth; p++, source += along, target += 2 * V.Count)
        {
            var (first, second) = (V.Load(source), V.Load(source + V.Count));
            V.Store(first, target);
            V.Store(second, target + V.Count);
        }
    }

    [MethodImpl(Compile.Loop)]
    static void Copy(T* source, long along, int depth, T* target, int width)
    {
        for (var p = 0; p < depth; p++, source += along, target += width)
        {
            for (var i = 0; i < width; i += V128<T>.Count) V128<T>.Store(V128<T>.Load(source + i), target + i);
        }
    }

    // As many lines at once as a wide vector has elements, then as a narrow one, then the rest one by one.
    static void Transpose(T* source, long across, int lines, int width, int depth, T* target)
    {
        var done = 0;
        var even = depth / Transposing<T>.Places * Transposing<T>.Places;
        if (Isa.Has512)
        {
            for (; done <= lines - V512<T>.Count; done += V512<T>.Count)
                Transposing<T>.Wide(source + done * across, across, width, even, target + done);
        }
        for (; done <= lines - V128<T>.Count; done += V128<T>.Count)
            Transposing<T>.Narrow(source + done * across, across, width, even, target + done);
        if (done < width) Some(source, across, 1, done, lines, width, even, target);
        if (even < depth) Some(source + even, across, 1, 0, lines, width, depth - even, target + even * width);
    }

    // Lines from the first given one.
    [MethodImpl(Compile.Loop)]
    static void Some(T* source, long across, long along, int first, int lines, int width, int depth, T* target)
    {
        for (var p = 0; p < depth; p++, source += along, target += width)
        {
            for (var i = first; i < lines; i++) target[i] = source[i * across];
            for (var i = lines; i < width; i++) target[i] = default;
        }
    }
}
