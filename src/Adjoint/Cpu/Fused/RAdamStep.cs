using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Fused;

/// <summary>
/// RAdam: the means of <see cref="AdamStep"/>, p ← p - size · m · rectified / (√v + ε), or while v rests on too few gradients,
/// p ← p - size · m.
/// </summary>
internal readonly record struct RAdamStep(Descent Descent, double Beta1, double Beta2, double Eps, double Size, double Rectified) : IStep
{
    public static int States => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V p, V g, ref V a, ref V b, ref V c) where V : struct, IReal<V>
    {
        var d = Descent.Direction(p, g);
        a = V.Of(Beta1) * a + V.Of(1 - Beta1) * d;
        b = V.Of(Beta2) * b + V.Of(1 - Beta2) * d * d;
        var step = V.Of(Size) * a;
        p = Descent.Decayed(p) - (Rectified > 0 ? step * V.Of(Rectified) / (V.Sqrt(b) + V.Of(Eps)) : step);
    }
}
