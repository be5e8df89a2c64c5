namespace Adjoint;

public partial class Tensor
{
    // From here on 32 random bits would favour some places noticeably.
    const long ManyPlaces = uint.MaxValue / 20;

    /// <summary>The integers from 0 to <paramref name="n"/> - 1 in random order, every order being as likely as any other.</summary>
    /// <param name="n">How many numbers.</param>
    /// <param name="dtype">The type of the elements; Int64 if left out.</param>
    /// <param name="device">Where it lies; the CPU if left out.</param>
    /// <param name="requiresGrad">Whether gradients with respect to it are computed.</param>
    /// <param name="generator">Where the numbers come from; <see cref="Generator.Default"/> if left out.</param>
    /// <remarks>Source: R. Fisher and F. Yates' shuffle as D. Knuth gives it, The Art of Computer Programming, volume 2, 3.4.2.</remarks>
    /// <exception cref="ArgumentException"><paramref name="n"/> is negative, or the type does not hold all the numbers.</exception>
    public static Tensor RandPerm(
        long n, DType? dtype = null, Device? device = null, bool requiresGrad = false, Generator? generator = null)
    {
        Require.NotNegative(nameof(RandPerm), n);
        var type = dtype ?? DType.Int64;
        var largest = type switch
        {
            DType.Float64 => 1L << 53,
            DType.Float32 => 1L << 24,
            DType.Float16 => 1L << 11,
            DType.BFloat16 => 1L << 8,
            DType.Int8 => sbyte.MaxValue,
            DType.Int16 => short.MaxValue,
            DType.Int32 => int.MaxValue,
            DType.UInt8 => byte.MaxValue,
            DType.Int64 => long.MaxValue,
            _ => -1,
        };
        if (n - 1 > largest)
            throw new ArgumentException($"RandPerm: {type} does not hold all the numbers from 0 to {n - 1}; use a wider type.");
        var numbers = Empty([n], DType.Int64, device);
        Shuffle(numbers, generator ?? Generator.Default);
        return numbers.Convert(type).Tracked(requiresGrad);
    }

    static unsafe void Shuffle(Tensor numbers, Generator generator)
    {
        fixed (byte* pointer = numbers)
        {
            var x = (long*)pointer;
            var n = numbers.Count;
            lock (generator.Gate)
            {
                if (n >= ManyPlaces)
                {
                    for (long i = 0; i < n; i++)
                    {
                        var place = (long)(generator.Random.Next64() % (ulong)(i + 1));
                        x[i] = x[place];
                        x[place] = i;
                    }
                    return;
                }
                for (long i = 0; i < n; i++) x[i] = i;
                for (long i = 0; i < n - 1; i++)
                {
                    var place = i + generator.Random.Next32() % (n - i);
                    (x[i], x[place]) = (x[place], x[i]);
                }
            }
        }
    }
}
