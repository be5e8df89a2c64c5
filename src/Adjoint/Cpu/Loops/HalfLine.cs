using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Loops;

/// <summary>
/// Lines of <see cref="float"/> as <see cref="Half"/> and back, 32 numbers at a time: exactly the casts of <see cref="Convert"/>,
/// bit by bit. .NET has no instruction for them, so the addition of two numbers rounds.
/// </summary>
internal static unsafe class HalfLine
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // How many numbers a step takes.
    const int Together = 32;

    static readonly Vector512<ushort> s_lowWords = Vector512.CreateSequence<ushort>(0, 2);
    static readonly Vector512<ushort> s_highWords = Vector512.CreateSequence<ushort>(1, 2);

    public static bool IsSupported
    {
        [MethodImpl(Inline)]
        get => Isa.Has512 && Avx512BW.IsSupported && Avx512DQ.IsSupported;
    }

    /// <summary>Casts as many whole steps as there are and gives the number of elements cast.</summary>
    [MethodImpl(Compile.Loop)]
    public static long ToHalf(float* source, ushort* destination, long count)
    {
        Vector512<ushort> lowWords = s_lowWords, highWords = s_highWords, sign = Vector512.Create((ushort)0x8000);
        long i = 0;
        for (; i <= count - Together; i += Together)
        {
            Vector512<float> a = Vector512.Load(source + i), b = Vector512.Load(source + i + Together / 2);
            var fields = Words(Rounded(a, out var left), Rounded(b, out var right), lowWords);
            var exponents = Words(left, right, highWords);
            var halves = Vector512.ConditionalSelect(sign, exponents, (exponents << 3) + fields);
            if (Avx512F.CompareUnordered(a, b).AsUInt32() != Vector512<uint>.Zero)
            {
                var isNaN = Words(Vector512.IsNaN(a), Vector512.IsNaN(b), lowWords);
                var payload = Words((a.AsUInt32() >> 13).AsSingle(), (b.AsUInt32() >> 13).AsSingle(), lowWords)
                    & Vector512.Create((ushort)0x03FF);
                var nan = Vector512.ConditionalSelect(sign, Words(a, b, highWords), payload | Vector512.Create((ushort)0x7E00));
                halves = Vector512.ConditionalSelect(isNaN, nan, halves);
            }
            halves.Store(destination + i);
        }
        return i;
    }

    // The power of 2 below |x|, from that of the smallest normal half to 2¹⁶, to which larger ones are brought, with the sign
    // of x. Of the sum of 2¹³ such powers and x the processor keeps ten binary places of x beside the power, ties to even:
    // those of the half, subnormal or not, lie in the lowest bits. 15 powers more leave there the exponent's bias, -113
    // modulo 32 = 15.
    [MethodImpl(Inline)]
    static Vector512<float> Rounded(Vector512<float> x, out Vector512<float> power)
    {
        const byte nearerZero = 2, fartherFromZero = 3;
        x = Avx512DQ.Range(x, Vector512.Create(65536f), nearerZero);
        power = Avx512DQ.Range(x, Vector512.Create(6.103515625e-05f), fartherFromZero) & Vector512.Create(0xFF800000u).AsSingle();
        return Vector512.FusedMultiplyAdd(power, Vector512.Create(8192f + 15), x);
    }

    [MethodImpl(Inline)]
    static Vector512<ushort> Words(Vector512<float> lower, Vector512<float> upper, Vector512<ushort> which) =>
        Avx512BW.PermuteVar32x16x2(lower.AsUInt16(), which, upper.AsUInt16());

    /// <summary>Casts as many whole steps as there are and gives the number of elements cast.</summary>
    [MethodImpl(Compile.Loop)]
    public static long FromHalf(ushort* source, float* destination, long count)
    {
        var exponent = Vector512.Create((ushort)0x7C00);
        long i = 0;
        for (; i <= count - Together; i += Together)
        {
            var isFinite = !Vector512.EqualsAny(Vector512.Load(source + i) & exponent, exponent);
            Vector512<float> a = Moved(source + i), b = Moved(source + i + Together / 2);
            if (!isFinite)
            {
                a = WithInfinities(a);
                b = WithInfinities(b);
            }
            (a * Vector512.Create(5.192296858534828e33f)).Store(destination + i);
            (b * Vector512.Create(5.192296858534828e33f)).Store(destination + i + Together / 2);
        }
        return i;
    }

    // The sign, and below it the bits where they are the number times 2 to the power -112, subnormal or not.
    [MethodImpl(Inline)]
    static Vector512<float> Moved(ushort* source) =>
        ((Avx512F.ConvertToVector512Int32(Vector256.Load((short*)source)) << 13) & Vector512.Create(unchecked((int)0x8FFFFFFF))).AsSingle();

    // Infinities and NaN get the exponent of all ones; the multiplication that follows makes NaN quiet.
    [MethodImpl(Inline)]
    static Vector512<float> WithInfinities(Vector512<float> x)
    {
        var isOutside = Vector512.GreaterThanOrEqual(Vector512.Abs(x), Vector512.Create(0x0F800000).AsSingle());
        return x | (isOutside & Vector512.Create(0x70000000).AsSingle());
    }
}
