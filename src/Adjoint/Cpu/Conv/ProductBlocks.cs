using System.Runtime.CompilerServices;
using Adjoint.Cpu.Gemm;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Conv;

/// <summary>
/// Blocks of a target's pixels, for some panels of its channels: sums of one pixel after the other, with channels side by side, which
/// are then turned.
/// </summary>
internal unsafe struct ProductBlocks<T, V> : IRange where T : unmanaged where V : struct, IVector<V, T>
{
    public SampledConv<T> Conv;
    public ProductPhase<T>* Phases;
    public int Count;
    public ChannelsLast<T> Layout;
    public T* Data;
    public long Panels, RowBlocks, WidthBlocks, PanelBlocks;

    // What is being computed: rows (depth and height together) and columns of the target, and panels.
    struct Block
    {
        public long Image, Group, Top, Bottom, Left, Right, Panel, PanelEnd;
        public T* Sums, Lines;
        public long* Offsets;

        public readonly long Width => (PanelEnd - Panel) * Tiling<T, V>.Columns;
    }

    static long Columns => Tiling<T, V>.Columns;

    public readonly void Run(long from, long to)
    {
        long height = (Rows + RowBlocks - 1) / RowBlocks, width = (Bases + WidthBlocks - 1) / WidthBlocks * Conv.Width.Spread;
        var panels = (Panels + PanelBlocks - 1) / PanelBlocks;
        using var sums = new Scratch<T>(height * width * panels * Columns);
        using var lines = new Scratch<T>(LongestGathered(width) * height + ChannelsLast<T>.Slack);
        using var offsets = new Scratch<long>(MostPieces());
        var block = new Block { Sums = sums.Pointer, Lines = lines.Pointer, Offsets = offsets.Pointer };
        for (; from < to; from++)
        {
            var (rest, panel) = Math.DivRem(from, PanelBlocks);
            (rest, var column) = Math.DivRem(rest, WidthBlocks);
            var (channel, row) = Math.DivRem(rest, RowBlocks);
            (block.Image, block.Group) = Math.DivRem(channel, Conv.Groups);
            (block.Top, block.Bottom) = (Rows * row / RowBlocks, Rows * (row + 1) / RowBlocks);
            block.Left = Bases * column / WidthBlocks * Conv.Width.Spread;
            block.Right = Math.Min(Bases * (column + 1) / WidthBlocks * Conv.Width.Spread, Conv.Width.Target);
            (block.Panel, block.PanelEnd) = (Panels * panel / PanelBlocks, Panels * (panel + 1) / PanelBlocks);
            for (var phase = Phases; phase < Phases + Count; phase++) Phase(block, in *phase);
            Turn(block);
        }
    }

    readonly long Rows => Conv.Depth.Target * Conv.Height.Target;

    // Columns of the target that differ by more than the phase.
    readonly long Bases => (Conv.Width.Target + Conv.Width.Spread - 1) / Conv.Width.Spread;

    // Of a row.
    readonly long LongestGathered(long width)
    {
        long longest = 0;
        for (var phase = Phases; phase < Phases + Count; phase++)
        {
            if (phase->IsGathered) longest = Math.Max(longest, phase->GatheredSize(width));
        }
        return longest;
    }

    readonly long MostPieces()
    {
        long most = 0;
        for (var phase = Phases; phase < Phases + Count; phase++) most = Math.Max(most, phase->Pieces);
        return most;
    }

    // The sums of those results that lie in a block.
    readonly void Phase(in Block block, in ProductPhase<T> phase)
    {
        ref readonly var conv = ref phase.Conv;
        var spread = conv.Width.Spread;
        var terms = new Terms
        {
            First = block.Left / spread,
            Piece = phase.Piece,
            Pieces = phase.Pieces,
            Step = Layout.Place(0, 0, conv.Width.Step),
        };
        terms.Count = Math.Min((block.Right - conv.Width.Origin + spread - 1) / spread, conv.Width.Count) - terms.First;
        if (terms.Count <= 0) return;
        for (long i = 0; i < phase.Pieces; i++) block.Offsets[i] = phase.Offset(Layout, i);
        if (phase.IsGathered)
        {
            Gather(block, phase, terms.First, terms.Count);
            (terms.IsGathered, terms.Piece, terms.Pieces, terms.Step) = (true, conv.Terms, 1, phase.GatheredStep);
        }
        for (var panel = block.Panel; panel < block.PanelEnd; panel++) Panel(block, phase, terms, panel);
    }

    // Results of a phase beside each other, in each row: the first one, how many, and how they read their terms.
    struct Terms
    {
        public long First, Count, Piece, Pieces, Step;
        public bool IsGathered;
    }

