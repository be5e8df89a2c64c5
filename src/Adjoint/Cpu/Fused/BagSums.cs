using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Adjoint.Cpu.Indexing;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Fused;

/// <summary>Adds up rows of a table bag by bag, each times a factor.</summary>
internal unsafe struct BagSums<T> : IRange where T : unmanaged
{
    public T* Table;
    public long* Indices;

    /// <summary>Where the indices of each bag begin; one number more than there are bags.</summary>
    public long* Starts;

    public T* Factors;
    public T* Sums;
    public long Width;
    public Axis Axis;

    /// <summary>Runs over all bags.</summary>
    public readonly void Run(long bags) =>
        Threads.For(bags, Math.Max(1, 32768 / Math.Max(1, Width * (Starts[bags] / Math.Max(1, bags)))), this);

    public readonly void Run(long from, long to)
    {
        for (var bag = from; bag < to; bag++)
        {
            var sum = Sums + bag * Width;
            NativeMemory.Clear(sum, (nuint)(Width * sizeof(T)));
            for (var i = Starts[bag]; i < Starts[bag + 1]; i++)
            {
                var row = Table + Axis.At(Indices + i) * Width;
                if (Isa.Has512) Add<V512<T>>(sum, row, Factors + i);
                else if (Isa.Has256) Add<V256<T>>(sum, row, Factors + i);
                else Add<V128<T>>(sum, row, Factors + i);
            }
        }
    }

    [MethodImpl(Compile.Loop)]
    readonly void Add<V>(T* sum, T* row, T* factor) where V : struct, IVector<V, T>
    {
        var times = V.LoadOne(factor);
        long k = 0;
        for (; k <= Width - V.Count; k += V.Count) V.Store(V.Load(sum + k) + V.Load(row + k) * times, sum + k);
        for (; k < Width; k++) V128<T>.StoreOne(V128<T>.LoadOne(sum + k) + V128<T>.LoadOne(row + k) * V128<T>.LoadOne(factor), sum + k);
    }
}
