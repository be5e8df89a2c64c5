using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Fused;

/// <summary>
/// Resilient propagation: each element has a step size of its own, which grows while the gradient keeps its sign and
/// shrinks when it changes; then the gradient counts as zero once. p ← p - size · sign d.
/// </summary>
internal readonly record struct RpropStep(bool Maximize, double Shrink, double Grow, double Least, double Largest) : IStep
{
    public static int States => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V p, V g, ref V a, ref V b, ref V c) where V : struct, IReal<V>
    {
        if (Maximize) g = -g;
        V agreement = g * a, zero = V.Of(0);
        V changed = V.Less(agreement, zero), kept = V.Less(zero, agreement);
        b *= V.Select(changed, V.Of(Shrink), V.Select(kept, V.Of(Grow), V.Of(1)));
        b = V.Max(V.Of(Least), V.Min(V.Of(Largest), b));
        a = V.Select(changed, zero, g);
        p -= V.Select(V.Less(zero, a), b, V.Select(V.Less(a, zero), -b, zero));
    }
}
