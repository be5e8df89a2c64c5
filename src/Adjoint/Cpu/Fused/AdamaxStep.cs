using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Fused;

/// <summary>Adamax: m ← β₁ m + (1 - β₁) d, u ← max(β₂ u, |d| + ε), p ← p - size · m / u.</summary>
internal readonly record struct AdamaxStep(Descent Descent, double Beta1, double Beta2, double Eps, double Size) : IStep
{
    public static int States => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V p, V g, ref V a, ref V b, ref V c) where V : struct, IReal<V>
    {
        var d = Descent.Direction(p, g);
        a = V.Of(Beta1) * a + V.Of(1 - Beta1) * d;
        b = V.Max(V.Of(Beta2) * b, V.Abs(d) + V.Of(Eps));
        p -= V.Of(Size) * a / b;
    }
}
