using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Fused;

/// <summary>The gradient an optimizer starts from: its sign, and weights drawn towards zero.</summary>
internal readonly record struct Descent(double WeightDecay, bool Maximize)
{
    /// <summary>The part of a parameter that is left where weights are drawn towards zero on their own, past the gradient.</summary>
    public double Kept { get; init; } = 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Direction<V>(V p, V g) where V : struct, IReal<V>
    {
        if (Maximize) g = -g;
        return WeightDecay != 0 ? g + V.Of(WeightDecay) * p : g;
    }

    /// <summary>The parameter before the step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Decayed<V>(V p) where V : struct, IReal<V> => Kept != 1 ? V.Of(Kept) * p : p;
}

/// <summary>Gradient descent: p ← p - lr · d.</summary>
internal readonly record struct SgdStep(Descent Descent, double Lr) : IStep
{
    public static int States => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V p, V g, ref V a, ref V b, ref V c) where V : struct, IReal<V> =>
        p -= V.Of(Lr) * Descent.Direction(p, g);
}

/// <summary>Gradient descent with momentum: v ← momentum · v + intake · d, p ← p - lr · v.</summary>
internal readonly record struct MomentumStep(Descent Descent, double Lr, double Momentum, double Intake) : IStep
{
    public static int States => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V p, V g, ref V a, ref V b, ref V c) where V : struct, IReal<V>
    {
        a = V.Of(Momentum) * a + V.Of(Intake) * Descent.Direction(p, g);
        p -= V.Of(Lr) * a;
    }
}

/// <summary>The same with Nesterov's look ahead: p ← p - lr · (d + momentum · v).</summary>
internal readonly record struct NesterovStep(Descent Descent, double Lr, double Momentum, double Intake, double Ahead) : IStep
{
    public static int States => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V p, V g, ref V a, ref V b, ref V c) where V : struct, IReal<V>
    {
        var d = Descent.Direction(p, g);
        a = V.Of(Momentum) * a + V.Of(Intake) * d;
        p -= V.Of(Lr) * (d + V.Of(Ahead) * a);
    }
}
