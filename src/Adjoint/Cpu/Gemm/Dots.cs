using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Gemm;

/// <summary>
/// The products of many lines with a few, where both lie along memory: a matrix with a vector, a small batch with the rows of
/// a weight. Every line is read once, as it lies; sums are vectors along the lines until the end.
/// </summary>
internal unsafe struct Dots<T, V> : IRange where T : unmanaged where V : struct, IVector<V, T>
{
    /// <summary>How many lines of each side are multiplied at once.</summary>
    public const int Group = 4;

    public T* Many, Few, C;

    /// <summary>From one line to the next.</summary>
    public long ManyAcross, FewAcross;

    /// <summary>The elements of a line.</summary>
    public long K;

    /// <summary>How many of the few lines there are.</summary>
    public long FewCount;

    /// <summary>In the result, from one of the many to the next, and from one of the few to the next.</summary>
    public long ManyStep, FewStep;

    /// <summary>Whether the many are the rows of the left operand.</summary>
    public bool ManyAreRows;

    public Epilogue<T> Epilogue;

    public readonly void Run(long from, long to)
    {
        if (FewCount == 1 && K >= 4 * V.Count)
        {
            Lines(from, to);
            return;
        }
        for (var i = from; i < to; i += Group)
        {
            var many = (int)Math.Min(Group, to - i);
            for (long j = 0; j < FewCount; j += Group)
            {
                switch ((int)Math.Min(Group, FewCount - j))
                {
                    case 1: Some<N1>(i, many, j); break;
                    case 2: Some<N2>(i, many, j); break;
                    case 3: Some<N3>(i, many, j); break;
                    default: Some<N4>(i, many, j); break;
                }
            }
        }
    }

    readonly void Lines(long from, long to)
    {
        var mask = Last((int)(K % V.Count));
        var sums = stackalloc T[2];
        for (var i = from; i < to; i += 2)
        {
            if (i + 1 < to) Pair(Many + i * ManyAcross, Many + (i + 1) * ManyAcross, Few, K, mask, sums);
            else sums[0] = Line(Many + i * ManyAcross, Few, K, mask);
            for (var j = i; j < Math.Min(i + 2, to); j++)
                Epilogue.StoreOne(sums + (j - i), C + j * ManyStep, ManyAreRows ? j : 0, ManyAreRows ? 0 : j);
        }
    }

    // Two lines with one other, which is read once for both; each is summed like a line by itself.
    [MethodImpl(Compile.Loop)]
    static void Pair(T* x, T* z, T* y, long k, V mask, T* sums)
    {
        V s0 = V.Zero, s1 = V.Zero, s2 = V.Zero, s3 = V.Zero, t0 = V.Zero, t1 = V.Zero, t2 = V.Zero, t3 = V.Zero;
        long p = 0;
        for (; p <= k - 4 * V.Count; p += 4 * V.Count)
        {
            V y0 = V.Load(y + p), y1 = V.Load(y + p + V.Count), y2 = V.Load(y + p + 2 * V.Count), y3 = V.Load(y + p + 3 * V.Count);
            s0 = V.MultiplyAddFast(V.Load(x + p), y0, s0);
            s1 = V.MultiplyAddFast(V.Load(x + p + V.Count), y1, s1);
            s2 = V.MultiplyAddFast(V.Load(x + p + 2 * V.Count), y2, s2);
            s3 = V.MultiplyAddFast(V.Load(x + p + 3 * V.Count), y3, s3);
            t0 = V.MultiplyAddFast(V.Load(z + p), y0, t0);
            t1 = V.MultiplyAddFast(V.Load(z + p + V.Count), y1, t1);
            t2 = V.MultiplyAddFast(V.Load(z + p + 2 * V.Count), y2, t2);
            t3 = V.MultiplyAddFast(V.Load(z + p + 3 * V.Count), y3, t3);
        }
        for (; p <= k - V.Count; p += V.Count)
        {
            s0 = V.MultiplyAddFast(V.Load(x + p), V.Load(y + p), s0);
            t0 = V.MultiplyAddFast(V.Load(z + p), V.Load(y + p), t0);
        }
        if (p < k)
        {
            var last = V.Load(y + k - V.Count);
            s1 = V.MultiplyAddFast(V.And(mask, V.Load(x + k - V.Count)), last, s1);
            t1 = V.MultiplyAddFast(V.And(mask, V.Load(z + k - V.Count)), last, t1);
        }
        sums[0] = Sum(s0 + s1 + (s2 + s3));
        sums[1] = Sum(t0 + t1 + (t2 + t3));
    }

    // One line with one other: it is read from beginning to end, as memory likes it.
    [MethodImpl(Compile.Loop)]
    static T Line(T* x, T* y, long k, V mask)
    {
        V s0 = V.Zero, s1 = V.Zero, s2 = V.Zero, s3 = V.Zero;
        long p = 0;
        for (; p <= k - 4 * V.Count; p += 4 * V.Count)
        {
            s0 = V.MultiplyAddFast(V.Load(x + p), V.Load(y + p), s0);
            s1 = V.MultiplyAddFast(V.Load(x + p + V.Count), V.Load(y + p + V.Count), s1);
            s2 = V.MultiplyAddFast(V.Load(x + p + 2 * V.Count), V.Load(y + p + 2 * V.Count), s2);
            s3 = V.MultiplyAddFast(V.Load(x + p + 3 * V.Count), V.Load(y + p + 3 * V.Count), s3);
        }
        for (; p <= k - V.Count; p += V.Count) s0 = V.MultiplyAddFast(V.Load(x + p), V.Load(y + p), s0);
        if (p < k) s1 = V.MultiplyAddFast(V.And(mask, V.Load(x + k - V.Count)), V.Load(y + k - V.Count), s1);
        return Sum(s0 + s1 + (s2 + s3));
    }

