using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Sampling;

/// <summary>
/// Numbers spread evenly from <paramref name="from"/> to <paramref name="to"/>: as many random bits as the type has digits
/// (24 for Float32, 53 for Float64), scaled and shifted with a single rounding.
/// </summary>
internal readonly unsafe struct Uniform(double from, double to) : IDistribution
{
    public static DTypeSet Types => DTypeSet.Floating | DTypeSet.Halves;

    public void Fill<T>(MersenneTwister random, T* destination, long count) where T : unmanaged
    {
        if (typeof(T) == typeof(double)) FillDouble(random, (double*)destination, count);
        else FillSingle(random, destination, count);
    }

    [MethodImpl(Compile.Loop)]
    void FillDouble(MersenneTwister random, double* destination, long count)
    {
        var range = to - from;
        for (long i = 0; i < count; i++) destination[i] = Math.FusedMultiplyAdd(random.NextDouble(), range, from);
    }

    [MethodImpl(Compile.Loop)]
    void FillSingle<T>(MersenneTwister random, T* destination, long count) where T : unmanaged
    {
        var digits = typeof(T) == typeof(float) ? 24 : typeof(T) == typeof(Half) ? 11 : 8;
        var mask = (1 << digits) - 1;
        var unit = 1f / (1 << digits);
        float low = Rounded<T>.Of(from), range = Rounded<T>.Of(Rounded<T>.Of(to) - low);
        while (count > 0)
        {
            var words = random.Take(count);
            for (var i = 0; i < words.Length; i++)
                destination[i] = Convert.To<float, T>(MathF.FusedMultiplyAdd(((int)words[i] & mask) * unit, range, low));
            destination += words.Length;
            count -= words.Length;
        }
    }
}

/// <summary>Rounding to the digits of a narrower type.</summary>
internal static class Rounded<T> where T : unmanaged
{
    /// <summary>The nearest number a <typeparamref name="T"/> can hold.</summary>
    public static float Of(double value) => Convert.To<T, float>(Convert.To<double, T>(value));
}
