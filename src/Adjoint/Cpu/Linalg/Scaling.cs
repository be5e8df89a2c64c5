using System.Numerics;

namespace Adjoint.Cpu.Linalg;

/// <summary>Keeps decompositions away from overflow and underflow.</summary>
internal static class Scaling<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const int Fine = 10;

    /// <summary>A power of two that brings the largest number close to 1; 1 if it is not far from there.</summary>
    public static T Of(T largest)
    {
        if (largest == T.Zero) return T.One;
        var exponent = T.ILogB(largest);
        // The factor and its inverse must be normal numbers.
        var most = typeof(T) == typeof(float) ? 120 : 1000;
        return Math.Abs(exponent) <= Fine ? T.One : T.ScaleB(T.One, Math.Clamp(-exponent, -most, most));
    }
}
