using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Sorting;

/// <summary>
/// How a key and the position it came from share a word: what the key has beyond the least one of its line, and below that the
/// position.
/// </summary>
/// <param name="Least">The least key.</param>
/// <param name="Bits">How many bits the others have beyond it.</param>
/// <param name="Shift">How many bits are the position's.</param>
internal readonly record struct Packing(ulong Least, int Bits, int Shift)
{
    /// <summary>Whether both fit into a word.</summary>
    public bool Fits => Bits + Shift <= 64;

    /// <summary>
    /// That of a line of elements of <paramref name="size"/> bytes. What wide keys have in common need not be sorted, and leaves room for
    /// the position; keys of 32 bits have room.
    /// </summary>
    public static Packing Of(int size, ulong least, ulong most, long count)
    {
        var position = WordSorter.BitsOf((ulong)count - 1);
        return size < 8 ? new(0, 32, Math.Max(32, position)) : new(least, WordSorter.BitsOf(most - least), position);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Word(ulong key, long position) => key - Least << Shift | (ulong)position;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Key(ulong word) => (word >> Shift) + Least;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Position(ulong word) => (long)(word & (1UL << Shift) - 1);
}
