using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Resampling;

/// <summary>
/// Reads images at places of a grid, and the gradients of that. Reading and the gradient of the grid are shared by places, the
/// gradient of the images by channels, so that no two threads write to one element, and each sum has one order.
/// </summary>
internal static unsafe class GridKernel<T> where T : unmanaged
{
    const long Grain = 8192, Block = GridTaps<T>.Block;

    /// <summary>y: [batch, channels, places].</summary>
    public static void Forward(in GridShape shape, T* x, T* grid, T* y) =>
        Threads.For(
            shape.Batch * Blocks(shape), Blocks(shape, shape.Channels + 8),
            new Reading { Shape = shape, X = (nint)x, Grid = (nint)grid, Y = (nint)y });

    /// <summary>The gradient of the images.</summary>
    public static void Image(in GridShape shape, T* g, T* grid, T* result) =>
        Threads.For(
            shape.Batch * shape.Channels, Math.Max(1, Grain / Math.Max(1, shape.Places * shape.Taps)),
            new Spreading { Shape = shape, G = (nint)g, Grid = (nint)grid, Result = (nint)result });

    /// <summary>The gradient of the grid.</summary>
    public static void Grid(in GridShape shape, T* x, T* g, T* grid, T* result) =>
        Threads.For(
            shape.Batch * Blocks(shape), Blocks(shape, shape.Channels + 16),
            new Sloping { Shape = shape, X = (nint)x, G = (nint)g, Grid = (nint)grid, Result = (nint)result });

    static long Blocks(in GridShape shape) => (shape.Places + Block - 1) / Block;

    // How many blocks a thread should at least take, with so much work for each tap of each place.
    static long Blocks(in GridShape shape, long work) => Math.Max(1, Grain / (Block * shape.Taps * work));

    struct Reading : IRange
    {
        public GridShape Shape;
        public nint X, Grid, Y;

        public readonly void Run(long from, long to)
        {
            using var taps = new GridTaps<T>(Shape);
            for (var perImage = Blocks(Shape); from < to; from++)
            {
                var (image, start) = (from / perImage, from % perImage * Block);
                var count = Math.Min(Block, Shape.Places - start);
                taps.Fill((T*)Grid + (image * Shape.Places + start) * Shape.Dims, count);
                for (var channel = image * Shape.Channels; channel < (image + 1) * Shape.Channels; channel++)
                    Read((T*)X + channel * Shape.Pixels, taps, (T*)Y + channel * Shape.Places + start, count);
            }
        }

        readonly void Read(T* x, in GridTaps<T> taps, T* y, long count)
        {
            long b = 0;
            for (; Gathers<T>.AreThere && b <= count - GridTaps<T>.Group; b += GridTaps<T>.Group)
            {
                if (taps.AreInside[b / GridTaps<T>.Group]) Gathers<T>.Sum(x, taps.Offsets + b, taps.Weights + b, Shape.Taps, Block, y + b);
                else Read(x, taps.Offsets + b, taps.Weights + b, y + b, GridTaps<T>.Group);
            }
            Read(x, taps.Offsets + b, taps.Weights + b, y + b, count - b);
        }

        [MethodImpl(Compile.Loop)]
        readonly void Read(T* x, long* offsets, T* weights, T* y, long count)
        {
            var end = Shape.Taps * Block;
            for (long b = 0; b < count; b++)
            {
                var sum = V128<T>.Zero;
                for (var k = b; k < end; k += Block)
                {
                    if (offsets[k] >= 0) sum = V128<T>.MultiplyAdd(V128<T>.LoadOne(weights + k), V128<T>.LoadOne(x + offsets[k]), sum);
                }
                V128<T>.StoreOne(sum, y + b);
            }
        }
    }

    struct Spreading : IRange
    {
        public GridShape Shape;
        public nint G, Grid, Result;

