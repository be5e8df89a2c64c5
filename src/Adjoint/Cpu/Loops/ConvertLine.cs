using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Loops;

/// <summary>Converts lines of elements: where both lie together, in vectors as wide as the machine has.</summary>
internal static unsafe class ConvertLine<TFrom, TTo> where TFrom : unmanaged where TTo : unmanaged
{
    /// <summary>
    /// Converts <paramref name="count"/> elements, <paramref name="from"/> bytes apart, and writes them <paramref name="to"/> bytes apart.
    /// </summary>
    [MethodImpl(Compile.Loop)]
    public static void Run(byte* destination, long to, byte* source, long from, long count)
    {
        long i = 0;
        if (to == sizeof(TTo) && from == sizeof(TFrom))
        {
            if (HalfLine.IsSupported && typeof(TFrom) == typeof(float) && typeof(TTo) == typeof(Half))
                i = HalfLine.ToHalf((float*)source, (ushort*)destination, count);
            if (HalfLine.IsSupported && typeof(TFrom) == typeof(Half) && typeof(TTo) == typeof(float))
                i = HalfLine.FromHalf((ushort*)source, (float*)destination, count);
            if (SixteenSingles.CanConvert<TFrom, TTo>())
            {
                for (; i <= count - 16; i += 16) SixteenSingles.Store(SixteenSingles.Load((TFrom*)source + i), (TTo*)destination + i);
            }
            else if (EightLongs.CanConvert<TFrom, TTo>())
            {
                for (; i <= count - 8; i += 8) EightLongs.Store(EightLongs.Load<TFrom, TTo>((TFrom*)source + i), (TTo*)destination + i);
            }
            else if (EightSingles.CanConvert<TFrom, TTo>())
            {
                for (; i <= count - 8; i += 8) EightSingles.Store(EightSingles.Load((TFrom*)source + i), (TTo*)destination + i);
            }
        }
        for (; i < count; i++) *(TTo*)(destination + i * to) = Convert.To<TFrom, TTo>(*(TFrom*)(source + i * from));
    }
}
