using System.Runtime.CompilerServices;
using Adjoint.Cpu.Gemm;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Conv;

/// <summary>The weights of all phases as right panels.</summary>
internal unsafe struct ProductWeights<T, V> : IRange where T : unmanaged where V : struct, IVector<V, T>
{
    const long Grain = 16384;

    ProductPhase<T>* _phases;
    int _count;
    long _panels;

    /// <summary>How many elements the panels of a phase take.</summary>
    public static long Size(in SampledConv<T> conv, long panels) => conv.Groups * panels * conv.Terms * Tiling<T, V>.Columns;

    public static void Run(ProductPhase<T>* phases, int count, long panels)
    {
        var conv = phases->Conv;
        var work = new ProductWeights<T, V> { _phases = phases, _count = count, _panels = panels };
        Threads.For(conv.Groups * panels, Math.Max(1, Grain / (Tiling<T, V>.Columns * conv.Sources * Taps(conv))), work);
    }

    // The elements of a kernel, in whatever order the channels are.
    static long Taps(in SampledConv<T> conv) => Math.Min(conv.WeightSource, conv.WeightTarget);

    public readonly void Run(long from, long to)
    {
        var conv = _phases->Conv;
        var taps = Taps(conv);
        using var kernels = new Scratch<T>(conv.Sources * taps * Tiling<T, V>.Columns);
        using var elements = new Scratch<long>(taps);
        for (; from < to; from++)
        {
            var (group, panel) = Math.DivRem(from, _panels);
            if (taps == 1 && _count == 1)
            {
                // All that would be left to do is a copy.
                Turn(conv, group, panel * Tiling<T, V>.Columns, taps, (T*)_phases->Weights + from * conv.Terms * Tiling<T, V>.Columns);
                continue;
            }
            Turn(conv, group, panel * Tiling<T, V>.Columns, taps, kernels.Pointer);
            for (var phase = _phases; phase < _phases + _count; phase++)
            {
                phase->KernelElements(elements.Pointer);
                Order(
                    phase->Conv, elements.Pointer, kernels.Pointer,
                    taps, (T*)phase->Weights + from * phase->Conv.Terms * Tiling<T, V>.Columns);
            }
        }
    }

    // For each source channel, for each kernel element, the weights of some target channels side by side.
    static void Turn(in SampledConv<T> conv, long group, long target, long taps, T* kernels)
    {
        var columns = Tiling<T, V>.Columns;
        var lines = (int)Math.Min(columns, conv.Targets - target);
        var weight = (T*)conv.Weight + group * conv.WeightGroup + target * conv.WeightTarget;
        if (taps == 1) Packing<T>.Pack(weight, conv.WeightTarget, conv.WeightSource, lines, columns, (int)conv.Sources, kernels);
        else if (conv.WeightSource == taps)
            Packing<T>.Pack(weight, conv.WeightTarget, 1, lines, columns, (int)(conv.Sources * taps), kernels);
        else
        {
            for (long source = 0; source < conv.Sources; source++, weight += conv.WeightSource, kernels += taps * columns)
                Packing<T>.Pack(weight, taps, 1, lines, columns, (int)taps, kernels);
        }
    }

    [MethodImpl(Compile.Loop)]
    static void Order(in SampledConv<T> conv, long* elements, T* kernels, long taps, T* panel)
    {
        for (long tap = 0; tap < conv.Taps; tap++)
        {
            var kernel = kernels + elements[tap] * 2 * V.Count;
            for (long source = 0; source < conv.Sources; source++, kernel += taps * 2 * V.Count, panel += 2 * V.Count)
            {
                V first = V.Load(kernel), second = V.Load(kernel + V.Count);
                V.Store(first, panel);
                V.Store(second, panel + V.Count);
            }
        }
    }
}
