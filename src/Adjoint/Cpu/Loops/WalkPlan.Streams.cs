using System.Runtime.CompilerServices;
using Adjoint.Cpu.Copying;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Loops;

internal unsafe partial struct WalkPlan
{
    // In bytes; with as much of each input, what the first cache holds easily.
    const int Block = 2048;

    /// <summary>
    /// Has results go past the caches if the operands do not stay there anyway: lines the processor need not read before it
    /// writes them. Not where an input, which is read, lies in the same place.
    /// </summary>
    public void Stream()
    {
        if (!Isa.Has256 || Step(Rank - 1, 0) != ItemSizes[0] || Sizes[Rank - 1] * ItemSizes[0] < 2 * Block) return;
        long bytes = 0;
        for (var k = 0; k < _operands; k++)
        {
            if (k > 0 && Pointers[k] == Pointers[0]) return;
            bytes += Extent(k);
        }
        _streams = bytes >= CopyBytes.Streams;
    }

    // How many bytes are touched of an operand.
    readonly long Extent(int operand)
    {
        long bytes = ItemSizes[operand];
        for (var d = 0; d < Rank; d++) bytes *= Step(d, operand) == 0 ? 1 : Sizes[d];
        return bytes;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly void RunLine<TAction>(TAction action, in Row row) where TAction : struct, IRowAction
    {
        if (TAction.Streams && _streams) RunBlocks(action, row);
        else action.Run(row);
    }

    // Each block is computed in the first cache and moved from there; the inputs of the next come meanwhile. Only whole lines of
    // the cache can go past it, so the first block ends with one.
    [MethodImpl(Compile.Loop), SkipLocalsInit]
    readonly void RunBlocks<TAction>(TAction action, in Row row) where TAction : struct, IRowAction
    {
        var memory = stackalloc byte[Block + CopyBytes.Line];
        memory += -(nint)memory & (CopyBytes.Line - 1);
        var to = row.Pointer(0);
        long item = ItemSizes[0], count = (Block - ((nint)to & (CopyBytes.Line - 1))) / item;
        var block = row;
        block.Pointers[0] = (nint)memory;
        for (var rest = row.Count; rest > 0; rest -= block.Count)
        {
            block.Count = Math.Min(count, rest);
            count = Block / item;
            action.Run(block);
            for (var k = 1; k < _operands; k++)
            {
                block.Pointers[k] += (nint)(block.Count * row.Steps[k]);
                if (row.Steps[k] == ItemSizes[k]) CopyBytes.Prefetch(block.Pointer(k), count * ItemSizes[k]);
            }
            CopyBytes.Stream(to, memory, block.Count * item);
            to += block.Count * item;
        }
    }
}
