using System.Runtime.CompilerServices;
using Adjoint.Cpu.Loops;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Statistics;

/// <summary>
/// The distances of all points of one list from all of another, and the way back. The other list is packed into panels of two
/// vectors of points, coordinate by coordinate, so that a vector holds different points whatever their number of coordinates.
/// </summary>
internal static unsafe class PairDistances<T> where T : unmanaged
{
    /// <summary>Writes the distances, [batch, rows, columns], of a, [batch, rows, width], from b, [batch, columns, width].</summary>
    public static void Run<TDistance>(TDistance distance, T* a, T* b, T* y, long batch, long rows, long columns, long width)
        where TDistance : struct, IDistance =>
        new Pairs<TDistance> { Distance = distance, A = a, B = b, Y = y, Rows = rows, Columns = columns, Width = width }.Start(batch);

    /// <summary>Writes the gradient of a, given distances and their gradients g.</summary>
    public static void Backward<TDistance>(
        TDistance distance, T* a, T* b, T* y, T* g, T* gradient, long batch, long rows, long columns, long width)
        where TDistance : struct, IDistance =>
        new Pairs<TDistance>
        {
            Distance = distance,
            A = a,
            B = b,
            Y = y,
            G = g,
            Gradient = gradient,
            Rows = rows,
            Columns = columns,
            Width = width,
        }.Start(batch);

    struct Pairs<TDistance> : IRange where TDistance : struct, IDistance
    {
        const long Grain = 1 << 14;

        public TDistance Distance;
        public T* A, B, Y, G, Gradient;
        public long Rows, Columns, Width;

        public readonly void Start(long batch) => Threads.For(batch, Math.Max(1, Grain / Math.Max(1, Rows * Columns * Width)), this);

        // Inside of shared work the rows of each batch stay on the thread.
        public readonly void Run(long from, long to)
        {
            if (Isa.Has512) Batches<V512<T>>(from, to);
            else if (Isa.Has256) Batches<V256<T>>(from, to);
            else Batches<V128<T>>(from, to);
        }

        readonly void Batches<V>(long from, long to) where V : struct, IVector<V, T>
        {
            var padded = (Columns + 2 * V.Count - 1) / (2 * V.Count) * (2 * V.Count);
            using var panels = new Scratch<T>(padded * Width);
            for (var batch = from; batch < to; batch++)
            {
                PairPanels<T>.Pack(B + batch * Columns * Width, panels.Pointer, Columns, Width, 2 * V.Count);
                var rows = new PairRows<TDistance, V, T>
                {
                    Distance = Distance,
                    A = A + batch * Rows * Width,
                    Panels = panels.Pointer,
                    Y = Y + batch * Rows * Columns,
                    G = G is null ? null : G + batch * Rows * Columns,
                    Gradient = Gradient is null ? null : Gradient + batch * Rows * Width,
                    Rows = Rows,
                    Columns = Columns,
                    Width = Width,
                };
                var units = G is null ? (Rows + PairRows<TDistance, V, T>.Height - 1) / PairRows<TDistance, V, T>.Height : Rows;
                Threads.For(units, Math.Max(1, Grain * units / Math.Max(1, Rows * Columns * Width)), rows);
            }
        }
    }
}

/// <summary>Packs points into panels.</summary>
internal static unsafe class PairPanels<T> where T : unmanaged
{
    /// <summary>Writes panels of <paramref name="lanes"/> points, coordinate by coordinate; zeros fill the last.</summary>
    public static void Pack(T* points, T* panels, long count, long width, long lanes)
    {
        for (long first = 0; first < count; first += lanes)
        {
            var panel = panels + first * width;
            for (long k = 0; k < width; k++)
            {
                for (long j = 0; j < lanes; j++) panel[k * lanes + j] = first + j < count ? points[(first + j) * width + k] : default;
            }
        }
    }
}

