using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Fused;

/// <summary>Averaged gradient descent: p ← shrink · p - η d, and a running mean of p: a ← a + μ (p - a).</summary>
internal readonly record struct AsgdStep(Descent Descent, double Shrink, double Eta, double Mu) : IStep
{
    public static int States => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V p, V g, ref V a, ref V b, ref V c) where V : struct, IReal<V>
    {
        var d = Descent.Direction(p, g);
        p = V.Of(Shrink) * p - V.Of(Eta) * d;
        a = Mu == 1 ? p : a + V.Of(Mu) * (p - a);
    }
}
