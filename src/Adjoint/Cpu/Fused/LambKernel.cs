using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Fused;

/// <summary>
/// LAMB's direction, in the place of the parameter: m and v as in <see cref="AdamStep"/>, u = (m / first) / (√v / scale + ε) + decay · p,
/// where p is the last of the arrays.
/// </summary>
internal readonly record struct LambStep(
    bool Maximize, double Beta1, double Beta2, double Eps, double First, double Scale, double WeightDecay) : IStep
{
    public static int States => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V p, V g, ref V a, ref V b, ref V c) where V : struct, IReal<V>
    {
        var d = Maximize ? -g : g;
        a = V.Of(Beta1) * a + V.Of(1 - Beta1) * d;
        b = V.Of(Beta2) * b + V.Of(1 - Beta2) * d * d;
        p = V.Of(1 / First) * a / (V.Sqrt(b) * V.Of(1 / Scale) + V.Of(Eps)) + V.Of(WeightDecay) * c;
    }
}

/// <summary>A step of LAMB over one parameter: its direction, how long both are, and then as far as the parameter is long.</summary>
internal static unsafe class LambKernel<T> where T : unmanaged
{
    const long Grain = 16384;

    /// <summary>p ← p - lr · (|p| / |u|) · u; the quotient is 1 where one of them is 0.</summary>
    public static void Run(LambStep step, double lr, T* p, T* g, T* m, T* v, long count)
    {
        using var scratch = new Scratch<T>(count);
        var u = scratch.Pointer;
        Threads.For(count, Grain, new Range<LambStep>(new(step, u, g, m, v, p)));
        double length = Math.Sqrt(SquareSum<T>.Of(p, count)), change = Math.Sqrt(SquareSum<T>.Of(u, count));
        var trust = length > 0 && change > 0 ? length / change : 1;
        Threads.For(count, Grain, new Range<MoveStep>(new(new(1, lr * trust), p, u, null, null, null)));
    }

    readonly struct Range<TStep>(StepLoop<TStep, T> loop) : IRange where TStep : struct, IStep
    {
        public void Run(long from, long to) => loop.Run(from, to);
    }
}
