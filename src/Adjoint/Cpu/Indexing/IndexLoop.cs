using Adjoint.Cpu.Copying;

namespace Adjoint.Cpu.Indexing;

/// <summary>
/// Copies between a tensor at given indices and a list. Both are made of lanes, which nothing but their place in memory
/// tells apart; a lane has one entry for each index, and an entry is a run of elements.
/// </summary>
internal unsafe struct IndexLoop
{
    // Below this many elements the cost of waking a thread is not earned back.
    const long Grain = 32768;

    // A row written by one thread is not worth splitting into less.
    const long SplitBytes = 256;

    /// <summary>One side of the copy.</summary>
    public struct Side
    {
        public byte* Root;

        /// <summary>For each dimension of the lanes, the distance in bytes from one to the next.</summary>
        public long[] Lanes;

        /// <summary>The distance from one index to the next.</summary>
        public long Entry;

        /// <summary>The distance from one element of a run to the next.</summary>
        public long Element;
    }

    /// <summary>The tensor.</summary>
    public Side Tensor;

    /// <summary>The list of what is read from it, or written to it.</summary>
    public Side List;

    /// <summary>The dimension that is indexed, in steps of the tensor's <see cref="Side.Entry"/>.</summary>
    public Axis Axis;

    /// <summary>The indices; they lie together.</summary>
    public long* Indices;

    /// <summary>The number of indices.</summary>
    public long Count;

    /// <summary>The sizes of the dimensions of the lanes.</summary>
    public long[] Lanes;

    /// <summary>The number of elements of a run.</summary>
    public long Run;

    readonly long LaneCount
    {
        get
        {
            long count = 1;
            foreach (var size in Lanes) count *= size;
            return count;
        }
    }

    /// <summary>Reads from the tensor into the list.</summary>
    public readonly void Read<T>() where T : unmanaged
    {
        var lanes = LaneCount;
        if (lanes >= Count) Threads.For(lanes, Part(Count * Run), new ReadLanes<T> { Loop = this });
        else Threads.For(Count, Part(lanes * Run), new ReadEntries<T> { Loop = this, Lanes = lanes });
    }

    /// <summary>
    /// Writes from the list into the tensor. An index may occur several times, so what is written to one place is written by
    /// one thread, in order: threads share lanes, the elements of wide runs, or the tensor's indices.
    /// </summary>
    public readonly void Write<TWrite, T>() where TWrite : struct, IWrite<T> where T : unmanaged
    {
        var lanes = LaneCount;
        if (lanes >= Threads.Count || Run == 1)
            Threads.For(lanes, Part(Count * Run), new WriteLanes<TWrite, T> { Loop = this });
        else if (!IsRow<T>() || Run * sizeof(T) >= SplitBytes * Threads.Count)
            Threads.For(Run, Few(Run, Part(lanes * Count)), new WriteRuns<TWrite, T> { Loop = this, Lanes = lanes });
        else
            Threads.For(
                Axis.Size, Few(Axis.Size, Part(lanes * Run * Math.Max(1, Count / Axis.Size))),
                new WriteEntries<TWrite, T> { Loop = this, Lanes = lanes });
    }

    // A part for each thread and no more, where each goes through all indices.
    static long Few(long count, long part) => Math.Max(part, (count - 1) / Threads.Count + 1);

    static long Part(long elements) => Math.Max(1, Grain / Math.Max(1, elements));

    // Whether a run is a row worth the search for it.
    readonly bool IsRow<T>() where T : unmanaged => Run * sizeof(T) >= 32 && Tensor.Element == sizeof(T) && List.Element == sizeof(T);

    readonly void Lane(long number, out byte* tensor, out byte* list)
    {
        tensor = Tensor.Root;
        list = List.Root;
        for (var d = Lanes.Length - 1; d >= 0; d--)
        {
            (number, var at) = Math.DivRem(number, Lanes[d]);
            tensor += at * Tensor.Lanes[d];
            list += at * List.Lanes[d];
        }
    }

