using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Cpu.Sampling;

/// <summary>
/// Normally distributed numbers from uniform ones: with u and v uniform in [0, 1), r = sqrt(-2 log(1 - u)) and t = 2 pi v,
/// r cos(t) and r sin(t) are independent and normal. Source: G. Box and M. Muller, "A Note on the Generation of Random
/// Normal Deviates", Annals of Mathematical Statistics 29 (1958).
/// </summary>
internal static unsafe class BoxMuller
{
    /// <summary>How many numbers are transformed at once: eight radii and eight angles.</summary>
    public const int Block = 16;

    /// <summary>A standard normal number: the spare one of the last pair, or the first of a new pair.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Next(MersenneTwister random)
    {
        if (random.SpareNormal is { } spare)
        {
            random.SpareNormal = null;
            return spare;
        }
        var theta = 2 * Math.PI * random.NextDouble();
        var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        random.SpareNormal = radius * Math.Sin(theta);
        return radius * Math.Cos(theta);
    }

    /// <summary>Turns 16 uniform numbers, eight for the radii and eight for the angles, into normal ones, in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transform<T>(T* block, double mean, double std) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) TransformSingle((float*)block, (float)mean, (float)std);
        else if (typeof(T) == typeof(double)) TransformDouble((double*)block, mean, std);
        else TransformHalf(block, Rounded<T>.Of(mean), Rounded<T>.Of(std));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void TransformSingle(float* block, float mean, float std)
    {
        var u = Vector256<float>.One - Vector256.Load(block);
        var theta = Vector256.Load(block + 8) * (float)(2 * Math.PI);
        var radius = Vector256.Sqrt(Cephes.Log(u) * -2f);
        var (sin, cos) = Cephes.SinCos(theta);
        Vector256.FusedMultiplyAdd(radius * cos, Vector256.Create(std), Vector256.Create(mean)).Store(block);
        Vector256.FusedMultiplyAdd(radius * sin, Vector256.Create(std), Vector256.Create(mean)).Store(block + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void TransformDouble(double* block, double mean, double std)
    {
        for (var i = 0; i < 8; i++)
        {
            var radius = Math.Sqrt(-2 * Math.Log(1 - block[i]));
            var theta = 2 * Math.PI * block[i + 8];
            block[i] = Math.FusedMultiplyAdd(radius * Math.Cos(theta), std, mean);
            block[i + 8] = Math.FusedMultiplyAdd(radius * Math.Sin(theta), std, mean);
        }
    }

    // PyTorch rounds each step of BFloat16 arithmetic, of Float16 arithmetic only what it stores.
    static void TransformHalf<T>(T* block, float mean, float std) where T : unmanaged
    {
        for (var i = 0; i < 8; i++)
        {
            var u = Rounded<T>.Of(1 - Convert.To<T, float>(block[i]));
            var v = Convert.To<T, float>(block[i + 8]);
            var radius = Rounded<T>.Of(MathF.Sqrt(Step<T>(-2 * Step<T>(MathF.Log(u)))));
            var theta = Rounded<T>.Of((float)(2 * Math.PI * v));
            block[i] = Convert.To<float, T>(Scale<T>(Step<T>(radius * Step<T>(MathF.Cos(theta))), std, mean));
            block[i + 8] = Convert.To<float, T>(Scale<T>(Step<T>(radius * Step<T>(MathF.Sin(theta))), std, mean));
        }
    }

    static float Scale<T>(float value, float std, float mean) where T : unmanaged =>
        typeof(T) == typeof(Half) ? MathF.FusedMultiplyAdd(value, std, mean) : Step<T>(value * std) + mean;

    static float Step<T>(float value) where T : unmanaged => typeof(T) == typeof(Half) ? value : Rounded<T>.Of(value);
}
