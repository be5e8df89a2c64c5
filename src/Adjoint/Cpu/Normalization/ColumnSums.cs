using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Adjoint.Cpu.Loops;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Normalization;

/// <summary>
/// Of each column of a matrix Σ g and Σ g (x - m) r, where m and r belong to rows, or m to columns and r is 1. Rows are summed
/// in pieces of one height, and these pairwise, so that it does not matter on how many threads.
/// </summary>
internal static unsafe class ColumnSums<T> where T : unmanaged
{
    const long Height = 128;
    const long Width = 512;
    const long Together = 8;
    const long Grain = 16384;

    /// <summary>
    /// Writes the sums and the products, each of <paramref name="length"/>. An absent <paramref name="r"/> says that m belongs to columns.
    /// </summary>
    public static void Run(T* g, T* x, T* m, T* r, T* sums, T* products, long rows, long length)
    {
        var (pieces, chunks) = ((rows + Height - 1) / Height, (length + Width - 1) / Width);
        var tasks = new Tasks
        {
            G = (nint)g,
            X = (nint)x,
            M = (nint)m,
            R = (nint)r,
            Sums = (nint)sums,
            Products = (nint)products,
            Rows = rows,
            Length = length,
            Chunks = chunks,
        };
        var grain = Math.Max(1, Grain / (Math.Min(rows, Height) * Math.Min(length, Width)));
        if (pieces == 1)
        {
            Threads.For(chunks, grain, tasks);
            return;
        }
        using var parts = new Scratch<T>(2 * pieces * length);
        tasks.Sums = (nint)parts.Pointer;
        tasks.Products = (nint)(parts.Pointer + pieces * length);
        Threads.For(pieces * chunks, grain, tasks);
        Fold<Plus, Element, T>.Run(default, (T*)tasks.Sums, null, sums, 1, pieces, length);
        Fold<Plus, Element, T>.Run(default, (T*)tasks.Products, null, products, 1, pieces, length);
    }

    struct Tasks : IRange
    {
        public nint G, X, M, R, Sums, Products;
        public long Rows, Length, Chunks;

        public readonly void Run(long from, long to)
        {
            for (var i = from; i < to; i++)
            {
                var (piece, chunk) = Math.DivRem(i, Chunks);
                var width = Math.Min(Width, Length - chunk * Width);
                if (Isa.Has512 && width >= Vector512<T>.Count) Piece<V512<T>>(piece, chunk * Width, width);
                else if (Isa.Has256 && width >= Vector256<T>.Count) Piece<V256<T>>(piece, chunk * Width, width);
                else if (width >= Vector128<T>.Count) Piece<V128<T>>(piece, chunk * Width, width);
                else Few(piece, chunk * Width, width);
            }
        }

        readonly void Piece<V>(long piece, long start, long width) where V : struct, IVector<V, T>
        {
            T* sums = (T*)Sums + piece * Length + start, products = (T*)Products + piece * Length + start;
            new Span<T>(sums, (int)width).Clear();
            new Span<T>(products, (int)width).Clear();
            var end = Math.Min(Rows, (piece + 1) * Height);
            for (var row = piece * Height; row < end; row += Together)
                Into<V>(row, Math.Min(Together, end - row), start, width, sums, products);
        }

        // Adds a few rows. What the last vector has in common with the one before it is masked out.
        [MethodImpl(Compile.Loop)]
        readonly void Into<V>(long row, long count, long start, long width, T* sums, T* products) where V : struct, IVector<V, T>
        {
            T* m = (T*)M + (R == 0 ? start : row), r = (T*)R + row;
            for (long i = 0; i < width; i += V.Count)
            {
                var j = Math.Min(i, width - V.Count);
                T* g = (T*)G + row * Length + start + j, x = (T*)X + row * Length + start + j;
                V sum = V.Zero, product = V.Zero;
                var center = R == 0 ? V.Load(m + j) : V.Zero;
                for (long k = 0; k < count; k++)
                {
                    var value = V.Load(g + k * Length);
                    var hat = R == 0 ? V.Load(x + k * Length) - center : (V.Load(x + k * Length) - V.LoadOne(m + k)) * V.LoadOne(r + k);
                    (sum, product) = (sum + value, V.MultiplyAdd(value, hat, product));
                }
                if (i > j) (sum, product) = (V.And(Lanes.Last<V, T>(width - i), sum), V.And(Lanes.Last<V, T>(width - i), product));
                V.Store(V.Load(sums + j) + sum, sums + j);
                V.Store(V.Load(products + j) + product, products + j);
            }
        }

        readonly void Few(long piece, long start, long width)
        {
            for (var j = start; j < start + width; j++)
            {
                V128<T> sum = V128<T>.Zero, product = V128<T>.Zero;
                for (var row = piece * Height; row < Math.Min(Rows, (piece + 1) * Height); row++)
                {
                    var g = V128<T>.LoadOne((T*)G + row * Length + j);
                    var x = V128<T>.LoadOne((T*)X + row * Length + j);
                    var hat = R == 0 ? x - V128<T>.LoadOne((T*)M + j) : (x - V128<T>.LoadOne((T*)M + row)) * V128<T>.LoadOne((T*)R + row);
                    (sum, product) = (sum + g, product + g * hat);
                }
                V128<T>.StoreOne(sum, (T*)Sums + piece * Length + j);
                V128<T>.StoreOne(product, (T*)Products + piece * Length + j);
            }
        }
    }
}
