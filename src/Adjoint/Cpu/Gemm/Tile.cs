using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Gemm;

/// <summary>
/// The innermost loop of every product: a tile of the result, up to 12 rows by 1 or 2 vectors, stays in registers while the
/// inner dimension passes by. Each place costs one or two loads of the right panel, and for each row one element of the left
/// one, repeated over a vector, with one or two multiply-adds.
/// </summary>
internal static unsafe class Tile<T, V, TRows, TColumns>
    where T : unmanaged where V : struct, IVector<V, T> where TRows : struct, ICount where TColumns : struct, ICount
{
    /// <summary>
    /// c = a b + begin. Rows of <paramref name="begin"/> are <paramref name="beginRow"/> elements apart, those of c <paramref name="row"/>.
    /// </summary>
    [MethodImpl(Compile.Loop)]
    public static void Run(long depth, Panel<T> left, Panel<T> right, T* begin, long beginRow, T* c, long row)
    {
        Pair c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default;
        Pair c6 = default, c7 = default, c8 = default, c9 = default, c10 = default, c11 = default;
        Prefetch(c, row);
        // Three rows share a pointer: the others are one and two steps from it.
        var (step, along, next) = (left.Across, left.Along, right.Along);
        var b = right.Pointer;
        T* a0 = left.Pointer, a3 = a0 + 3 * step, a6 = a3 + 3 * step, a9 = a6 + 3 * step;
        for (; depth > 0; depth--)
        {
            var columns = new Pair(b);
            b += next;
            c0.Add(a0, columns);
            if (TRows.Value > 1) c1.Add(a0 + step, columns);
            if (TRows.Value > 2) c2.Add(a0 + 2 * step, columns);
            a0 += along;
            if (TRows.Value > 3) c3.Add(a3, columns);
            if (TRows.Value > 4) c4.Add(a3 + step, columns);
            if (TRows.Value > 5) c5.Add(a3 + 2 * step, columns);
            if (TRows.Value > 3) a3 += along;
            if (TRows.Value > 6) c6.Add(a6, columns);
            if (TRows.Value > 7) c7.Add(a6 + step, columns);
            if (TRows.Value > 8) c8.Add(a6 + 2 * step, columns);
            if (TRows.Value > 6) a6 += along;
            if (TRows.Value > 9) c9.Add(a9, columns);
            if (TRows.Value > 10) c10.Add(a9 + step, columns);
            if (TRows.Value > 11) c11.Add(a9 + 2 * step, columns);
            if (TRows.Value > 9) a9 += along;
        }
        if (begin != null)
        {
            c0.Add(begin);
            if (TRows.Value > 1) c1.Add(begin += beginRow);
            if (TRows.Value > 2) c2.Add(begin += beginRow);
            if (TRows.Value > 3) c3.Add(begin += beginRow);
            if (TRows.Value > 4) c4.Add(begin += beginRow);
            if (TRows.Value > 5) c5.Add(begin += beginRow);
            if (TRows.Value > 6) c6.Add(begin += beginRow);
            if (TRows.Value > 7) c7.Add(begin += beginRow);
            if (TRows.Value > 8) c8.Add(begin += beginRow);
            if (TRows.Value > 9) c9.Add(begin += beginRow);
            if (TRows.Value > 10) c10.Add(begin += beginRow);
            if (TRows.Value > 11) c11.Add(begin += beginRow);
        }
        c0.Store(c);
        if (TRows.Value > 1) c1.Store(c += row);
        if (TRows.Value > 2) c2.Store(c += row);
        if (TRows.Value > 3) c3.Store(c += row);
        if (TRows.Value > 4) c4.Store(c += row);
        if (TRows.Value > 5) c5.Store(c += row);
        if (TRows.Value > 6) c6.Store(c += row);
        if (TRows.Value > 7) c7.Store(c += row);
        if (TRows.Value > 8) c8.Store(c += row);
        if (TRows.Value > 9) c9.Store(c += row);
        if (TRows.Value > 10) c10.Store(c += row);
        if (TRows.Value > 11) c11.Store(c + row);
    }

    // The result's lines come while the sums are made, so that storing need not wait for them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Prefetch(T* c, long row)
    {
        if (!Sse.IsSupported) return;
        for (var i = 0; i < TRows.Value; i++, c += row)
        {
            Sse.Prefetch0(c);
            if (TColumns.Value * V.Count * sizeof(T) > 64) Sse.Prefetch0(c + TColumns.Value * V.Count - 1);
        }
    }

    // One row of the tile.
    struct Pair
    {
        V _first, _second;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Pair(T* source)
        {
            _first = V.Load(source);
            _second = TColumns.Value > 1 ? V.Load(source + V.Count) : default;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(T* factor, Pair columns)
        {
            var x = V.LoadOne(factor);
            _first = V.MultiplyAddFast(x, columns._first, _first);
            if (TColumns.Value > 1) _second = V.MultiplyAddFast(x, columns._second, _second);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(T* source)
        {
            _first += V.Load(source);
            if (TColumns.Value > 1) _second += V.Load(source + V.Count);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(T* destination)
        {
            V.Store(_first, destination);
            if (TColumns.Value > 1) V.Store(_second, destination + V.Count);
        }
    }
}
