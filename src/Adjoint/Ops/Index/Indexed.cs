using Adjoint.Cpu.Indexing;
using Adjoint.Cpu.Loops;

namespace Adjoint.Ops;

/// <summary>
/// Reading and writing a tensor at positions in the block of some of its dimensions. In the result the dimensions of the
/// positions stand where those were, or in front if they were not next to each other. Positions are checked where they are used.
/// </summary>
internal static unsafe class Indexed
{
    /// <summary>The sizes of what is read from a tensor.</summary>
    public static long[] Sizes(Layout x, Dims over, Layout positions)
    {
        var place = Place(over);
        var rest = new List<long>(x.Rank + positions.Rank);
        for (var i = 0; i < x.Rank; i++)
        {
            if (!over.Contains(i)) rest.Add(x.Sizes[i]);
        }
        rest.InsertRange(place, positions.Sizes);
        return [.. rest];
    }

    /// <summary>Where in the result the dimensions of the positions begin.</summary>
    public static int Place(Dims over) => over[^1] - over[0] == over.Length - 1 ? (int)over[0] : 0;

    /// <summary>Reads all positions.</summary>
    public static void Read(Tensor x, Block block, Tensor positions, Tensor output)
    {
        var action = new Action { IsRead = true };
        Run(ref action, x, block, positions, output);
    }

    /// <summary>
    /// Writes values, which broadcast, to all positions: over what is there, where the last of several wins, or added to it.
    /// </summary>
    public static void Write(Tensor x, Block block, Tensor positions, Tensor values, bool accumulate)
    {
        var action = new Action { IsSum = accumulate };
        Run(ref action, x, block, positions, values);
    }

    static void Run(ref Action action, Tensor x, Block block, Tensor positions, Tensor list)
    {
        if (positions.Count == 0) return;
        if (!positions.IsContiguous) positions = positions.Copy();
        if (IsPlain(x, block.Over, positions, list)) RunPlain(ref action, x, block, positions, list);
        else RunAny(ref action, x, block, positions, list);
    }

    // One dimension of a tensor that lies together, as the list does.
    static bool IsPlain(Tensor x, Dims over, Tensor positions, Tensor list)
    {
        if (over.Length > 1 || !x.IsContiguous || !list.IsContiguous) return false;
        var size = x.Layout.Sizes[over[0]];
        return size > 0 && list.Count == x.Count / size * positions.Count;
    }

    static void RunPlain(ref Action action, Tensor x, Block block, Tensor positions, Tensor list)
    {
        var (outer, size, inner) = Reduce.Span(x.Layout.Sizes, (int)block.Over[0]);
        long itemSize = x.DType.ItemSize, entry = inner * itemSize;
        fixed (byte* tensor = x, at = positions, start = list)
        {
            action.Loop = new IndexLoop
            {
                Tensor = new() { Root = tensor, Entry = entry, Element = itemSize, Lanes = outer == 1 ? [] : [size * entry] },
                List = new() { Root = start, Entry = entry, Element = itemSize, Lanes = outer == 1 ? [] : [positions.Count * entry] },
                Axis = block.Axis(size, (long*)at),
                Indices = (long*)at,
                Count = positions.Count,
                Lanes = outer == 1 ? [] : [outer],
                Run = inner,
            };
            action.Start(x.DType);
        }
    }

