using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Fused;

/// <summary>Adagrad: s ← s + d², p ← p - lr · d / (√s + ε).</summary>
internal readonly record struct AdagradStep(Descent Descent, double Lr, double Eps) : IStep
{
    public static int States => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V p, V g, ref V a, ref V b, ref V c) where V : struct, IReal<V>
    {
        var d = Descent.Direction(p, g);
        a += d * d;
        p -= V.Of(Lr) * d / (V.Sqrt(a) + V.Of(Eps));
    }
}
