namespace Adjoint.Cpu.Simd;

internal enum LargeAnglePart
{
    Quadrant,
    High,
    Low,
}

/// <summary>
/// Angles of any size less the nearest multiple of π/2, exactly: of 2/π only those bits matter that neither give whole turns
/// nor vanish (M. Payne and R. Hanek, Radian reduction for trigonometric functions, 1983).
/// </summary>
internal readonly struct LargeAngle(LargeAnglePart part) : IScalarFunction
{
    // 2/π in binary, after 64 zeros.
    static ReadOnlySpan<ulong> Bits =>
    [
        0, 0xA2F9836E4E441529, 0xFC2757D1F534DDC0, 0xDB6295993C439041, 0xFE5163ABDEBBC561, 0xB7246E3A424DD2E0,
        0x06492EEA09D1921C, 0xFE1DEB1CB129A73E, 0xE88235F52EBB4484, 0xE99C7026B45F7E41, 0x3991D639835339F4,
        0x9C845F8BBDF9283B, 0x1FF897FFDE05980F, 0xEF2F118B5A0A6D1F, 0x6D367ECF27CB09B7, 0x4F463F669E5FEA2D,
        0x7527BAC7EBE5F17B, 0x3D0739F78A5292EA, 0x6BFB5FB11F8D5D08, 0x56033046FC7B6BAB, 0xF0CFBC209AF4361D,
    ];

    /// <summary>The part asked for, of an angle above 2²⁵ or below -2²⁵.</summary>
    public double Invoke(double x)
    {
        if (!double.IsFinite(x)) return double.NaN;
        var bits = BitConverter.DoubleToUInt64Bits(x);
        var exponent = (int)(bits >> 52 & 0x7FF) - 1075;
        if (exponent < -27) return 0;
        ulong mantissa = bits & 0xFFFFFFFFFFFFF | 0x10000000000000;

        // The product's bits: two for the quadrant, then the fraction of a quadrant.
        var from = exponent + 62;
        var low = (UInt128)mantissa * Word(from + 128);
        var middle = (UInt128)mantissa * Word(from + 64) + (low >> 64);
        var high = mantissa * Word(from) + (ulong)(middle >> 64);
        var quadrant = (int)(high >> 62);
        var fraction = (Int128)(new UInt128(high, (ulong)middle) << 2 | (ulong)low >> 62);
        if (fraction < 0) quadrant++;

        var first = (double)fraction;
        var rest = (double)(fraction - (Int128)first);
        var sign = x < 0 ? -1.0 : 1.0;
        var scale = sign * double.ScaleB(1, -128);
        const double halfPi = 1.5707963267948966, halfPiLow = 6.123233995736766e-17;
        var angle = first * halfPi;
        var angleLow = Math.FusedMultiplyAdd(first, halfPi, -angle) + (first * halfPiLow + rest * halfPi);
        return part switch
        {
            LargeAnglePart.Quadrant => sign * quadrant,
            LargeAnglePart.High => angle * scale,
            _ => angleLow * scale,
        };
    }

    static ulong Word(int from)
    {
        int index = from >> 6, offset = from & 63;
        return offset == 0 ? Bits[index] : Bits[index] << offset | Bits[index + 1] >> 64 - offset;
    }
}