    // Piece by piece, so that its weights stay in the first cache while rows pass by. Without terms there is one, of no length.
    readonly void Panel(in Block block, in ProductPhase<T> phase, in Terms terms, long panel)
    {
        var bias = stackalloc T[(int)Columns];
        for (long i = 0; i < Columns; i++)
            bias[i] = panel * Columns + i < Conv.Targets ? Conv.BiasOf(block.Group, panel * Columns + i) : default;
        var columns = Conv.Targets - panel * Columns > V.Count ? 2 * V.Count : V.Count;
        var weights = (T*)phase.Weights + (block.Group * Panels + panel) * phase.Conv.Terms * Columns;
        long pitch = (block.Right - block.Left) * block.Width, next = Conv.Width.Spread * block.Width;
        for (long index = 0; index < Math.Max(1, terms.Pieces); index++, weights += terms.Piece * Columns)
        {
            var offset = terms.IsGathered || terms.Pieces == 0 ? 0 : block.Offsets[index];
            var epilogue = index == 0 ? new Epilogue<T> { ColumnBias = bias } : new Epilogue<T> { Accumulate = true };
            var line = block.Lines;
            var sums = block.Sums + phase.Conv.Width.Origin * block.Width + (panel - block.Panel) * Columns;
            for (var row = block.Top; row < block.Bottom; row++, sums += pitch)
            {
                if (!TryPlace(block, phase, row, terms.First, out var source)) continue;
                var left = terms.IsGathered ? line : source + offset;
                line += phase.GatheredSize(terms.Count);
                Row(terms.Count, columns, terms.Pieces == 0 ? 0 : (int)terms.Piece, left, terms.Step, weights, sums, next, epilogue);
            }
        }
    }

    // Tiles of almost the same height: a last one of few rows would waste its loads.
    static void Row(long count, int columns, int depth, T* left, long step, T* weights, T* target, long next, in Epilogue<T> epilogue)
    {
        var tiles = (count + Tiling<T, V>.Rows - 1) / Tiling<T, V>.Rows;
        long first = 0;
        for (long tile = 1; tile <= tiles; tile++)
        {
            var end = count * tile / tiles;
            var results = new Panel<T>(left + first * step, step, 1);
            Tiles<T, V>.Run((int)(end - first), columns, depth, results, new(weights, 1, Columns), target + first * next, next, epilogue);
            first = end;
        }
    }

    // Where a result of a row of the target begins to read, if the row is of this phase.
    readonly bool TryPlace(in Block block, in ProductPhase<T> phase, long row, long first, out T* source)
    {
        ref readonly var conv = ref phase.Conv;
        var (d, h) = Math.DivRem(row, conv.Height.Target);
        source = null;
        if (d % conv.Depth.Spread != conv.Depth.Origin || h % conv.Height.Spread != conv.Height.Origin) return false;
        var place = Layout.From(
            Reads(conv.Depth, d / conv.Depth.Spread), Reads(conv.Height, h / conv.Height.Spread), Reads(conv.Width, first));
        source = Data + (block.Image * conv.Groups + block.Group) * Layout.ImageSize + place;
        return true;

        static long Reads(Sampling axis, long result) => axis.Base + result * axis.Step;
    }

    // The terms of each result, or of each column that results read, one after the other.
    readonly void Gather(in Block block, in ProductPhase<T> phase, long first, long count)
    {
        var width = phase.Conv.Width;
        var (step, length) = (width.Step, phase.Piece);
        if (phase.IsByColumns) (count, step, length) = ((count - 1) * width.Step + width.Taps, 1, phase.Conv.Sources);
        step = Layout.Place(0, 0, step);
        var line = block.Lines;
        for (var row = block.Top; row < block.Bottom; row++)
        {
            if (!TryPlace(block, phase, row, first, out var source)) continue;
            if (length <= V128<T>.Count) Gather<V128<T>>(source, step, count, block.Offsets, phase.Pieces, length, line);
            else Gather<V>(source, step, count, block.Offsets, phase.Pieces, length, line);
            line += count * phase.Pieces * length;
        }
    }

    // Whole vectors: what is too much is written over by the next piece.
    [MethodImpl(Compile.Loop)]
    static void Gather<W>(T* source, long step, long count, long* offsets, long pieces, long length, T* line)
        where W : struct, IVector<W, T>
    {
        for (; count > 0; count--, source += step)
        {
            for (long piece = 0; piece < pieces; piece++, line += length)
            {
                var from = source + offsets[piece];
                for (long i = 0; i < length; i += W.Count) W.Store(W.Load(from + i), line + i);
            }
        }
    }

    readonly void Turn(in Block block)
    {
        long channel = block.Panel * Columns, channels = Math.Min(block.Width, Conv.Targets - channel), width = block.Right - block.Left;
        var target = Conv.TargetChannel(block.Image, block.Group, channel) + block.Top * Conv.Width.Target + block.Left;
        // Whole rows follow each other in the target as well.
        var together = width == Conv.Width.Target ? block.Bottom - block.Top : 1;
        var sums = block.Sums;
        for (var row = block.Top; row < block.Bottom; row += together)
        {
            Transposing<T>.Run(sums, block.Width, together * width, channels, target, Conv.TargetSize);
            sums += together * width * block.Width;
            target += together * Conv.Width.Target;
        }
    }
}
