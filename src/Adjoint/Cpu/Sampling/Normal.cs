using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Sampling;

/// <summary>
/// Normally distributed numbers. Alone they are drawn in pairs of doubles, of which the second is kept for the next draw;
/// <paramref name="inBlocks"/>, where there are at least 16 of them, as uniform numbers that are turned into normal ones 16
/// at a time.
/// </summary>
internal readonly unsafe struct Normal(double mean, double std, bool inBlocks) : IDistribution
{
    const int Block = BoxMuller.Block;

    public static DTypeSet Types => DTypeSet.Floating | DTypeSet.Halves;

    [MethodImpl(Compile.Loop)]
    public void Fill<T>(MersenneTwister random, T* destination, long count) where T : unmanaged
    {
        if (inBlocks && count >= Block)
        {
            FillBlocks(random, destination, count);
            return;
        }
        for (long i = 0; i < count; i++)
            destination[i] = Convert.To<double, T>(Math.FusedMultiplyAdd(BoxMuller.Next(random), std, mean));
    }

    [MethodImpl(Compile.Loop)]
    void FillBlocks<T>(MersenneTwister random, T* destination, long count) where T : unmanaged
    {
        var uniform = new Uniform(0, 1);
        uniform.Fill(random, destination, count);
        for (long i = 0; i <= count - Block; i += Block) BoxMuller.Transform(destination + i, mean, std);
        if (count % Block == 0) return;
        // What does not fill a block is part of one more, drawn anew, that ends where the numbers end.
        var last = destination + count - Block;
        uniform.Fill(random, last, Block);
        BoxMuller.Transform(last, mean, std);
    }
}
