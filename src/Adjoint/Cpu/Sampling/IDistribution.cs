namespace Adjoint.Cpu.Sampling;

/// <summary>A distribution numbers are drawn from, with its parameters in fields.</summary>
internal unsafe interface IDistribution
{
    /// <summary>The types of numbers it can be drawn in.</summary>
    static abstract DTypeSet Types { get; }

    /// <summary>Draws <paramref name="count"/> numbers, one after the other.</summary>
    void Fill<T>(MersenneTwister random, T* destination, long count) where T : unmanaged;
}
