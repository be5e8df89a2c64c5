using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Sorting;

/// <summary>Finds equal rows of a contiguous [rows, width] array. NaN equals nothing.</summary>
internal static unsafe class Groups<T> where T : unmanaged
{
    /// <summary>The order of the rows, compared element by element; equal rows keep theirs.</summary>
    public static void Sort(T* x, long width, Span<long> order) => order.Sort(new Lexicographic((nint)x, width));

    /// <summary>
    /// Numbers the groups of equal rows that follow each other in <paramref name="order"/>: writes the group of each row, and
    /// returns the first row and the number of rows of each group.
    /// </summary>
    public static (List<long> First, List<long> Counts) Number(T* x, long width, ReadOnlySpan<long> order, long* groups)
    {
        var (first, counts) = (new List<long>(), new List<long>());
        for (var i = 0; i < order.Length; i++)
        {
            if (i > 0 && IsEqual(x + order[i - 1] * width, x + order[i] * width, width))
            {
                counts[^1]++;
            }
            else
            {
                first.Add(order[i]);
                counts.Add(1);
            }
            groups[order[i]] = first.Count - 1;
        }
        return (first, counts);
    }

    static bool IsEqual(T* a, T* b, long width)
    {
        for (long i = 0; i < width; i++)
        {
            if (!IsEqual(a[i], b[i])) return false;
        }
        return true;
    }

    /// <summary>Whether two elements are equal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsEqual(T a, T b)
    {
        if (typeof(T) == typeof(float)) return Unsafe.BitCast<T, float>(a) == Unsafe.BitCast<T, float>(b);
        if (typeof(T) == typeof(double)) return Unsafe.BitCast<T, double>(a) == Unsafe.BitCast<T, double>(b);
        return EqualityComparer<T>.Default.Equals(a, b);
    }

    readonly struct Lexicographic(nint x, long width) : IComparer<long>
    {
        public int Compare(long a, long b)
        {
            T* left = (T*)x + a * width, right = (T*)x + b * width;
            for (long i = 0; i < width; i++)
            {
                var order = SortKey<T>.Of(left[i]).CompareTo(SortKey<T>.Of(right[i]));
                if (order != 0) return order;
            }
            return a.CompareTo(b);
        }
    }
}
