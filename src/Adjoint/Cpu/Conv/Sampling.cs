namespace Adjoint.Cpu.Conv;

/// <summary>
/// One dimension of a convolution as kernels see it: result o reads, for each tap t, the source at Start + o Step + t TapStep,
/// and zero where that is outside.
/// </summary>
/// <param name="Count">How many results.</param>
/// <param name="Step">From one result to the next in the source; positive.</param>
/// <param name="Start">Where the first result's first tap reads; may lie outside.</param>
/// <param name="Taps">How many taps.</param>
/// <param name="TapStep">From one tap to the next in the source; not zero.</param>
/// <param name="Limit">The size of the source.</param>
/// <param name="Origin">Where the first result lies in the target.</param>
/// <param name="Spread">From one result to the next in the target.</param>
/// <param name="Target">The size of the target.</param>
/// <param name="FirstTap">The kernel element of the first tap.</param>
/// <param name="TapSkip">From one tap to the next in the kernel.</param>
internal readonly record struct Sampling(
    long Count, long Step, long Start, long Taps, long TapStep, long Limit, long Origin, long Spread,
    long Target, long FirstTap, long TapSkip)
{
    /// <summary>Whether the results fill the target one after the other.</summary>
    public bool IsDense => Spread == 1 && Count == Target;

    /// <summary>Whether each result reads the source at its own place and no other.</summary>
    public bool IsSame => this is { Taps: 1, Step: 1, Start: 0 } && IsDense && Count == Limit;

    /// <summary>The leftmost place a tap of the first result reads.</summary>
    public long Base => TapStep > 0 ? Start : Start + (Taps - 1) * TapStep;

    /// <summary>How far right of <see cref="Base"/> a tap of the first result reads.</summary>
    public long Reach(long tap) => (TapStep > 0 ? tap : Taps - 1 - tap) * Math.Abs(TapStep);
}
