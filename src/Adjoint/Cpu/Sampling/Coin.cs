using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Sampling;

/// <summary>One with probability <paramref name="p"/>, otherwise zero: whether a uniform double is below it.</summary>
internal readonly unsafe struct Coin(double p) : IDistribution
{
    public static DTypeSet Types => DTypeSet.All;

    [MethodImpl(Compile.Loop)]
    public void Fill<T>(MersenneTwister random, T* destination, long count) where T : unmanaged
    {
        // A table and no branch, which could not be predicted.
        var sides = stackalloc T[] { default, Convert.To<long, T>(1) };
        for (long i = 0; i < count; i++) destination[i] = sides[random.NextDouble() < p ? 1 : 0];
    }
}