/// <summary>Rows of distances, a few at a time, or rows of the gradient.</summary>
internal unsafe struct PairRows<TDistance, V, T> : IRange
    where TDistance : struct, IDistance where V : struct, IVector<V, T> where T : unmanaged
{
    /// <summary>How many rows of distances are computed together.</summary>
    public const long Height = 4;

    public TDistance Distance;
    public T* A, Panels, Y, G, Gradient;
    public long Rows, Columns, Width;

    public readonly void Run(long from, long to)
    {
        if (G is not null)
        {
            using var padded = new Scratch<T>(2 * (Columns + 2 * V.Count));
            for (var row = from; row < to; row++) Back(row, padded.Pointer);
            return;
        }
        for (var first = from * Height; first < Math.Min(Rows, to * Height); first += Height)
        {
            for (long column = 0; column < Columns; column += 2 * V.Count) Tile(first, column);
        }
    }

    // Rows beyond the last are the last one again.
    [MethodImpl(Compile.Loop), SkipLocalsInit]
    readonly void Tile(long first, long column)
    {
        T* a = A + first * Width,
            b = A + Math.Min(first + 1, Rows - 1) * Width,
            c = A + Math.Min(first + 2, Rows - 1) * Width,
            d = A + Math.Min(first + 3, Rows - 1) * Width;
        var panel = Panels + column * Width;
        V a0 = V.Zero, a1 = V.Zero, b0 = V.Zero, b1 = V.Zero, c0 = V.Zero, c1 = V.Zero, d0 = V.Zero, d1 = V.Zero;
        for (long k = 0; k < Width; k++)
        {
            V left = V.Load(panel), right = V.Load(panel + V.Count);
            panel += 2 * V.Count;
            V x = V.LoadOne(a + k), y = V.LoadOne(b + k), z = V.LoadOne(c + k), w = V.LoadOne(d + k);
            (a0, a1) = (Distance.Add(a0, x - left), Distance.Add(a1, x - right));
            (b0, b1) = (Distance.Add(b0, y - left), Distance.Add(b1, y - right));
            (c0, c1) = (Distance.Add(c0, z - left), Distance.Add(c1, z - right));
            (d0, d1) = (Distance.Add(d0, w - left), Distance.Add(d1, w - right));
        }
        Store(first, column, a0, a1);
        if (first + 1 < Rows) Store(first + 1, column, b0, b1);
        if (first + 2 < Rows) Store(first + 2, column, c0, c1);
        if (first + 3 < Rows) Store(first + 3, column, d0, d1);
    }

    [SkipLocalsInit]
    readonly void Store(long row, long column, V left, V right)
    {
        var to = Y + row * Columns + column;
        var rest = Columns - column;
        if (rest >= 2 * V.Count)
        {
            V.Store(Distance.Finish(left), to);
            V.Store(Distance.Finish(right), to + V.Count);
            return;
        }
        var last = stackalloc T[2 * V.Count];
        V.Store(Distance.Finish(left), last);
        V.Store(Distance.Finish(right), last + V.Count);
        for (long j = 0; j < rest; j++) to[j] = last[j];
    }

    // The row's gradients and distances are brought to whole panels first; nothing comes back from points that are not there.
    [MethodImpl(Compile.Loop)]
    readonly void Back(long row, T* g)
    {
        var distances = g + Columns + 2 * V.Count;
        T one;
        V.StoreOne(V.One, &one);
        new Span<T>(g + Columns, 2 * V.Count).Clear();
        new Span<T>(distances + Columns, 2 * V.Count).Fill(one);
        Buffer.MemoryCopy(G + row * Columns, g, Columns * sizeof(T), Columns * sizeof(T));
        Buffer.MemoryCopy(Y + row * Columns, distances, Columns * sizeof(T), Columns * sizeof(T));
        for (long k = 0; k < Width; k++)
        {
            var x = V.LoadOne(A + row * Width + k);
            V left = V.Zero, right = V.Zero;
            for (long column = 0; column < Columns; column += 2 * V.Count)
            {
                var panel = Panels + column * Width + k * 2 * V.Count;
                left += V.Load(g + column) * Distance.Slope(x - V.Load(panel), V.Load(distances + column));
                right += V.Load(g + column + V.Count) * Distance.Slope(x - V.Load(panel + V.Count), V.Load(distances + column + V.Count));
            }
            Gradient[row * Width + k] = Lanes.Fold<Plus, V, T>(left + right);
        }
    }
}
