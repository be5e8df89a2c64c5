using System.Runtime.CompilerServices;
using Adjoint.Cpu.Copying;

namespace Adjoint.Cpu.Loops;

internal unsafe partial struct WalkPlan
{
    /// <summary>The number of elements of a tile.</summary>
    public readonly int TileCount => _side * _side;

    /// <summary>The number of tiles.</summary>
    public readonly long Tiles
    {
        get
        {
            var tiles = Ceiling(Sizes[Rank - 1], _side) * Ceiling(Sizes[Rank - 2], _side);
            for (var d = 0; d < Rank - 2; d++) tiles *= Sizes[d];
            return tiles;
        }
    }

    static long Ceiling(long a, long b) => (a + b - 1) / b;

    /// <summary>
    /// Whether inputs lie together along another dimension than the output does, so that a line of the output would touch one
    /// line of the cache for every element. That dimension then comes next to the last. Only operands with a bit in
    /// <paramref name="turnable"/> are turned.
    /// </summary>
    public bool LiesAcross(int turnable)
    {
        for (var k = 1; k < _operands && Rank > 1; k++)
        {
            if ((turnable & 1 << k) == 0 || Math.Abs(Step(Rank - 1, k)) < 32) continue;
            for (var d = 0; d < Rank - 1; d++)
            {
                if (Step(d, k) != ItemSizes[k] || Sizes[d] < 4 || Sizes[Rank - 1] < 8) continue;
                Swap(d, Rank - 2);
                _side = TransposeTile<float>.Side;
                for (var j = k; j < _operands; j++)
                {
                    if ((turnable & 1 << j) == 0 || Step(Rank - 2, j) != ItemSizes[j] || Math.Abs(Step(Rank - 1, j)) < 32) continue;
                    _across |= 1 << j;
                    if (ItemSizes[j] == sizeof(double)) _side = TransposeTile<double>.Side;
                }
                return true;
            }
        }
        return false;
    }

    /// <summary>
    /// The tiles <paramref name="from"/> to <paramref name="to"/>: inputs that lie across are transposed, then it goes line by line.
    /// </summary>
    public readonly void RunTiles<TAction>(TAction action, long from, long to) where TAction : struct, IRowAction
    {
        long columnTiles = Ceiling(Sizes[Rank - 1], _side), rowTiles = Ceiling(Sizes[Rank - 2], _side);
        using var memory = new Scratch<byte>(_operands * TileMemory);
        for (var tile = from; tile < to; tile++)
        {
            var (rest, column) = Math.DivRem(tile, columnTiles);
            (rest, var line) = Math.DivRem(rest, rowTiles);
            var pointers = Pointers;
            for (var d = Rank - 3; d >= 0; d--)
            {
                (rest, var index) = Math.DivRem(rest, Sizes[d]);
                for (var k = 0; k < _operands; k++) pointers[k] += (nint)(index * Step(d, k));
            }
            RunTile(action, pointers, memory.Pointer, line * _side, column * _side);
        }
    }

    // Enough for elements of any size.
    static int TileMemory => Math.Max(TransposeTile<double>.MemorySize, TransposeTile<float>.MemorySize);

    [MethodImpl(Compile.Loop)]
    readonly void RunTile<TAction>(TAction action, InlineArray5<nint> pointers, byte* memory, long line, long column)
        where TAction : struct, IRowAction
    {
        var rows = (int)Math.Min(_side, Sizes[Rank - 2] - line);
        var row = new Row { Count = Math.Min(_side, Sizes[Rank - 1] - column), Pointers = pointers };
        InlineArray5<long> down = default;
        for (var k = 0; k < _operands; k++)
        {
            row.Steps[k] = Step(Rank - 1, k);
            down[k] = Step(Rank - 2, k);
            row.Pointers[k] += (nint)(line * down[k] + column * row.Steps[k]);
            if ((_across & 1 << k) == 0) continue;
            row.Pointers[k] = (nint)Turn(
                memory + k * TileMemory, ItemSizes[k], row.Pointer(k), row.Steps[k], (int)row.Count, rows, out var pitch);
            row.Steps[k] = ItemSizes[k];
            down[k] = pitch;
        }
        for (; ; )
        {
            action.Run(row);
            if (--rows == 0) return;
            for (var k = 0; k < _operands; k++) row.Pointers[k] += (nint)down[k];
        }
    }

    static byte* Turn(byte* memory, int itemSize, byte* from, long fromPitch, int rows, int columns, out int pitch)
    {
        (pitch, var tile) = itemSize switch
        {
            1 => (TransposeTile<byte>.Pitch, (nint)new TransposeTile<byte>(memory).Turn(from, fromPitch, rows, columns)),
            2 => (TransposeTile<ushort>.Pitch, (nint)new TransposeTile<ushort>(memory).Turn(from, fromPitch, rows, columns)),
            4 => (TransposeTile<uint>.Pitch, (nint)new TransposeTile<uint>(memory).Turn(from, fromPitch, rows, columns)),
            _ => (TransposeTile<ulong>.Pitch, (nint)new TransposeTile<ulong>(memory).Turn(from, fromPitch, rows, columns)),
        };
        return (byte*)tile;
    }
}
