namespace Adjoint.Cpu.Conv;

/// <summary>
/// The patches under a kernel as the columns of a matrix, [channels kh kw, patches] for each image, and back: what falls on one pixel
/// is added up. A thread writes whole rows of the matrix, or whole channels of images.
/// </summary>
internal static unsafe class PatchMatrix<T> where T : unmanaged
{
    const long Grain = 16384;

    /// <summary>Matrices from images; <paramref name="planes"/> channels of all images together.</summary>
    public static void Unfold(ConvAxis height, ConvAxis width, T* image, T* matrix, long planes) =>
        Threads.For(planes * height.Kernel * width.Kernel, Math.Max(1, Grain / (height.Output * width.Output)),
            new Rows { Height = height, Width = width, Image = (nint)image, Matrix = (nint)matrix });

    /// <summary>Images from matrices.</summary>
    public static void Fold(ConvAxis height, ConvAxis width, T* matrix, T* image, long planes) =>
        Threads.For(planes, Math.Max(1, Grain / (height.Output * width.Output * height.Kernel * width.Kernel)),
            new Channels { Height = height, Width = width, Image = (nint)image, Matrix = (nint)matrix });

    // The outputs from whose patches the kernel element reads inside of the image.
    static (long From, long To) Inside(ConvAxis axis, long tap)
    {
        var shift = tap * axis.Dilation - axis.Padding;
        var from = shift >= 0 ? 0 : (-shift + axis.Stride - 1) / axis.Stride;
        var to = shift >= axis.Input ? 0 : (axis.Input - 1 - shift) / axis.Stride + 1;
        return (Math.Min(from, axis.Output), Math.Clamp(to, Math.Min(from, axis.Output), axis.Output));
    }

    struct Rows : IRange
    {
        public ConvAxis Height, Width;
        public nint Image, Matrix;

        public readonly void Run(long from, long to)
        {
            for (; from < to; from++)
            {
                var (plane, i, j) = (from / (Height.Kernel * Width.Kernel), from / Width.Kernel % Height.Kernel, from % Width.Kernel);
                Row((T*)Image + plane * Height.Input * Width.Input, (T*)Matrix + from * Height.Output * Width.Output, i, j);
            }
        }

        readonly void Row(T* image, T* matrix, long i, long j)
        {
            var ((firstRow, lastRow), (first, last)) = (Inside(Height, i), Inside(Width, j));
            long across = Width.Output, begin = first * Width.Stride + j * Width.Dilation - Width.Padding;
            for (long o = 0; o < Height.Output; o++, matrix += across)
            {
                if (o < firstRow || o >= lastRow || first == last)
                {
                    Clear(matrix, across);
                    continue;
                }
                var source = image + (o * Height.Stride + i * Height.Dilation - Height.Padding) * Width.Input + begin;
                Clear(matrix, first);
                if (Width.Stride == 1) Lanes<T>.Copy(source, matrix + first, last - first);
                else
                {
                    for (long k = first; k < last; k++, source += Width.Stride) matrix[k] = *source;
                }
                Clear(matrix + last, across - last);
            }
        }
    }

    struct Channels : IRange
    {
        public ConvAxis Height, Width;
        public nint Image, Matrix;

        public readonly void Run(long from, long to)
        {
            var patches = Height.Output * Width.Output;
            for (; from < to; from++)
            {
                var image = (T*)Image + from * Height.Input * Width.Input;
                Clear(image, Height.Input * Width.Input);
                var matrix = (T*)Matrix + from * Height.Kernel * Width.Kernel * patches;
                for (long i = 0; i < Height.Kernel; i++)
                {
                    for (long j = 0; j < Width.Kernel; j++, matrix += patches) Add(matrix, image, i, j);
                }
            }
        }

        readonly void Add(T* matrix, T* image, long i, long j)
        {
            var ((firstRow, lastRow), (first, last)) = (Inside(Height, i), Inside(Width, j));
            var begin = first * Width.Stride + j * Width.Dilation - Width.Padding;
            for (var o = firstRow; o < lastRow; o++)
            {
                var target = image + (o * Height.Stride + i * Height.Dilation - Height.Padding) * Width.Input + begin;
                var source = matrix + o * Width.Output;
                for (var k = first; k < last; k++, target += Width.Stride)
                    Simd.V128<T>.StoreOne(Simd.V128<T>.LoadOne(target) + Simd.V128<T>.LoadOne(source + k), target);
            }
        }
    }

    static void Clear(T* target, long count) => System.Runtime.InteropServices.NativeMemory.Clear(target, (nuint)(count * sizeof(T)));
}
