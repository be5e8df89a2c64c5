using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Conv;

/// <summary>
/// A convolution with a kernel of 3 x 3 and steps of 1 by Winograd's F(4 x 4, 3 x 3): a quarter of the multiplications, as 36
/// products of matrices, for some additions before and after.
/// </summary>
internal static unsafe class Winograd<T, V> where T : unmanaged where V : struct, IVector<V, T>
{
    // Factors that exist at a time.
    const long FactorElements = 2 << 20;

    public static void Run(in SampledConv<T> conv)
    {
        var tiles = new WinogradTiles<T, V>(conv.Height, conv.Width);
        var panel = WinogradTiles<T, V>.Panel;
        var size = WinogradSteps<T, V>.Products * WinogradInput<T, V>.Product(conv.Sources);
        var all = (conv.Batch * tiles.Count + panel - 1) / panel;
        var panels = Math.Clamp(FactorElements / (conv.Groups * size), Math.Min(4, all), all);
        using var factors = new Scratch<T>(conv.Groups * panels * size + V.Count);
        using var weights = new Scratch<T>(WeightPacking<T, V>.Size(conv) + V.Count);
        WeightPacking<T, V>.Run(conv, weights.Pointer);
        var units = conv.Groups * WeightPacking<T, V>.Panels(conv);
        for (long first = 0; first < conv.Batch * tiles.Count; first += panels * panel)
        {
            var end = Math.Min(first + panels * panel, conv.Batch * tiles.Count);
            var count = (end - first + panel - 1) / panel;
            var parts = Math.Clamp((8L * Threads.Count + conv.Groups * count - 1) / (conv.Groups * count), 1, (conv.Sources + 15) / 16);
            Threads.For(
                conv.Groups * count * parts, 1, new WinogradInput<T, V>(conv, tiles, first, end, (nint)factors.Pointer, parts));
            var splits = Math.Clamp((8L * Threads.Count + units - 1) / units, 1, (count + 3) / 4);
            Threads.For(
                units * splits, 1, new WinogradOutput<T, V>(conv, tiles, first, end, (nint)factors.Pointer, (nint)weights.Pointer, splits));
        }
    }
}