    static void RunAny(ref Action action, Tensor x, Block block, Tensor positions, Tensor list)
    {
        var over = block.Over;
        var sizes = Sizes(x.Layout, over, positions.Layout);
        var place = Place(over);
        if (EntryStride(list.Layout.StridesFor(sizes), sizes, place, positions) is null) list = list.Expand(sizes).Copy();
        var strides = list.Layout.StridesFor(sizes);

        // Positions count whole blocks; where the block is not evenly spaced they become distances.
        var blockStride = BlockStride(x.Layout, over);
        var size = blockStride is null ? x.Layout.Extent : block.Size(x.Layout);
        if (blockStride is null) positions = Distances(x.Layout, over, positions);

        var lanes = Rest(x, over, strides, place, positions.Rank);
        var run = lanes.Count > 0 && lanes[^1].IsBehind ? lanes[^1] : new(1, 0, 0, true);
        if (run.Size > 1) lanes.RemoveAt(lanes.Count - 1);
        var itemSize = x.DType.ItemSize;
        fixed (byte* tensor = x, at = positions, start = list)
        {
            action.Loop = new IndexLoop
            {
                Tensor = new()
                {
                    Root = tensor,
                    Entry = (blockStride ?? 1) * itemSize,
                    Element = run.Stride * itemSize,
                    Lanes = [.. lanes.Select(l => l.Stride * itemSize)],
                },
                List = new()
                {
                    Root = start,
                    Entry = EntryStride(strides, sizes, place, positions)!.Value * itemSize,
                    Element = run.ListStride * itemSize,
                    Lanes = [.. lanes.Select(l => l.ListStride * itemSize)],
                },
                Axis = block.Axis(size, (long*)at),
                Indices = (long*)at,
                Count = positions.Count,
                Lanes = [.. lanes.Select(l => l.Size)],
                Run = run.Size,
            };
            action.Start(x.DType);
        }
    }

    // A dimension that is not indexed, in the tensor and in what is read from it.
    readonly record struct Lane(long Size, long Stride, long ListStride, bool IsBehind);

    static List<Lane> Rest(Tensor x, Dims over, long[] listStrides, int place, int positionsRank)
    {
        var lanes = new List<Lane>();
        for (int i = 0, next = 0; i < x.Rank; i++)
        {
            if (over.Contains(i)) continue;
            var isBehind = next >= place;
            var lane = new Lane(x.Layout.Sizes[i], x.Layout.Strides[i], listStrides[isBehind ? next + positionsRank : next], isBehind);
            next++;
            if (lane.Size == 1) continue;
            if (lanes.Count > 0 && lanes[^1] is var last && last.IsBehind == isBehind
                && last.Stride == lane.Stride * lane.Size && last.ListStride == lane.ListStride * lane.Size)
                lanes[^1] = lane with { Size = last.Size * lane.Size };
            else
                lanes.Add(lane);
        }
        return lanes;
    }

    // The distance between neighbouring positions in the list, if there is one.
    static long? EntryStride(long[] strides, long[] sizes, int place, Tensor positions)
    {
        var layout = new Layout(sizes[place..(place + positions.Rank)], strides[place..(place + positions.Rank)]);
        return Reshape.Strides(layout, [layout.Count])?[0];
    }

    // The same in the block of indexed dimensions.
    static long? BlockStride(Layout x, Dims over)
    {
        var layout = new Layout([.. over.Values.Select(d => x.Sizes[d])], [.. over.Values.Select(d => x.Strides[d])]);
        return Reshape.Strides(layout, [layout.Count])?[0];
    }

    static Tensor Distances(Layout x, Dims over, Tensor positions)
    {
        var distances = positions.Copy();
        fixed (byte* pointer = distances)
        {
            for (long i = 0; i < distances.Count; i++)
            {
                var rest = ((long*)pointer)[i];
                long distance = 0;
                for (var k = over.Length - 1; k >= 0; k--)
                {
                    (rest, var index) = Math.DivRem(rest, x.Sizes[over[k]]);
                    distance += index * x.Strides[over[k]];
                }
                ((long*)pointer)[i] = distance;
            }
        }
        return distances;
    }

    struct Action : IDTypeAction
    {
        public IndexLoop Loop;
        public bool IsRead;
        public bool IsSum;

        public static DTypeSet Types => DTypeSet.Numbers;

        public void Start(DType dtype)
        {
            if (IsSum && dtype == DType.Bool) Loop.Write<Or, byte>();
            else if (IsSum) dtype.Run(ref this);
            else BySize(dtype.ItemSize);
        }

        // Moving elements takes a kernel for each size only.
        readonly void BySize(int itemSize)
        {
            switch (itemSize)
            {
                case 1: Move<byte>(); break;
                case 2: Move<ushort>(); break;
                case 4: Move<uint>(); break;
                default: Move<ulong>(); break;
            }
        }

        readonly void Move<T>() where T : unmanaged
        {
            if (IsRead) Loop.Read<T>();
            else Loop.Write<Put<T>, T>();
        }

        public readonly void Run<T>() where T : unmanaged => Loop.Write<Combine<Plus, T>, T>();
    }
}
