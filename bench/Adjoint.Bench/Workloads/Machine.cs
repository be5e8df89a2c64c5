using System.Runtime.CompilerServices;
using Adjoint.Cpu;
using Adjoint.Cpu.Simd;

namespace Adjoint.Bench;

/// <summary>What the machine can do at best: multiply-adds that wait for nothing, and a copy of memory that no cache holds.</summary>
internal static class Machine
{
    public static IEnumerable<Workload> Workloads =>
        Isa.Has512 ? [new FmaPeak<V512<float>>("fma float32"), new FmaPeak<V512<double>>("fma float64"), new CopyBandwidth()]
        : Isa.Has256 ? [new FmaPeak<V256<float>>("fma float32"), new FmaPeak<V256<double>>("fma float64"), new CopyBandwidth()]
        : [new FmaPeak<V128<float>>("fma float32"), new FmaPeak<V128<double>>("fma float64"), new CopyBandwidth()];
}

/// <summary>Twelve chains of multiply-adds in registers on each thread.</summary>
internal sealed unsafe class FmaPeak<V>(string name)
    : Workload(name, Work.Flop(2.0 * 12 * Steps * sizeof(V) / (V.IsSingle ? sizeof(float) : sizeof(double)) * Threads.Count))
    where V : unmanaged, ILanes<V>
{
    const int Steps = 100_000;

    public override Func<Tensor?> SetUp() => () =>
    {
        Threads.For(Threads.Count, 1, default(Chains));
        return null;
    };

    readonly struct Chains : IRange
    {
        public void Run(long from, long to)
        {
            for (var i = from; i < to; i++) Sink = Multiply(V.Of(1.0 - 1e-7), V.Of(1e-7)).GetHashCode();
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        static V Multiply(V factor, V term)
        {
            V a = term, b = term, c = term, d = term, e = term, f = term, g = term, h = term, i = term, j = term, k = term, l = term;
            for (var step = 0; step < Steps; step++)
            {
                a = V.MultiplyAdd(a, factor, term);
                b = V.MultiplyAdd(b, factor, term);
                c = V.MultiplyAdd(c, factor, term);
                d = V.MultiplyAdd(d, factor, term);
                e = V.MultiplyAdd(e, factor, term);
                f = V.MultiplyAdd(f, factor, term);
                g = V.MultiplyAdd(g, factor, term);
                h = V.MultiplyAdd(h, factor, term);
                i = V.MultiplyAdd(i, factor, term);
                j = V.MultiplyAdd(j, factor, term);
                k = V.MultiplyAdd(k, factor, term);
                l = V.MultiplyAdd(l, factor, term);
            }
            return a + b + c + d + e + f + g + h + i + j + k + l;
        }
    }

    static int Sink { get; set; }
}

/// <summary>Bytes read and written by a copy of 128 MiB, each thread its part.</summary>
internal sealed unsafe class CopyBandwidth() : Workload("copy", Work.Bytes(2.0 * Count))
{
    const int Count = 128 << 20;

    public override Func<Tensor?> SetUp()
    {
        byte[] from = new byte[Count], to = new byte[Count];
        return () =>
        {
            Threads.For(Count, Count / Threads.Count, new Copy(from, to));
            return null;
        };
    }

    readonly struct Copy(byte[] from, byte[] to) : IRange
    {
        public void Run(long first, long end) => from.AsSpan((int)first, (int)(end - first)).CopyTo(to.AsSpan((int)first));
    }
}
