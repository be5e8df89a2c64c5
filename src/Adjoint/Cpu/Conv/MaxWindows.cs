using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Conv;

/// <summary>
/// The largest element of each window and its place in its channel. The first of equals counts, and NaN is larger than any number.
/// The rows of a window are compared first, over the whole width at a time; then the columns of what remains.
/// </summary>
internal static unsafe class MaxWindows<T> where T : unmanaged
{
    const long Grain = 8192;

    public static void Run(WindowAxis depth, WindowAxis height, WindowAxis width, T* x, T* values, long* indices, long channels)
    {
        var work = new Channels
        {
            Depth = depth,
            Height = height,
            Width = width,
            X = (nint)x,
            Values = (nint)values,
            Indices = (nint)indices,
        };
        Threads.For(channels, Math.Max(1, Grain / (depth.Input * height.Input * width.Input)), work);
    }

    struct Channels : IRange
    {
        public WindowAxis Depth, Height, Width;
        public nint X, Values, Indices;

        public readonly void Run(long from, long to)
        {
            var outputs = Depth.Output * Height.Output * Width.Output;
            using var line = new Scratch<T>(Width.Input);
            using var rows = new Scratch<long>(Width.Input);
            for (var channel = from; channel < to; channel++)
            {
                var x = (T*)X + channel * Depth.Input * Height.Input * Width.Input;
                T* values = (T*)Values + channel * outputs;
                var indices = (long*)Indices + channel * outputs;
                for (long d = 0; d < Depth.Output; d++)
                {
                    for (long h = 0; h < Height.Output; h++, values += Width.Output, indices += Width.Output)
                    {
                        Compare(x, d, h, line.Pointer, rows.Pointer);
                        Choose(line.Pointer, rows.Pointer, values, indices);
                    }
                }
            }
        }

        // For each column the largest element of the window's rows, and where the row it stands in begins.
        readonly void Compare(T* x, long d, long h, T* line, long* rows)
        {
            var first = true;
            for (long i = 0; i < Depth.Count[d]; i++)
            {
                for (long j = 0; j < Height.Count[h]; j++)
                {
                    var row = ((Depth.First[d] + i * Depth.Step) * Height.Input + Height.First[h] + j * Height.Step) * Width.Input;
                    if (first) Begin(x + row, row, line, rows);
                    else Larger(x + row, row, line, rows);
                    first = false;
                }
            }
        }

        readonly void Begin(T* source, long row, T* line, long* rows)
        {
            Buffer.MemoryCopy(source, line, Width.Input * sizeof(T), Width.Input * sizeof(T));
            new Span<long>(rows, (int)Width.Input).Fill(row);
        }

        [MethodImpl(Compile.Loop)]
        readonly void Larger(T* source, long row, T* line, long* rows)
        {
            for (long i = 0; i < Width.Input; i++)
            {
                if (!IsLarger(source[i], line[i])) continue;
                line[i] = source[i];
                rows[i] = row;
            }
        }

        // Of equals in different rows the one in the upper row comes first.
        [MethodImpl(Compile.Loop)]
        readonly void Choose(T* line, long* rows, T* values, long* indices)
        {
            for (long w = 0; w < Width.Output; w++)
            {
                var (place, end) = (Width.First[w], Width.First[w] + Width.Count[w] * Width.Step);
                var (value, index) = (line[place], rows[place] + place);
                for (place += Width.Step; place < end; place += Width.Step)
                {
                    var other = rows[place] + place;
                    if (!IsLarger(line[place], value) && (other > index || IsLarger(value, line[place]))) continue;
                    (value, index) = (line[place], other);
                }
                (values[w], indices[w]) = (value, index);
            }
        }

        // As PyTorch decides: a NaN replaces whatever there was.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static bool IsLarger(T a, T b)
        {
            if (typeof(T) == typeof(float))
                return Unsafe.BitCast<T, float>(a) > Unsafe.BitCast<T, float>(b) || float.IsNaN(Unsafe.BitCast<T, float>(a));
            if (typeof(T) == typeof(double))
                return Unsafe.BitCast<T, double>(a) > Unsafe.BitCast<T, double>(b) || double.IsNaN(Unsafe.BitCast<T, double>(a));
            return Convert.To<T, long>(a) > Convert.To<T, long>(b);
        }
    }
}
