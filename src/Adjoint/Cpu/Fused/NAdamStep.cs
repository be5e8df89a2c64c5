using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Fused;

/// <summary>
/// NAdam: the means of <see cref="AdamStep"/>, p ← p - (now · d + next · m) / (√v / scale + ε): part of the step goes along the
/// gradient itself, and part to where the momentum leads next.
/// </summary>
internal readonly record struct NAdamStep(
    Descent Descent, double Beta1, double Beta2, double Eps, double Scale, double Now, double Next) : IStep
{
    public static int States => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V p, V g, ref V a, ref V b, ref V c) where V : struct, IReal<V>
    {
        var d = Descent.Direction(p, g);
        a = V.Of(Beta1) * a + V.Of(1 - Beta1) * d;
        b = V.Of(Beta2) * b + V.Of(1 - Beta2) * d * d;
        p = Descent.Decayed(p) - (V.Of(Now) * d + V.Of(Next) * a) / (V.Sqrt(b) * V.Of(1 / Scale) + V.Of(Eps));
    }
}
