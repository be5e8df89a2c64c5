using Adjoint.Cpu;
using Adjoint.Cpu.Parallel;

namespace Adjoint.Tests.Kernels;

/// <summary>Work that is shared among threads: all of it is done once, whatever happens.</summary>
public class ThreadsTests
{
    readonly struct Count(long[] seen) : IRange
    {
        public void Run(long from, long to)
        {
            if (from < 0 || from >= to) throw new InvalidOperationException($"{from} to {to}");
            for (var i = from; i < to; i++) Interlocked.Increment(ref seen[i]);
        }
    }

    readonly struct Act(Action<long, long> action) : IRange
    {
        public void Run(long from, long to) => action(from, to);
    }

    [Theory]
    [InlineData(1, 1), InlineData(2, 1), InlineData(3, 1), InlineData(7, 3), InlineData(64, 64), InlineData(65, 64), InlineData(1000, 1)]
    [InlineData(1023, 10), InlineData(4097, 1), InlineData(100_003, 1000), InlineData(1_000_000, 32768)]
    public void EveryNumberIsDoneOnce(long count, long grain)
    {
        var crew = new Crew();
        foreach (var hands in new[] { 2, 3, 7, 16, 64, 3 })
        {
            var seen = new long[count];
            var range = new Count(seen);
            Assert.True(crew.TryRun(hands, count, grain, ref range));
            Assert.All(seen, times => Assert.Equal(1, times));
        }
    }

    [Theory]
    [InlineData(512, 83, 2, 8), InlineData(300, 100, 2, 4), InlineData(3, 1, 2, 3), InlineData(5000, 1, 3, 12), InlineData(64_000, 13_000, 4, 8)]
    public void EveryHandHasAsManyPiecesAsTheNext(long count, long grain, int hands, int pieces)
    {
        var seen = 0;
        var range = new Act((_, _) => Interlocked.Increment(ref seen));
        Assert.True(new Crew().TryRun(hands, count, grain, ref range));
        Assert.Equal(pieces, seen);
    }

    [Theory]
    [InlineData(42, 2), InlineData(9, 2), InlineData(17, 4), InlineData(1001, 3)]
    public void ShortPiecesAreOfAlmostTheSameLength(long count, int hands)
    {
        var lengths = new System.Collections.Concurrent.ConcurrentBag<long>();
        var range = new Act((from, to) => lengths.Add(to - from));
        Assert.True(new Crew().TryRun(hands, count, 1, ref range));
        Assert.InRange(lengths.Max() - lengths.Min(), 0, 1);
    }

    [Fact]
    public void NothingIsDoneForAnEmptyRange() => Threads.For(0, 1, new Act((_, _) => Assert.Fail("called")));

    [Fact]
    public void WorkWithinWorkStaysOnItsThread()
    {
        var crew = new Crew();
        var seen = new long[64];
        var range = new Act((from, to) =>
        {
            for (var i = from; i < to; i++)
            {
                var (row, thread) = (i, Environment.CurrentManagedThreadId);
                Threads.For(8, 1, new Act((first, last) =>
                {
                    Assert.Equal((0, 8, thread), (first, last, Environment.CurrentManagedThreadId));
                    for (var j = first; j < last; j++) Interlocked.Increment(ref seen[row * 8 + j]);
                }));
            }
        });
        Assert.True(crew.TryRun(4, 8, 1, ref range));
        Assert.All(seen, times => Assert.Equal(1, times));
    }

    [Fact]
    public void TheFirstExceptionReachesTheCallerAndTheCrewGoesOn()
    {
        var crew = new Crew();
        for (var round = 0; round < 200; round++)
        {
            var failing = round % 40;
            var range = new Act((from, to) =>
            {
                if (from <= failing && failing < to) throw new InvalidDataException($"{failing}");
            });
            Assert.Equal($"{failing}", Assert.Throws<InvalidDataException>(() => crew.TryRun(4, 40, 1, ref range)).Message);
            var seen = new long[40];
            var next = new Count(seen);
            Assert.True(crew.TryRun(4, 40, 1, ref next));
            Assert.All(seen, times => Assert.Equal(1, times));
        }
    }

    [Fact]
    public void SeveralThreadsMayShareWorkAtOnce()
    {
        var failures = 0;
        var callers = Enumerable.Range(0, 6).Select(caller => new Thread(() =>
        {
            for (var round = 0; round < 2000; round++)
            {
                var seen = new long[1 + (round * 7 + caller) % 50];
                Threads.For(seen.Length, 1, new Count(seen));
                if (seen.Any(times => times != 1)) Interlocked.Increment(ref failures);
            }
        })).ToList();
        callers.ForEach(caller => caller.Start());
        callers.ForEach(caller => caller.Join());
        Assert.Equal(0, failures);
    }

    [Fact]
    public void ABusyCrewTurnsAnotherCallerAway()
    {
        var crew = new Crew();
        var turnedAway = false;
        var range = new Act((from, to) =>
        {
            if (from > 0) return;
            var other = new Thread(() =>
            {
                var second = new Count(new long[8]);
                turnedAway = !crew.TryRun(2, 8, 1, ref second);
            });
            other.Start();
            other.Join();
        });
        Assert.True(crew.TryRun(2, 8, 1, ref range));
        Assert.True(turnedAway);
    }

    [Fact]
    public void WorkersSleepAndWakeAgain()
    {
        var crew = new Crew();
        for (var round = 0; round < 30; round++)
        {
            var threads = new HashSet<int>();
            using var all = new Barrier(3);
            var range = new Act((from, to) =>
            {
                lock (threads) threads.Add(Environment.CurrentManagedThreadId);
                if (from < 3) all.SignalAndWait(TimeSpan.FromSeconds(20));
            });
            Assert.True(crew.TryRun(3, 3, 1, ref range)); // three pieces that wait for each other need three threads
            Assert.Equal(3, threads.Count);
            Thread.Sleep(round % 3); // longer than a worker looks before it sleeps, sometimes
        }
    }

    [Fact]
    public void SharingWorkAllocatesNothing()
    {
        var crew = new Crew();
        var range = new Count(new long[100]);
        Assert.Equal(0, Allocations.Of(100, () => crew.TryRun(2, 100, 1, ref range)));
    }

    [Fact]
    public void TheCountIsAPositiveNumber()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Threads.Count = 0);
        Assert.InRange(Threads.Count, 1, 1 << 16);
    }
}
