using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Gemm;

/// <summary>
/// Lines that lie along memory, written across: 16 bytes of each line are read, and a small square of them is turned inside
/// of registers. Wide vectors turn four squares at once, of lines that are a quarter of the vector apart.
/// </summary>
internal static unsafe class Transposing<T> where T : unmanaged
{
    /// <summary>How many elements of each line are read at once; the depth is a multiple of it.</summary>
    public static int Places => Vector128<T>.Count;

    // Addresses so far apart fall into one set of the first cache.
    const long SetBytes = 4096;

    /// <summary>Turns a whole matrix: <c>target[p * width + i]</c> becomes element p of line i, and nothing else is written.</summary>
    /// <param name="source">The first line.</param>
    /// <param name="across">From one line to the next.</param>
    /// <param name="lines">How many lines there are.</param>
    /// <param name="depth">How many elements of each line.</param>
    /// <param name="target">Where its elements go.</param>
    /// <param name="width">From one of these to the next.</param>
    public static void Run(T* source, long across, long lines, long depth, T* target, long width)
    {
        long even = depth / Places * Places, done = 0;
        // Some lines with all places stay in the first cache, unless their targets lie so far apart that they share a part of it.
        var block = width * sizeof(T) % SetBytes == 0 ? Places : Math.Max(Places, even);
        for (long place = 0; place < even; place += block)
        {
            T* from = source + place, to = target + place * width;
            done = 0;
            for (; Isa.Has512 && done <= lines - Vector512<T>.Count; done += Vector512<T>.Count)
                Wide(from + done * across, across, width, block, to + done);
            for (; done <= lines - Places; done += Places) Narrow(from + done * across, across, width, block, to + done);
        }
        Some(source, across, done, lines, 0, even, target, width);
        Some(source, across, 0, lines, even, depth, target, width);
    }

    static void Some(T* source, long across, long line, long lines, long place, long end, T* target, long width)
    {
        for (; place < end; place++)
        {
            for (var i = line; i < lines; i++) target[place * width + i] = source[i * across + place];
        }
    }

    /// <summary>The lines of one narrow vector.</summary>
    [MethodImpl(Compile.Loop)]
    public static void Narrow(T* source, long across, long width, long depth, T* target)
    {
        for (long p = 0; p < depth; p += Places, source += Places, target += Places * width)
        {
            if (sizeof(T) == 4)
            {
                var (a, b) = (Vector128.Load((float*)source), Vector128.Load((float*)(source + across)));
                var (c, d) = (Vector128.Load((float*)(source + 2 * across)), Vector128.Load((float*)(source + 3 * across)));
                var (ac0, ac1, bd0, bd1) = (Low(a, c), High(a, c), Low(b, d), High(b, d));
                Low(ac0, bd0).Store((float*)target);
                High(ac0, bd0).Store((float*)(target + width));
                Low(ac1, bd1).Store((float*)(target + 2 * width));
                High(ac1, bd1).Store((float*)(target + 3 * width));
            }
            else
            {
                var (a, b) = (Vector128.Load((double*)source), Vector128.Load((double*)(source + across)));
                Low(a, b).Store((double*)target);
                High(a, b).Store((double*)(target + width));
            }
        }
    }

    /// <summary>
    /// One line to three, side by side and nothing between: lines that are not there are the last one again, and written over
    /// by what comes after.
    /// </summary>
    [MethodImpl(Compile.Loop)]
    public static void Few(float* source, long across, int lines, long depth, float* target)
    {
        float* second = source + (lines > 1 ? across : 0), third = second + (lines > 2 ? across : 0);
        long p = 0;
        // What is too much of the last one would not be written over.
        for (; p < depth - Places; p += Places, target += Places * lines)
        {
            Vector128<float> a = Vector128.Load(source + p), b = Vector128.Load(second + p), c = Vector128.Load(third + p);
            var (ac0, ac1, bb0, bb1) = (Low(a, c), High(a, c), Low(b, b), High(b, b));
            Low(ac0, bb0).Store(target);
            High(ac0, bb0).Store(target + lines);
            Low(ac1, bb1).Store(target + 2 * lines);
            High(ac1, bb1).Store(target + 3 * lines);
        }
        for (; p < depth; p++, target += lines)
        {
            target[0] = source[p];
            if (lines > 1) target[1] = second[p];
            if (lines > 2) target[2] = third[p];
        }
    }

    /// <summary>The lines of one vector of 512 bits, which the machine must have.</summary>
    [MethodImpl(Compile.Loop)]
    public static void Wide(T* source, long across, long width, long depth, T* target)
    {
        var quarter = Places * across;
        for (long p = 0; p < depth; p += Places, source += Places, target += Places * width)
        {
            if (sizeof(T) == 4)
            {
                var (a, b) = (Squares(source, quarter).AsSingle(), Squares(source + across, quarter).AsSingle());
                var (c, d) = (Squares(source + 2 * across, quarter).AsSingle(), Squares(source + 3 * across, quarter).AsSingle());
                var (ac0, ac1, bd0, bd1) =
                    (Avx512F.UnpackLow(a, c), Avx512F.UnpackHigh(a, c), Avx512F.UnpackLow(b, d), Avx512F.UnpackHigh(b, d));
                Avx512F.UnpackLow(ac0, bd0).Store((float*)target);
                Avx512F.UnpackHigh(ac0, bd0).Store((float*)(target + width));
                Avx512F.UnpackLow(ac1, bd1).Store((float*)(target + 2 * width));
                Avx512F.UnpackHigh(ac1, bd1).Store((float*)(target + 3 * width));
            }
            else
            {
                var (a, b) = (Squares(source, quarter).AsDouble(), Squares(source + across, quarter).AsDouble());
                Avx512F.UnpackLow(a, b).Store((double*)target);
                Avx512F.UnpackHigh(a, b).Store((double*)(target + width));
            }
        }
    }

    // 16 bytes of each of four lines.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<T> Squares(T* source, long quarter) => Vector512.Create(
        Vector256.Create(Vector128.Load(source), Vector128.Load(source + quarter)),
        Vector256.Create(Vector128.Load(source + 2 * quarter), Vector128.Load(source + 3 * quarter)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<float> Low(Vector128<float> a, Vector128<float> b)
    {
        if (Sse.IsSupported) return Sse.UnpackLow(a, b);
        return AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b) : Vector128.Create(a[0], b[0], a[1], b[1]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<float> High(Vector128<float> a, Vector128<float> b)
    {
        if (Sse.IsSupported) return Sse.UnpackHigh(a, b);
        return AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b) : Vector128.Create(a[2], b[2], a[3], b[3]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<double> Low(Vector128<double> a, Vector128<double> b)
    {
        if (Sse2.IsSupported) return Sse2.UnpackLow(a, b);
        return AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b) : Vector128.Create(a[0], b[0]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<double> High(Vector128<double> a, Vector128<double> b)
    {
        if (Sse2.IsSupported) return Sse2.UnpackHigh(a, b);
        return AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b) : Vector128.Create(a[1], b[1]);
    }
}
