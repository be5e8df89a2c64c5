using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Sampling;

/// <summary>
/// Waiting times between events that happen <paramref name="lambda"/> times in a unit of time: -log(1 - u) / lambda, in double.
/// </summary>
internal readonly unsafe struct Exponential(double lambda) : IDistribution
{
    public static DTypeSet Types => DTypeSet.Floating | DTypeSet.Halves;

    [MethodImpl(Compile.Loop)]
    public void Fill<T>(MersenneTwister random, T* destination, long count) where T : unmanaged
    {
        var scale = -1 / lambda;
        for (long i = 0; i < count; i++) destination[i] = Convert.To<double, T>(scale * Math.Log(1 - random.NextDouble()));
    }
}
