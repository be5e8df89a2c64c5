using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Loops;

/// <summary>
/// Scans of single-precision numbers in double precision. Long rows are cut into blocks of one length: what those before come to
/// is computed first, so that the blocks can be scanned side by side, with the same result on any number of threads.
/// </summary>
internal static unsafe class SingleScan<TFold> where TFold : struct, IFold
{
    const long Grain = 16384;
    const long Block = 16384;

    /// <summary>Scans rows of elements that lie together.</summary>
    public static void Rows(float* x, float* y, long outer, long count, bool reverse)
    {
        var blocks = (count + Block - 1) / Block;
        using var scratch = new Scratch<double>(outer * blocks);
        var rows = new RowBlocks
        {
            X = (nint)x,
            Y = (nint)y,
            Totals = (nint)scratch.Pointer,
            Count = count,
            Blocks = blocks,
            Reverse = reverse,
        };
        if (blocks > 1)
        {
            Threads.For(outer * blocks, 1, rows with { IsFirst = true });
            for (long o = 0; o < outer; o++) Accumulate(scratch.Pointer + o * blocks, blocks);
        }
        Threads.For(outer * blocks, Math.Max(1, Grain / Math.Min(count, Block)), rows);
    }

    static void Accumulate(double* totals, long blocks)
    {
        for (long i = 1; i < blocks; i++) totals[i] = Fold<TFold, Element, double>.Combine(totals[i - 1], totals[i]);
    }

    // Blocks are counted in the direction of the scan; the first pass folds each, the second scans it from where those before end.
    record struct RowBlocks : IRange
    {
        public nint X, Y, Totals;
        public long Count, Blocks;
        public bool Reverse, IsFirst;

        public readonly void Run(long from, long to)
        {
            for (var i = from; i < to; i++)
            {
                var (o, block) = Math.DivRem(i, Blocks);
                var length = Math.Min(Block, Count - block * Block);
                var start = o * Count + (Reverse ? Count - block * Block - length : block * Block);
                var totals = (double*)Totals + i;
                float* x = (float*)X + start, y = (float*)Y + start;
                var before = block == 0 ? null : totals - 1;
                if (Isa.Has512) One<V512<float>, V512<double>>(x, y, length, before, totals);
                else if (Isa.Has256) One<V256<float>, V256<double>>(x, y, length, before, totals);
                else One<V128<float>, V128<double>>(x, y, length, before, totals);
            }
        }

        readonly void One<V, VDouble>(float* x, float* y, long length, double* before, double* total)
            where V : struct, IVector<V, float> where VDouble : struct, IVector<VDouble, double>
        {
            if (IsFirst) *total = Total<V, VDouble>(x, length);
            else if (Reverse) Backward<V, VDouble>(x, y, length, before);
            else Forward<V, VDouble>(x, y, length, before);
        }
    }

    [MethodImpl(Compile.Loop)]
    static double Total<V, VDouble>(float* x, long length)
        where V : struct, IVector<V, float> where VDouble : struct, IVector<VDouble, double>
    {
        long i = 0;
        double total = x[0];
        if (length >= V.Count)
        {
            var (a, b) = Lanes.Widen<V, VDouble>(V.Load(x));
            for (i = V.Count; i <= length - V.Count; i += V.Count)
            {
                var (low, high) = Lanes.Widen<V, VDouble>(V.Load(x + i));
                (a, b) = (TFold.Combine(a, low), TFold.Combine(b, high));
            }
            total = Lanes.Fold<TFold, VDouble, double>(TFold.Combine(a, b));
        }
        for (i = Math.Max(i, 1); i < length; i++) total = Fold<TFold, Element, double>.Combine(total, x[i]);
        return total;
    }

