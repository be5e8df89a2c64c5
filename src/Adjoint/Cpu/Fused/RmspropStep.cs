using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Fused;

/// <summary>What all kinds of RMSprop have in common: v ← α v + (1 - α) d², and a step of d / (√v + ε).</summary>
internal readonly record struct Rmsprop(Descent Descent, double Lr, double Alpha, double Eps, double Momentum)
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Square<V>(V v, V d) where V : struct, IReal<V> => V.Of(Alpha) * v + V.Of(1 - Alpha) * d * d;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Mean<V>(V m, V d) where V : struct, IReal<V> => m + V.Of(1 - Alpha) * (d - m);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Scaled<V>(V d, V variance) where V : struct, IReal<V> => d / (V.Sqrt(variance) + V.Of(Eps));
}

/// <summary>RMSprop: p ← p - lr · d / (√v + ε).</summary>
internal readonly record struct RmspropStep(Rmsprop Rule) : IStep
{
    public static int States => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V p, V g, ref V a, ref V b, ref V c) where V : struct, IReal<V>
    {
        var d = Rule.Descent.Direction(p, g);
        a = Rule.Square(a, d);
        p -= V.Of(Rule.Lr) * Rule.Scaled(d, a);
    }
}

/// <summary>RMSprop along a running sum of its steps: b ← momentum · b + d / (√v + ε), p ← p - lr · b.</summary>
internal readonly record struct RmspropMomentumStep(Rmsprop Rule) : IStep
{
    public static int States => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V p, V g, ref V a, ref V b, ref V c) where V : struct, IReal<V>
    {
        var d = Rule.Descent.Direction(p, g);
        a = Rule.Square(a, d);
        b = V.Of(Rule.Momentum) * b + Rule.Scaled(d, a);
        p -= V.Of(Rule.Lr) * b;
    }
}

/// <summary>RMSprop with the gradient's variance in the place of its mean square: m ← m + (1 - α) (d - m), v - m².</summary>
internal readonly record struct CenteredRmspropStep(Rmsprop Rule) : IStep
{
    public static int States => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V p, V g, ref V a, ref V b, ref V c) where V : struct, IReal<V>
    {
        var d = Rule.Descent.Direction(p, g);
        a = Rule.Square(a, d);
        b = Rule.Mean(b, d);
        p -= V.Of(Rule.Lr) * Rule.Scaled(d, a - b * b);
    }
}

/// <summary>Both.</summary>
internal readonly record struct CenteredRmspropMomentumStep(Rmsprop Rule) : IStep
{
    public static int States => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V p, V g, ref V a, ref V b, ref V c) where V : struct, IReal<V>
    {
        var d = Rule.Descent.Direction(p, g);
        a = Rule.Square(a, d);
        c = Rule.Mean(c, d);
        b = V.Of(Rule.Momentum) * b + Rule.Scaled(d, a - c * c);
        p -= V.Of(Rule.Lr) * b;
    }
}
