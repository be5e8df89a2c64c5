namespace Adjoint.Cpu.Fused;

/// <summary>The gradient an optimizer starts from: its sign, and weights drawn towards zero.</summary>
internal readonly record struct Descent(double WeightDecay, bool Maximize)
{
    public V Direction<V>(V p, V g) where V : struct, IReal<V>
    {
        if (Maximize) g = -g;
        return WeightDecay != 0 ? g + V.Of(WeightDecay) * p : g;
    }
}

/// <summary>Gradient descent: p ← p - lr · d.</summary>
internal readonly record struct SgdStep(Descent Descent, double Lr) : IStep
{
    public static int States => 0;

    public void Apply<V>(ref V p, V g, ref V a, ref V b, ref V c) where V : struct, IReal<V> =>
        p -= V.Of(Lr) * Descent.Direction(p, g);
}

/// <summary>Gradient descent with momentum: v ← momentum · v + intake · d, p ← p - lr · v, or with d + lookahead · v in place of v.</summary>
internal readonly record struct MomentumStep(Descent Descent, double Lr, double Momentum, double Intake, double? Lookahead) : IStep
{
    public static int States => 1;

    public void Apply<V>(ref V p, V g, ref V a, ref V b, ref V c) where V : struct, IReal<V>
    {
        var d = Descent.Direction(p, g);
        a = V.Of(Momentum) * a + V.Of(Intake) * d;
        p -= V.Of(Lr) * (Lookahead is { } lookahead ? d + V.Of(lookahead) * a : a);
    }
}