    [MethodImpl(Compile.Loop)]
    static void Forward<V, VDouble>(float* x, float* y, long length, double* before)
        where V : struct, IVector<V, float> where VDouble : struct, IVector<VDouble, double>
    {
        long i = 0;
        var carry = before == null ? VDouble.Zero : VDouble.LoadOne(before);
        var isFirst = before == null;
        for (; i <= length - V.Count; i += V.Count)
        {
            V.Store(Step<V, VDouble>(V.Load(x + i), ref carry, isFirst), y + i);
            isFirst = false;
        }
        for (; i < length; i++) y[i] = One(x[i], ref carry, ref isFirst);
    }

    [MethodImpl(Compile.Loop)]
    static void Backward<V, VDouble>(float* x, float* y, long length, double* before)
        where V : struct, IVector<V, float> where VDouble : struct, IVector<VDouble, double>
    {
        var i = length;
        var carry = before == null ? VDouble.Zero : VDouble.LoadOne(before);
        var isFirst = before == null;
        for (; i >= V.Count; i -= V.Count)
        {
            V.Store(Lanes.Reverse(Step<V, VDouble>(Lanes.Reverse(V.Load(x + i - V.Count)), ref carry, isFirst)), y + i - V.Count);
            isFirst = false;
        }
        for (; i > 0; i--) y[i - 1] = One(x[i - 1], ref carry, ref isFirst);
    }

    // Only the fold with what came before waits for the vector before.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Step<V, VDouble>(V x, ref VDouble carry, bool isFirst)
        where V : struct, IVector<V, float> where VDouble : struct, IVector<VDouble, double>
    {
        var (low, high) = Lanes.Widen<V, VDouble>(x);
        low = Lanes.Scan<TFold, VDouble>(low);
        high = TFold.Combine(Lanes.Spread(low), Lanes.Scan<TFold, VDouble>(high));
        var total = Lanes.Spread(high);
        if (isFirst)
        {
            carry = total;
            return Lanes.Narrow<V, VDouble>(low, high);
        }
        var y = Lanes.Narrow<V, VDouble>(TFold.Combine(carry, low), TFold.Combine(carry, high));
        carry = TFold.Combine(carry, total);
        return y;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static float One<VDouble>(float x, ref VDouble carry, ref bool isFirst) where VDouble : struct, IVector<VDouble, double>
    {
        carry = isFirst ? VDouble.Fill(x) : TFold.Combine(carry, VDouble.Fill(x));
        isFirst = false;
        double sum;
        VDouble.StoreOne(carry, &sum);
        return (float)sum;
    }

    /// <summary>Scans columns side by side, of rows that begin <paramref name="step"/> elements apart.</summary>
    [SkipLocalsInit]
    public static void Columns(float* x, float* y, long count, long step, int width)
    {
        var sums = stackalloc double[width];
        for (var j = 0; j < width; j++) sums[j] = y[j] = x[j];
        for (long i = 1; i < count; i++)
        {
            if (Isa.Has512) Add<V512<float>, V512<double>>(x + i * step, y + i * step, sums, width);
            else if (Isa.Has256) Add<V256<float>, V256<double>>(x + i * step, y + i * step, sums, width);
            else Add<V128<float>, V128<double>>(x + i * step, y + i * step, sums, width);
        }
    }

    [MethodImpl(Compile.Loop)]
    static void Add<V, VDouble>(float* x, float* y, double* sums, int width)
        where V : struct, IVector<V, float> where VDouble : struct, IVector<VDouble, double>
    {
        var j = 0;
        for (; j <= width - V.Count; j += V.Count)
        {
            var (low, high) = Lanes.Widen<V, VDouble>(V.Load(x + j));
            (low, high) = (TFold.Combine(VDouble.Load(sums + j), low), TFold.Combine(VDouble.Load(sums + j + VDouble.Count), high));
            VDouble.Store(low, sums + j);
            VDouble.Store(high, sums + j + VDouble.Count);
            V.Store(Lanes.Narrow<V, VDouble>(low, high), y + j);
        }
        for (; j < width; j++)
        {
            sums[j] = Fold<TFold, Element, double>.Combine(sums[j], x[j]);
            y[j] = (float)sums[j];
        }
    }
}