        public readonly void Run(long from, long to)
        {
            using var taps = new GridTaps<T>(Shape);
            System.Runtime.InteropServices.NativeMemory.Clear(
                (T*)Result + from * Shape.Pixels, (nuint)((to - from) * Shape.Pixels * sizeof(T)));
            while (from < to)
            {
                var image = from / Shape.Channels;
                var last = Math.Min(to, (image + 1) * Shape.Channels);
                for (long start = 0; start < Shape.Places; start += Block)
                {
                    var count = Math.Min(Block, Shape.Places - start);
                    taps.Fill((T*)Grid + (image * Shape.Places + start) * Shape.Dims, count);
                    for (var channel = from; channel < last; channel++)
                        Add((T*)G + channel * Shape.Places + start, taps.Offsets, taps.Weights, (T*)Result + channel * Shape.Pixels, count);
                }
                from = last;
            }
        }

        [MethodImpl(Compile.Loop)]
        readonly void Add(T* g, long* offsets, T* weights, T* result, long count)
        {
            var end = Shape.Taps * Block;
            for (long b = 0; b < count; b++)
            {
                var each = V128<T>.LoadOne(g + b);
                for (var k = b; k < end; k += Block)
                {
                    if (offsets[k] < 0) continue;
                    var target = result + offsets[k];
                    V128<T>.StoreOne(V128<T>.MultiplyAdd(V128<T>.LoadOne(weights + k), each, V128<T>.LoadOne(target)), target);
                }
            }
        }
    }

    struct Sloping : IRange
    {
        public GridShape Shape;
        public nint X, G, Grid, Result;

        public readonly void Run(long from, long to)
        {
            using var taps = new GridTaps<T>(Shape);
            using var products = new Scratch<double>(Shape.Taps * Block);
            for (var perImage = Blocks(Shape); from < to; from++)
            {
                var (image, start) = (from / perImage, from % perImage * Block);
                var count = Math.Min(Block, Shape.Places - start);
                var place = image * Shape.Places + start;
                taps.Fill((T*)Grid + place * Shape.Dims, count);
                new Span<double>(products.Pointer, (int)(Shape.Taps * Block)).Clear();
                for (var channel = image * Shape.Channels; channel < (image + 1) * Shape.Channels; channel++)
                    Multiply((T*)X + channel * Shape.Pixels, (T*)G + channel * Shape.Places + start, taps.Offsets, products.Pointer, count);
                for (long b = 0; b < count; b++)
                    Combine((T*)Grid + (place + b) * Shape.Dims, products.Pointer + b, (T*)Result + (place + b) * Shape.Dims);
            }
        }

        // What the result would change by if a tap's weight did, over all channels.
        [MethodImpl(Compile.Loop)]
        readonly void Multiply(T* x, T* g, long* offsets, double* products, long count)
        {
            var end = Shape.Taps * Block;
            for (long b = 0; b < count; b++)
            {
                var each = Convert.To<T, double>(g[b]);
                for (var k = b; k < end; k += Block)
                {
                    if (offsets[k] >= 0) products[k] += each * Convert.To<T, double>(x[offsets[k]]);
                }
            }
        }

        readonly void Combine(T* place, double* products, T* result)
        {
            var (depth, height, width) = GridTaps<T>.Axes(Shape, place);
            double alongWidth = 0, alongHeight = 0, alongDepth = 0;
            for (var i = 0; i < (Shape.Dims == 2 ? 1 : Shape.Reach); i++)
            {
                for (var j = 0; j < Shape.Reach; j++)
                {
                    for (var k = 0; k < Shape.Reach; k++, products += Block)
                    {
                        alongWidth += *products * depth.Weight[i] * height.Weight[j] * width.Slope[k];
                        alongHeight += *products * depth.Weight[i] * height.Slope[j] * width.Weight[k];
                        alongDepth += *products * depth.Slope[i] * height.Weight[j] * width.Weight[k];
                    }
                }
            }
            (result[0], result[1]) = (Convert.To<double, T>(alongWidth), Convert.To<double, T>(alongHeight));
            if (Shape.Dims == 3) result[2] = Convert.To<double, T>(alongDepth);
        }
    }
}
