using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Fused;

/// <summary>Along something that is not the gradient: p ← kept · p - size · u.</summary>
internal readonly record struct MoveStep(double Kept, double Size) : IStep
{
    public static int States => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V p, V g, ref V a, ref V b, ref V c) where V : struct, IReal<V> => p = V.Of(Kept) * p - V.Of(Size) * g;
}

/// <summary>A part of the way to something: p ← p + w (x - p).</summary>
internal readonly record struct LerpStep(double Weight) : IStep
{
    public static int States => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V p, V g, ref V a, ref V b, ref V c) where V : struct, IReal<V> => p += V.Of(Weight) * (g - p);
}

/// <summary>p ← factor · p.</summary>
internal readonly record struct ScaleStep(double Factor) : IStep
{
    public static int States => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V p, V g, ref V a, ref V b, ref V c) where V : struct, IReal<V> => p *= V.Of(Factor);
}

/// <summary>p, but not beyond a bound on either side; NaN stays NaN.</summary>
internal readonly record struct ClampStep(double Bound) : IStep
{
    public static int States => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V p, V g, ref V a, ref V b, ref V c) where V : struct, IReal<V> =>
        p = V.Max(V.Of(-Bound), V.Min(V.Of(Bound), p));
}
