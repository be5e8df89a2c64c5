using System.Runtime.CompilerServices;
using Adjoint.Cpu.Gemm;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Conv;

/// <summary>
/// The weight from sums that were made in parts: for each group, for each part, a line for each output channel, with terms first by
/// tap and then by channel.
/// </summary>
internal readonly unsafe struct WeightSums<T, V>(SampledConv<T> conv, nint sums, long parts, long lines, long stride) : IRange
    where T : unmanaged where V : struct, IVector<V, T>
{
    /// <summary>Finishes output channels of all groups.</summary>
    public void Run(long from, long to)
    {
        for (var i = from; i < to; i++)
        {
            var (group, target) = Math.DivRem(i, conv.Targets);
            T* line = (T*)sums + (group * parts * lines + target) * stride, weight = (T*)conv.Weight + i * conv.Terms;
            for (long part = 1; part < parts; part++) Add(line + part * lines * stride, line);
            if (conv.Taps == 1) Lanes<T>.Copy(line, weight, conv.Sources);
            else Packing<T>.Pack(line, conv.Sources, 1, (int)conv.Taps, (int)conv.Taps, (int)conv.Sources, weight);
        }
    }

    // Lines end at a whole vector.
    [MethodImpl(Compile.Loop)]
    void Add(T* part, T* line)
    {
        for (long i = 0; i < conv.Terms; i += V.Count) V.Store(V.Load(line + i) + V.Load(part + i), line + i);
    }
}
