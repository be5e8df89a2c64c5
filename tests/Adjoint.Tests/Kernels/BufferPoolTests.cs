using System.Runtime.CompilerServices;
using Adjoint.Cpu.Buffers;
using Buffer = Adjoint.Cpu.Buffers.Buffer;

namespace Adjoint.Tests.Kernels;

/// <summary>Buffers that are used again: only when nobody can see them any more.</summary>
[Collection(nameof(Alone))]
public class BufferPoolTests
{
    // A part of the machine's memory: among the objects of the tests a collection takes long, so there are few.
    static readonly long Allowed = (256 << 20) + GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 24;

    [Fact]
    public void SizesAreCoveredWithAnEighthOfWasteAtMost()
    {
        var last = (Number: -1, Bytes: 0L);
        for (var bytes = SizeClass.Smallest; bytes < 1L << 40; bytes += Math.Max(1, bytes / 100))
        {
            var (number, size) = SizeClass.Of(bytes);
            Assert.InRange(size, bytes, bytes + bytes / 8);
            Assert.InRange(number, 0, SizeClass.Count - 1);
            Assert.Equal(size > last.Bytes, number > last.Number);
            Assert.Equal((number, size), SizeClass.Of(size));
            last = (number, size);
        }
    }

    [Fact]
    public void AReturnedBufferIsTakenAgainAndClearedWhereZerosAreWanted()
    {
        var buffer = BufferPool.Rent<int>(12_345, zeroed: false);
        ((int[])buffer.Array).AsSpan().Fill(7);
        buffer.Return();
        var again = BufferPool.Rent<int>(12_345, zeroed: true);
        Assert.Same(buffer, again);
        Assert.All(((int[])again.Array)[..12_345], x => Assert.Equal(0, x));
    }

    [Fact]
    public void LargeBuffersBeginAtACacheLine()
    {
        for (var i = 0; i < 5; i++)
        {
            var x = Tensor.Empty([100_000 + i]);
            unsafe
            {
                fixed (byte* pointer = x) Assert.Equal(0, (nint)pointer % 64);
            }
        }
    }

    [Fact]
    public void ADroppedTensorsBufferComesBackByItself()
    {
        const int Count = 3_000_017; // a size no other test uses
        var found = false;
        for (var attempt = 0; attempt < 50 && !found; attempt++) // where memory is short, the pool may lose it again at once
        {
            var array = Drop(Count);
            Collect(1);
            for (var i = 0; i < 4 && !found; i++) found = array.Is(BufferPool.Rent<byte>(Count, zeroed: false));
        }
        Assert.True(found);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Identity Drop(int count)
    {
        var x = Tensor.Zeros([count], DType.UInt8);
        unsafe
        {
            fixed (byte* pointer = x) return new((nint)pointer);
        }
    }

    // Large buffers do not move.
    readonly record struct Identity(nint Address)
    {
        public unsafe bool Is(Buffer buffer)
        {
            fixed (byte* pointer = (byte[])buffer.Array) return (nint)(pointer + buffer.Start) == Address;
        }
    }

    [Fact]
    public void ABufferThatASpanStillShowsDoesNotComeBack()
    {
        const int Count = 3_100_017;
        var span = Tensor.Full([Count], 5, DType.UInt8).AsSpan<byte>();
        Collect(3);
        for (var i = 0; i < 4; i++) ((byte[])BufferPool.Rent<byte>(Count, zeroed: false).Array).AsSpan().Fill(9);
        Assert.Equal(5, span[Count - 1]);
        Assert.Equal(-1, span.IndexOfAnyExcept((byte)5));
    }

    [Fact]
    public void IdleBuffersAreLeftToTheCollector()
    {
        const int Count = 3_200_017;
        var idle = Idle(Count);
        BufferPool.Trim(patience: -1);
        Collect(3);
        Assert.False(idle.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static WeakReference Idle(int count)
    {
        var buffer = BufferPool.Rent<byte>(count, zeroed: false);
        buffer.Return();
        return new(buffer.Array);
    }

    [Fact]
    public void MemoryStaysFlatWhenLargeResultsAreDropped()
    {
        var x = Tensor.Ones([2_000_000]);
        for (var i = 0; i < 100; i++) _ = x.Exp();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < 500; i++) _ = x.Exp(); // 4 GB in all
        var grown = GC.GetTotalMemory(forceFullCollection: false) - before;
        Assert.InRange(grown, long.MinValue, Allowed);
    }

    [Fact]
    public void MemoryStaysFlatWhenLargeGraphsAreDropped()
    {
        var w = Tensor.Ones([100_000], requiresGrad: true);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < 200; i++)
        {
            var y = w;
            for (var k = 0; k < 40; k++) y = y * 1.01; // 16 MB of graph each time, 3 GB in all
            if (i % 2 == 0) y.Sum().Backward();
            w.Grad = null;
        }
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: false) - before, long.MinValue, Allowed);
    }

    static void Collect(int times)
    {
        for (var i = 0; i < times; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
