using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Fused;

/// <summary>Lion: c = β₁ m + (1 - β₁) d, p ← p - lr · sign c, m ← β₂ m + (1 - β₂) d. NaN stays NaN.</summary>
internal readonly record struct LionStep(Descent Descent, double Lr, double Beta1, double Beta2) : IStep
{
    public static int States => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V p, V g, ref V a, ref V b, ref V c) where V : struct, IReal<V>
    {
        V d = Descent.Direction(p, g), zero = V.Of(0);
        var blend = V.Of(Beta1) * a + V.Of(1 - Beta1) * d;
        p = Descent.Decayed(p) - V.Select(V.Less(zero, blend), V.Of(Lr), V.Select(V.Less(blend, zero), V.Of(-Lr), blend));
        a = V.Of(Beta2) * a + V.Of(1 - Beta2) * d;
    }
}
