using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Conv;

/// <summary>
/// One operand of the products whose sum is the gradient of a weight: for each group, for each of the 36 products of a tile, a matrix
/// with a row for each tile of some images and a column for each channel. Images have their channels last, so lanes are channels.
/// </summary>
/// <param name="Groups">Groups of channels.</param>
/// <param name="Channels">Channels of a group.</param>
/// <param name="Down">Tiles of an image below each other.</param>
/// <param name="Across">Tiles of an image beside each other.</param>
internal unsafe record struct WinogradFactors<T, V>(long Groups, long Channels, long Down, long Across)
    where T : unmanaged where V : struct, IVector<V, T>
{
    const int Width = WinogradSteps<T, V>.Inputs, Results = WinogradSteps<T, V>.Results, Products = WinogradSteps<T, V>.Products;

    /// <summary>For how many tiles there is room.</summary>
    public long Tiles;

    /// <summary>The matrices.</summary>
    public nint Memory;

    /// <summary>From one row of a matrix to the next.</summary>
    public readonly long Pitch => (Channels + V.Count - 1) / V.Count * V.Count;

    /// <summary>From one matrix to the next: no power of two, which would bring all of a tile into a few lines of the cache.</summary>
    public readonly long MatrixSize => Tiles * Pitch + V.Count;

    /// <summary>The matrix of a product.</summary>
    public readonly T* Matrix(long group, long product) => (T*)Memory + (group * Products + product) * MatrixSize;

    /// <summary>
    /// Fills the matrices with the factors of what the tiles of images read; they are laid out in <paramref name="data"/>.
    /// </summary>
    public readonly void Inputs(ChannelsLast<T> images, long count, T* data) => Fill(images, count, data, areGradients: false);

    /// <summary>The same of the gradients of what the tiles have as results.</summary>
    public readonly void Gradients(ChannelsLast<T> images, long count, T* data) => Fill(images, count, data, areGradients: true);

    readonly void Fill(ChannelsLast<T> images, long count, T* data, bool areGradients)
    {
        images.Fill(count * Groups, data);
        Threads.For(count * Groups * Down, 1, new Rows { Factors = this, Images = images, Data = (nint)data, AreGradients = areGradients });
    }

    struct Rows : IRange
    {
        public WinogradFactors<T, V> Factors;
        public ChannelsLast<T> Images;
        public nint Data;
        public bool AreGradients;

        public readonly void Run(long from, long to)
        {
            for (; from < to; from++)
            {
                var (rest, row) = Math.DivRem(from, Factors.Down);
                var (image, group) = Math.DivRem(rest, Factors.Groups);
                var source = (T*)Data + rest * Images.ImageSize + Images.Place(0, Results * row, 0);
                var target = Factors.Matrix(group, 0) + (image * Factors.Down + row) * Factors.Across * Factors.Pitch;
                if (AreGradients) Factors.GradientRow(source, Images.Place(0, 1, 0), target);
                else Factors.InputRow(source, Images.Place(0, 1, 0), target);
            }
        }
    }

    [MethodImpl(Compile.Loop)]
    readonly void InputRow(T* line, long next, T* factors)
    {
        var half = stackalloc T[Width * Width * V.Count];
        var (channels, size) = (Channels, MatrixSize);
        for (var tile = Across; tile > 0; tile--, line += Results * channels, factors += Pitch)
        {
            for (long channel = 0; channel < channels; channel += V.Count)
            {
                T* source = line + channel, target = factors + channel;
                for (var j = 0; j < Width; j++, source += channels)
                {
                    WinogradSteps<T, V>.Input(V.Load(source), V.Load(source + next), V.Load(source + 2 * next), V.Load(source + 3 * next),
                        V.Load(source + 4 * next), V.Load(source + 5 * next), half + j * V.Count, Width * V.Count);
                }
                for (var row = half; row < half + Width * Width * V.Count; row += Width * V.Count, target += Width * size)
                {
                    WinogradSteps<T, V>.Input(V.Load(row), V.Load(row + V.Count), V.Load(row + 2 * V.Count), V.Load(row + 3 * V.Count),
                        V.Load(row + 4 * V.Count), V.Load(row + 5 * V.Count), target, size);
                }
            }
        }
    }

    [MethodImpl(Compile.Loop)]
    readonly void GradientRow(T* line, long next, T* factors)
    {
        var half = stackalloc T[Width * Results * V.Count];
        var (channels, size) = (Channels, MatrixSize);
        for (var tile = Across; tile > 0; tile--, line += Results * channels, factors += Pitch)
        {
            for (long channel = 0; channel < channels; channel += V.Count)
            {
                T* source = line + channel, target = factors + channel;
                for (var j = 0; j < Results; j++, source += channels)
                {
                    WinogradSteps<T, V>.Gradient(
                        V.Load(source), V.Load(source + next), V.Load(source + 2 * next), V.Load(source + 3 * next),
                        half + j * V.Count, Results * V.Count);
                }
                for (var row = half; row < half + Width * Results * V.Count; row += Results * V.Count, target += Width * size)
                    WinogradSteps<T, V>.Gradient(
                        V.Load(row), V.Load(row + V.Count), V.Load(row + 2 * V.Count), V.Load(row + 3 * V.Count), target, size);
            }
        }
    }
}
