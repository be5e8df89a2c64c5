using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Fused;

/// <summary>
/// Adam: m ← β₁ m + (1 - β₁) d, v ← β₂ v + (1 - β₂) d², p ← p - size · m / (√v / scale + ε), where size and scale make up for
/// m and v beginning at zero.
/// </summary>
internal readonly record struct AdamStep(Descent Descent, double Beta1, double Beta2, double Eps, double Size, double Scale) : IStep
{
    public static int States => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V p, V g, ref V a, ref V b, ref V c) where V : struct, IReal<V>
    {
        Moments(p, g, ref a, ref b);
        Move(ref p, a, b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Moments<V>(V p, V g, ref V m, ref V v) where V : struct, IReal<V>
    {
        var d = Descent.Direction(p, g);
        m = V.Of(Beta1) * m + V.Of(1 - Beta1) * d;
        v = V.Of(Beta2) * v + V.Of(1 - Beta2) * d * d;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Move<V>(ref V p, V m, V v) where V : struct, IReal<V> =>
        p = Descent.Decayed(p) - V.Of(Size) * m / (V.Sqrt(v) * V.Of(1 / Scale) + V.Of(Eps));
}

/// <summary>Adam with the largest v so far in the place of v.</summary>
internal readonly record struct AmsGradStep(AdamStep Adam) : IStep
{
    public static int States => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V p, V g, ref V a, ref V b, ref V c) where V : struct, IReal<V>
    {
        Adam.Moments(p, g, ref a, ref b);
        c = V.Max(c, b);
        Adam.Move(ref p, a, c);
    }
}
