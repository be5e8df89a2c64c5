using System.Numerics;

namespace Adjoint.Cpu.Linalg;

/// <summary>
/// What dividing and conquering keeps of each vector, by its number; whoever works at one part touches its numbers alone.
/// </summary>
internal unsafe struct Halves<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The values.</summary>
    public T* D;

    /// <summary>What couples the halves of a whole.</summary>
    public T* Z;

    /// <summary>Of each part the numbers, in ascending order of their values.</summary>
    public int* Order;

    public int* Sorted, Kept, Others;

    /// <summary>Where a vector is not 0: see <see cref="Deflation{T}"/>.</summary>
    public byte* Where;

    /// <summary>Parts of more vectors are divided.</summary>
    public const int MostLeaf = 32;

    /// <summary>How many elements of memory so many vectors need.</summary>
    public static long Needs(long n) => n + ((4 * sizeof(int) + sizeof(byte)) * n + sizeof(T) - 1) / sizeof(T);

    public Halves(T* d, int n, T* memory)
    {
        D = d;
        Z = memory;
        Order = (int*)(memory + n);
        Sorted = Order + n;
        Kept = Sorted + n;
        Others = Kept + n;
        Where = (byte*)(Order + 4 * n);
    }

    /// <summary>Into how many parts that are no longer divided so many vectors are cut: a power of two.</summary>
    public static int Parts(int n)
    {
        var parts = 1;
        while (n / parts > MostLeaf) parts *= 2;
        return parts;
    }

    /// <summary>
    /// Makes one whole of every two neighbours, until there is only one. Where wholes are few, threads share the work of each.
    /// </summary>
    public static void Unite<TUnions>(TUnions unions, int parts) where TUnions : struct, IUnions
    {
        for (unions.Parts = parts / 2; unions.Parts > 0; unions.Parts /= 2)
        {
            if (unions.Parts < Threads.Count) unions.Run(0, unions.Parts);
            else Threads.For(unions.Parts, 1, unions);
        }
    }

    /// <summary>The numbers of a part in order, by the simplest way.</summary>
    public readonly void Sort(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            var place = i;
            for (; place > from && D[Order[place - 1]] > D[i]; place--) Order[place] = Order[place - 1];
            Order[place] = i;
        }
    }
}

/// <summary>The wholes that neighbours become.</summary>
internal interface IUnions : IRange
{
    /// <summary>How many there are.</summary>
    int Parts { get; set; }
}
