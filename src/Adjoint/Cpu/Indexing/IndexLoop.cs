using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Indexing;

/// <summary>
/// Copies between a tensor at given positions and a list. Both are made of lanes, which nothing but their place in memory
/// tells apart; a lane has one entry for each position, and an entry is a run of elements.
/// </summary>
internal unsafe struct IndexLoop
{
    // Below this many elements the cost of waking a thread is not earned back.
    const long Grain = 32768;

    /// <summary>One side of the copy.</summary>
    public struct Side
    {
        public byte* Root;

        /// <summary>For each dimension of the lanes, the distance in bytes from one to the next.</summary>
        public long[] Lanes;

        /// <summary>The distance from one position to the next.</summary>
        public long Entry;

        /// <summary>The distance from one element of a run to the next.</summary>
        public long Element;
    }

    /// <summary>The tensor.</summary>
    public Side Tensor;

    /// <summary>The list of what is read from it, or written to it.</summary>
    public Side List;

    /// <summary>The positions in the tensor, in <see cref="Side.Entry"/>; they are within it.</summary>
    public long* Positions;

    /// <summary>The number of positions.</summary>
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
    /// Writes from the list into the tensor. A position may occur several times, so the entries of a lane stay in order on
    /// one thread.
    /// </summary>
    public readonly void Write<TWrite, T>() where TWrite : struct, IWrite<T> where T : unmanaged
    {
        var lanes = LaneCount;
        if (lanes >= Run) Threads.For(lanes, Part(Count * Run), new WriteLanes<TWrite, T> { Loop = this });
        else Threads.For(Run, Part(lanes * Count), new WriteRuns<TWrite, T> { Loop = this, Lanes = lanes });
    }

    static long Part(long elements) => Math.Max(1, Grain / Math.Max(1, elements));

    readonly void ForLanes<TLane>(long from, long to, TLane lane) where TLane : struct, ILane
    {
        for (var number = from; number < to; number++)
        {
            byte* tensor = Tensor.Root, list = List.Root;
            var rest = number;
            for (var d = Lanes.Length - 1; d >= 0; d--)
            {
                (rest, var at) = Math.DivRem(rest, Lanes[d]);
                tensor += at * Tensor.Lanes[d];
                list += at * List.Lanes[d];
            }
            lane.Do(this, tensor, list);
        }
    }

    interface ILane
    {
        void Do(in IndexLoop loop, byte* tensor, byte* list);
    }

    // Some entries of a lane, whole.
    readonly struct ReadLane<T>(long from, long to) : ILane where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Do(in IndexLoop loop, byte* tensor, byte* list)
        {
            var positions = loop.Positions;
            long run = loop.Run, entry = loop.Tensor.Entry, listEntry = loop.List.Entry, element = loop.Tensor.Element, listElement = loop.List.Element;
            for (var i = from; i < to; i++)
                Line<Put<T>, T>(list + i * listEntry, listElement, tensor + positions[i] * entry, element, run);
        }
    }

    // Some elements of every entry of a lane.
    readonly struct WriteLane<TWrite, T>(long from, long to) : ILane where TWrite : struct, IWrite<T> where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Do(in IndexLoop loop, byte* tensor, byte* list)
        {
            var positions = loop.Positions;
            long run = to - from, count = loop.Count, entry = loop.Tensor.Entry, listEntry = loop.List.Entry, element = loop.Tensor.Element, listElement = loop.List.Element;
            tensor += from * element;
            list += from * listElement;
            for (long i = 0; i < count; i++)
                Line<TWrite, T>(tensor + positions[i] * entry, element, list + i * listEntry, listElement, run);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Line<TWrite, T>(byte* to, long toStep, byte* from, long fromStep, long count) where TWrite : struct, IWrite<T> where T : unmanaged
    {
        if (count == 1) TWrite.One((T*)to, (T*)from);
        else if (toStep == sizeof(T) && fromStep == sizeof(T)) TWrite.Line((T*)to, (T*)from, count);
        else
        {
            for (long i = 0; i < count; i++) TWrite.One((T*)(to + i * toStep), (T*)(from + i * fromStep));
        }
    }

    struct ReadLanes<T> : IRange where T : unmanaged
    {
        public IndexLoop Loop;

        public readonly void Run(long from, long to) => Loop.ForLanes(from, to, new ReadLane<T>(0, Loop.Count));
    }

    struct ReadEntries<T> : IRange where T : unmanaged
    {
        public IndexLoop Loop;
        public long Lanes;

        public readonly void Run(long from, long to) => Loop.ForLanes(0, Lanes, new ReadLane<T>(from, to));
    }

    struct WriteLanes<TWrite, T> : IRange where TWrite : struct, IWrite<T> where T : unmanaged
    {
        public IndexLoop Loop;

        public readonly void Run(long from, long to) => Loop.ForLanes(from, to, new WriteLane<TWrite, T>(0, Loop.Run));
    }

    struct WriteRuns<TWrite, T> : IRange where TWrite : struct, IWrite<T> where T : unmanaged
    {
        public IndexLoop Loop;
        public long Lanes;

        public readonly void Run(long from, long to) => Loop.ForLanes(0, Lanes, new WriteLane<TWrite, T>(from, to));
    }
}
