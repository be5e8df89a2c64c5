using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Fused;

/// <summary>Adadelta: v ← ρ v + (1 - ρ) d², δ = √(u + ε) / √(v + ε) · d, u ← ρ u + (1 - ρ) δ², p ← p - lr · δ.</summary>
internal readonly record struct AdadeltaStep(Descent Descent, double Lr, double Rho, double Eps) : IStep
{
    public static int States => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V p, V g, ref V a, ref V b, ref V c) where V : struct, IReal<V>
    {
        var d = Descent.Direction(p, g);
        a = V.Of(Rho) * a + V.Of(1 - Rho) * d * d;
        var delta = V.Sqrt(b + V.Of(Eps)) / V.Sqrt(a + V.Of(Eps)) * d;
        b = V.Of(Rho) * b + V.Of(1 - Rho) * delta * delta;
        p -= V.Of(Lr) * delta;
    }
}