    readonly void Some<TFew>(long i, int many, long j) where TFew : struct, ICount
    {
        T* x = Many + i * ManyAcross, y = Few + j * FewAcross;
        var sums = stackalloc T[Group * Group];
        if (K >= V.Count) Sums<TFew>(x, many, y, sums);
        else ShortSums(x, many, y, TFew.Value, sums);
        for (var a = 0; a < many; a++)
        {
            for (var b = 0; b < TFew.Value; b++)
            {
                var (row, column) = ManyAreRows ? (i + a, j + b) : (j + b, i + a);
                Epilogue.StoreOne(sums + Group * a + b, C + (i + a) * ManyStep + (j + b) * FewStep, row, column);
            }
        }
    }

    // Lines that are not there are the last one again.
    [MethodImpl(Compile.Loop)]
    readonly void Sums<TFew>(T* x, int many, T* y, T* sums) where TFew : struct, ICount
    {
        T* x1 = x + Math.Min(1, many - 1) * ManyAcross,
            x2 = x + Math.Min(2, many - 1) * ManyAcross,
            x3 = x + Math.Min(3, many - 1) * ManyAcross;
        var full = K / V.Count * V.Count;
        // Before the sums, since a call while they exist would put them into memory.
        var mask = full < K ? Last((int)(K - full)) : default;
        Four<TFew> s0 = default, s1 = default, s2 = default, s3 = default;
        for (long p = 0; p < full; p += V.Count)
        {
            var few = new Four<TFew>(y + p, FewAcross);
            s0.Add(V.Load(x + p), few);
            s1.Add(V.Load(x1 + p), few);
            s2.Add(V.Load(x2 + p), few);
            s3.Add(V.Load(x3 + p), few);
        }
        if (full < K)
        {
            // The last elements, with the ones before them, which count as 0.
            var p = K - V.Count;
            var few = new Four<TFew>(y + p, FewAcross, mask);
            s0.Add(V.And(mask, V.Load(x + p)), few);
            s1.Add(V.And(mask, V.Load(x1 + p)), few);
            s2.Add(V.And(mask, V.Load(x2 + p)), few);
            s3.Add(V.And(mask, V.Load(x3 + p)), few);
        }
        s0.Store(sums);
        s1.Store(sums + Group);
        s2.Store(sums + 2 * Group);
        s3.Store(sums + 3 * Group);
    }

    readonly void ShortSums(T* x, int many, T* y, int few, T* sums)
    {
        for (var a = 0; a < many; a++)
        {
            for (var b = 0; b < few; b++)
            {
                var sum = V128<T>.Zero;
                for (long p = 0; p < K; p++)
                    sum = V128<T>.MultiplyAdd(V128<T>.LoadOne(x + a * ManyAcross + p), V128<T>.LoadOne(y + b * FewAcross + p), sum);
                V128<T>.StoreOne(sum, sums + Group * a + b);
            }
        }
    }

    // A mask of the last lanes.
    static V Last(int count)
    {
        var lanes = stackalloc T[V.Count];
        new Span<T>(lanes, V.Count).Clear();
        for (var i = V.Count - count; i < V.Count; i++) V128<T>.StoreOne(V128<T>.One, lanes + i);
        return V.Equal(V.Load(lanes), V.One);
    }

    static T Sum(V v) => V.Count * sizeof(T) == 64 ? Vector512.Sum(Unsafe.BitCast<V, Vector512<T>>(v))
        : V.Count * sizeof(T) == 32 ? Vector256.Sum(Unsafe.BitCast<V, Vector256<T>>(v))
        : Vector128.Sum(Unsafe.BitCast<V, Vector128<T>>(v));

    // The sums of one line with up to four others.
    struct Four<TFew> where TFew : struct, ICount
    {
        V _0, _1, _2, _3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Four(T* source, long across)
        {
            (_0, _1, _2, _3) = (V.Load(source), default, default, default);
            if (TFew.Value > 1) _1 = V.Load(source + across);
            if (TFew.Value > 2) _2 = V.Load(source + 2 * across);
            if (TFew.Value > 3) _3 = V.Load(source + 3 * across);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Four(T* source, long across, V mask) : this(source, across) =>
            (_0, _1, _2, _3) = (V.And(mask, _0), V.And(mask, _1), V.And(mask, _2), V.And(mask, _3));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(V x, in Four<TFew> few)
        {
            _0 = V.MultiplyAddFast(x, few._0, _0);
            if (TFew.Value > 1) _1 = V.MultiplyAddFast(x, few._1, _1);
            if (TFew.Value > 2) _2 = V.MultiplyAddFast(x, few._2, _2);
            if (TFew.Value > 3) _3 = V.MultiplyAddFast(x, few._3, _3);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(T* sums)
        {
            sums[0] = Sum(_0);
            if (TFew.Value > 1) sums[1] = Sum(_1);
            if (TFew.Value > 2) sums[2] = Sum(_2);
            if (TFew.Value > 3) sums[3] = Sum(_3);
        }
    }
}
