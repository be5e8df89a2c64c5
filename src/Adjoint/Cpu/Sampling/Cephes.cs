using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Cpu.Sampling;

/// <summary>
/// Logarithm, sine and cosine with the polynomials of the Cephes library in single precision (S. Moshier, 1992), which
/// PyTorch transforms blocks of random numbers with. Their last bits differ from those of more exact functions, so they
/// are computed the same way here: every product that is added is fused with the addition.
/// </summary>
internal static class Cephes
{
    /// <summary>The natural logarithm of positive, normal numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Log(Vector256<float> x)
    {
        // x = m * 2^e with m from sqrt(1/2) to sqrt(2), and log(x) = log(m) + e log(2), the latter in two parts.
        var bits = x.AsInt32();
        var e = Vector256.ConvertToSingle(Vector256.ShiftRightLogical(bits, 23) - Vector256.Create(126));
        var m = ((bits & Vector256.Create(0x007fffff)) | Vector256.Create(0x3f000000)).AsSingle();
        var isSmall = Vector256.LessThan(m, Vector256.Create(0.707106781186547524f));
        e -= Vector256<float>.One & isSmall;
        m = m - Vector256<float>.One + (m & isSmall);

        var z = m * m;
        var y = Vector256.Create(7.0376836292E-2f);
        y = Polynomial(y, m, -1.1514610310E-1f);
        y = Polynomial(y, m, 1.1676998740E-1f);
        y = Polynomial(y, m, -1.2420140846E-1f);
        y = Polynomial(y, m, 1.4249322787E-1f);
        y = Polynomial(y, m, -1.6668057665E-1f);
        y = Polynomial(y, m, 2.0000714765E-1f);
        y = Polynomial(y, m, -2.4999993993E-1f);
        y = Polynomial(y, m, 3.3333331174E-1f);
        y = Vector256.FusedMultiplyAdd(y * m, z, e * -2.12194440e-4f);
        y = Vector256.FusedMultiplyAdd(z, Vector256.Create(-0.5f), y);
        return Vector256.FusedMultiplyAdd(e, Vector256.Create(0.693359375f), m + y);
    }

    /// <summary>Sine and cosine of numbers that are not negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<float> Sin, Vector256<float> Cos) SinCos(Vector256<float> x)
    {
        // The octant, rounded up to an even one, and what lies between x and its start; pi/4 is split in three.
        var octant = (Vector256.ConvertToInt32(x * 1.27323954473516f) + Vector256<int>.One) & Vector256.Create(~1);
        var y = Vector256.ConvertToSingle(octant);
        x = Vector256.FusedMultiplyAdd(y, Vector256.Create(-0.78515625f), x);
        x = Vector256.FusedMultiplyAdd(y, Vector256.Create(-2.4187564849853515625e-4f), x);
        x = Vector256.FusedMultiplyAdd(y, Vector256.Create(-3.77489497744594108e-8f), x);

        var z = x * x;
        var c = Vector256.Create(2.443315711809948E-005f);
        c = Polynomial(c, z, -1.388731625493765E-003f);
        c = Polynomial(c, z, 4.166664568298827E-002f);
        c = Vector256.FusedMultiplyAdd(c * z, z, z * -0.5f) + Vector256<float>.One;
        var s = Vector256.Create(-1.9515295891E-4f);
        s = Polynomial(s, z, 8.3321608736E-3f);
        s = Polynomial(s, z, -1.6666654611E-1f);
        s = Vector256.FusedMultiplyAdd(s * z, x, x);

        var isExchanged = Vector256.Equals(octant & Vector256.Create(2), Vector256.Create(2)).AsSingle();
        var sin = Vector256.ConditionalSelect(isExchanged, c, s);
        var cos = Vector256.ConditionalSelect(isExchanged, s, c);
        return (Negate(sin, octant & Vector256.Create(4)), Negate(cos, (octant + Vector256.Create(2)) & Vector256.Create(4)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<float> Polynomial(Vector256<float> y, Vector256<float> x, float coefficient) =>
        Vector256.FusedMultiplyAdd(y, x, Vector256.Create(coefficient));

    // Bit 2 moves to the sign.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<float> Negate(Vector256<float> x, Vector256<int> four) => x ^ Vector256.ShiftLeft(four, 29).AsSingle();
}
