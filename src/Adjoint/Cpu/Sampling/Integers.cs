using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Sampling;

/// <summary>
/// Integers from <paramref name="low"/> on, <paramref name="range"/> of them: the remainder of 32 random bits, or of 64 where
/// the range is larger and the type wide enough to hold it.
/// </summary>
internal readonly unsafe struct Integers(long low, ulong range) : IDistribution
{
    public static DTypeSet Types => DTypeSet.All;

    [MethodImpl(Compile.Loop)]
    public void Fill<T>(MersenneTwister random, T* destination, long count) where T : unmanaged
    {
        var isWide = typeof(T) == typeof(long) || typeof(T) == typeof(double) || typeof(T) == typeof(float)
            || typeof(T) == typeof(BFloat16);
        if (range <= uint.MaxValue)
        {
            var divisor = (uint)range;
            for (long i = 0; i < count; i++) destination[i] = Convert.To<long, T>(low + random.Next32() % divisor);
            return;
        }
        for (long i = 0; i < count; i++)
            destination[i] = Convert.To<long, T>(low + (long)((isWide ? random.Next64() : random.Next32()) % range));
    }
}
