using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Copying;

/// <summary>
/// Turns a tile of a matrix: rows become columns. The tile is brought into memory of its own first and leaves it as whole
/// rows, so that every cache line of both matrices is touched once, whatever the distances between their rows.
/// </summary>
/// <param name="memory">Memory for <see cref="MemorySize"/> bytes.</param>
internal readonly unsafe ref struct TransposeTile<T>(byte* memory) where T : unmanaged
{
    // Distances between rows that are no power of two keep rows out of each other's cache lines.
    const int Padding = 64;

    readonly byte* _rows = memory;
    readonly byte* _columns = memory + Side * Pitch;

    /// <summary>How many rows and columns a tile has at most.</summary>
    public static int Side => sizeof(T) == 8 ? 32 : 64;

    /// <summary>The bytes of memory a tile needs.</summary>
    public static int MemorySize => 2 * Side * Pitch;

    /// <summary>The bytes from line to line of a tile turned in place.</summary>
    public static int Pitch => Side * sizeof(T) + Padding;

    // Elements in 16 bytes: as many rows and columns of them are turned within a block.
    static int Square => 16 / sizeof(T);

    /// <summary>
    /// The columns of <paramref name="rows"/> lines of <paramref name="columns"/> elements, <see cref="Pitch"/> bytes
    /// apart in the tile's memory.
    /// </summary>
    public byte* Turn(byte* from, long fromPitch, int rows, int columns)
    {
        for (var i = 0; i < rows; i++) CopyBytes.Run(_rows + i * Pitch, from + i * fromPitch, columns * sizeof(T));
        if (Isa.Has512) Turn<FourBlocks>(rows, columns);
        else if (Isa.Has256) Turn<TwoBlocks>(rows, columns);
        else Turn<OneBlock>(rows, columns);
        return _columns;
    }

    /// <summary>Copies <paramref name="rows"/> lines of <paramref name="columns"/> elements as columns.</summary>
    public void Copy(byte* to, long toPitch, byte* from, long fromPitch, int rows, int columns)
    {
        if (Isa.Has512) Copy<FourBlocks>(to, toPitch, from, fromPitch, rows, columns);
        else if (Isa.Has256) Copy<TwoBlocks>(to, toPitch, from, fromPitch, rows, columns);
        else Copy<OneBlock>(to, toPitch, from, fromPitch, rows, columns);
    }

    /// <summary>The same with vectors of a certain width.</summary>
    public void Copy<V>(byte* to, long toPitch, byte* from, long fromPitch, int rows, int columns) where V : unmanaged, IBlocks<V>
    {
        for (var i = 0; i < rows; i++) CopyBytes.Run(_rows + i * Pitch, from + i * fromPitch, columns * sizeof(T));
        Turn<V>(rows, columns);
        for (var j = 0; j < columns; j++) CopyBytes.Run(to + j * toPitch, _columns + j * Pitch, rows * sizeof(T));
    }

    // What lies beyond the tile's edge is turned as well.
    [MethodImpl(Compile.Loop)]
    void Turn<V>(int rows, int columns) where V : unmanaged, IBlocks<V>
    {
        for (var i = 0; i < rows; i += Square * V.Count)
        {
            for (var j = 0; j < columns; j += Square)
            {
                byte* to = _columns + j * Pitch + i * sizeof(T), from = _rows + i * Pitch + j * sizeof(T);
                if (sizeof(T) == 8) Two<V>(to, from);
                else if (sizeof(T) == 4) Four<V>(to, from);
                else Many<V>(to, from);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Two<V>(byte* to, byte* from) where V : unmanaged, IBlocks<V>
    {
        V a = V.Load(from, 2 * Pitch), b = V.Load(from + Pitch, 2 * Pitch);
        V.Store(V.Low<T>(a, b), to);
        V.Store(V.High<T>(a, b), to + Pitch);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Four<V>(byte* to, byte* from) where V : unmanaged, IBlocks<V>
    {
        V a = V.Load(from, 4 * Pitch),
            b = V.Load(from + Pitch, 4 * Pitch),
            c = V.Load(from + 2 * Pitch, 4 * Pitch),
            d = V.Load(from + 3 * Pitch, 4 * Pitch);
        V ac = V.Low<T>(a, c), bd = V.Low<T>(b, d), ac2 = V.High<T>(a, c), bd2 = V.High<T>(b, d);
        V.Store(V.Low<T>(ac, bd), to);
        V.Store(V.High<T>(ac, bd), to + Pitch);
        V.Store(V.Low<T>(ac2, bd2), to + 2 * Pitch);
        V.Store(V.High<T>(ac2, bd2), to + 3 * Pitch);
    }

    // Each round interleaves the first half of the vectors with the second; after as many as there are digits in an
    // element's number, rows are columns.
    [SkipLocalsInit]
    static void Many<V>(byte* to, byte* from) where V : unmanaged, IBlocks<V>
    {
        V* x = stackalloc V[16], y = stackalloc V[16];
        for (var i = 0; i < Square; i++) x[i] = V.Load(from + i * Pitch, Square * Pitch);
        for (var round = 1; round < Square; round *= 2)
        {
            for (var i = 0; i < Square / 2; i++)
                (y[2 * i], y[2 * i + 1]) = (V.Low<T>(x[i], x[i + Square / 2]), V.High<T>(x[i], x[i + Square / 2]));
            var done = y;
            y = x;
            x = done;
        }
        for (var i = 0; i < Square; i++) V.Store(x[i], to + i * Pitch);
    }
}