    // Some entries of a lane, whole.
    readonly void ReadLane<T>(byte* tensor, byte* list, long from, long to) where T : unmanaged
    {
        list += from * List.Entry;
        if (Run == 1 && List.Entry == sizeof(T)) IndexLine<T>.Read((T*)list, tensor, Tensor.Entry, Indices + from, to - from, Axis);
        else if (IsRow<T>())
            IndexLine<T>.ReadRows(list, List.Entry, tensor, Tensor.Entry, Run * sizeof(T), Indices + from, to - from, Axis);
        else
        {
            for (var i = from; i < to; i++, list += List.Entry)
                CopyLine<T>.Run(list, List.Element, tensor + Axis.At(Indices + i) * Tensor.Entry, Tensor.Element, Run);
        }
    }

    // Elements of every entry of a lane.
    readonly void WriteLane<TWrite, T>(byte* tensor, byte* list, long from, long to) where TWrite : struct, IWrite<T> where T : unmanaged
    {
        tensor += from * Tensor.Element;
        list += from * List.Element;
        if (to - from == 1)
        {
            IndexLine<T>.Write<TWrite>(tensor, Tensor.Entry, list, List.Entry, Indices, Count, Axis);
            return;
        }
        if (IsRow<T>())
        {
            IndexLine<T>.WriteRows<TWrite>(tensor, Tensor.Entry, list, List.Entry, to - from, Indices, Count, Axis, 0, Axis.Size);
            return;
        }
        for (long i = 0; i < Count; i++)
        {
            byte* target = tensor + Axis.At(Indices + i) * Tensor.Entry, source = list + i * List.Entry;
            for (var k = from; k < to; k++, target += Tensor.Element, source += List.Element) TWrite.One((T*)target, (T*)source);
        }
    }

    struct ReadLanes<T> : IRange where T : unmanaged
    {
        public IndexLoop Loop;

        public readonly void Run(long from, long to)
        {
            for (var number = from; number < to; number++)
            {
                Loop.Lane(number, out var tensor, out var list);
                Loop.ReadLane<T>(tensor, list, 0, Loop.Count);
            }
        }
    }

    struct ReadEntries<T> : IRange where T : unmanaged
    {
        public IndexLoop Loop;
        public long Lanes;

        public readonly void Run(long from, long to)
        {
            for (long number = 0; number < Lanes; number++)
            {
                Loop.Lane(number, out var tensor, out var list);
                Loop.ReadLane<T>(tensor, list, from, to);
            }
        }
    }

    struct WriteLanes<TWrite, T> : IRange where TWrite : struct, IWrite<T> where T : unmanaged
    {
        public IndexLoop Loop;

        public readonly void Run(long from, long to)
        {
            for (var number = from; number < to; number++)
            {
                Loop.Lane(number, out var tensor, out var list);
                Loop.WriteLane<TWrite, T>(tensor, list, 0, Loop.Run);
            }
        }
    }

    struct WriteRuns<TWrite, T> : IRange where TWrite : struct, IWrite<T> where T : unmanaged
    {
        public IndexLoop Loop;
        public long Lanes;

        public readonly void Run(long from, long to)
        {
            for (long number = 0; number < Lanes; number++)
            {
                Loop.Lane(number, out var tensor, out var list);
                Loop.WriteLane<TWrite, T>(tensor, list, from, to);
            }
        }
    }

    struct WriteEntries<TWrite, T> : IRange where TWrite : struct, IWrite<T> where T : unmanaged
    {
        public IndexLoop Loop;
        public long Lanes;

        public readonly void Run(long from, long to)
        {
            for (long number = 0; number < Lanes; number++)
            {
                Loop.Lane(number, out var tensor, out var list);
                IndexLine<T>.WriteRows<TWrite>(
                    tensor, Loop.Tensor.Entry, list, Loop.List.Entry, Loop.Run, Loop.Indices, Loop.Count, Loop.Axis, from, to);
            }
        }
    }
}
