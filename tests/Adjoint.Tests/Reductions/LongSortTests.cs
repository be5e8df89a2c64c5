using Adjoint.Cpu.Sorting;

namespace Adjoint.Tests.Reductions;

/// <summary>Lines so long that threads share them are sorted as if one thread did it.</summary>
[Collection(nameof(Alone))]
public unsafe class LongSortTests
{
    public static TheoryData<DType> Types => [DType.Float32, DType.Float64, DType.Int64, DType.Int32, DType.BFloat16, DType.UInt8];

    [Theory, MemberData(nameof(Types))]
    public void ALongLineIsSortedInOrderAndEqualOnesStay(DType dtype)
    {
        Tensor.ManualSeed(1);
        var (few, many) = (Tensor.RandInt(-99, 100, [LongLine<float>.Least]), Tensor.Randn([40_001]) * 1000);
        many[17] = many[30_000] = float.NaN;
        many[5..9] = Tensor.From([0f, -0f, 0f, -0f]);
        foreach (var x in new[] { few.To(dtype), dtype.IsFloatingPoint ? many.To(dtype) : many.NanToNum().To(dtype) })
        {
            var elements = x.ToArray<double>();
            var order = Enumerable.Range(0, elements.Length).Select(i => (long)i).ToArray();
            var ascending = order.OrderBy(i => double.IsNaN(elements[i])).ThenBy(i => elements[i]).ToArray();
            var descending = order.OrderByDescending(i => double.IsNaN(elements[i])).ThenByDescending(i => elements[i]).ToArray();
            OnThreads(() =>
            {
                Assert.Equal(ascending, x.ArgSort().ToArray<long>());
                Assert.Equal(descending, x.ArgSort(descending: true).ToArray<long>());
                Assert.Equal(ascending.Select(i => elements[i]), x.Sort().Values.ToArray<double>());
            });
        }
    }

    [Fact]
    public void KeysTooWideForAWordAreSortedToo()
    {
        var random = new Random(2);
        var numbers = Enumerable.Range(0, 50_000).Select(i => i % 3 == 0 ? random.NextInt64(-5, 5) : random.NextInt64(long.MinValue, long.MaxValue)).ToArray();
        var order = Enumerable.Range(0, numbers.Length).OrderBy(i => numbers[i]).Select(i => (long)i).ToArray();
        OnThreads(() => Assert.Equal(order, Tensor.From(numbers).ArgSort().ToArray<long>()));
    }

    [Fact]
    public void ColumnsAndTheFirstFewThousandAreSortedToo()
    {
        Tensor.ManualSeed(3);
        var x = Tensor.Randn([40_000, 2]);
        var columns = Enumerable.Range(0, 2).Select(c => x[.., c].ToArray<float>().Order().ToArray()).ToArray();
        OnThreads(() =>
        {
            var sorted = x.Sort(0).Values;
            var top = x.TopK(5000, 0, largest: false).Values;
            for (var c = 0; c < 2; c++)
            {
                Assert.Equal(columns[c], sorted[.., c].ToArray<float>());
                Assert.Equal(columns[c][..5000], top[.., c].ToArray<float>());
            }
        });
    }

    [Theory, InlineData(2, 2), InlineData(7, 4), InlineData(100, 8), InlineData(50_001, 2), InlineData(50_003, 16)]
    public void RunsAreMerged(int count, int runs)
    {
        var random = new Random(count);
        foreach (var most in new[] { 1, 1000, 1L << 40 })
        {
            var items = Enumerable.Range(0, count).Select(i => (ulong)random.NextInt64(0, most) << 20 | (uint)i).ToArray();
            var expected = items.Order().ToArray();
            var spare = new ulong[count];
            for (var run = 0; run < runs; run++)
            {
                var (from, to) = (Runs<NarrowItem>.Start(count, runs, run), Runs<NarrowItem>.Start(count, runs, run + 1));
                items.AsSpan((int)from, (int)(to - from)).Sort();
            }
            fixed (ulong* item = items, other = spare)
            {
                var merged = (ulong*)Runs<NarrowItem>.Merge((NarrowItem*)item, (NarrowItem*)other, count, runs);
                Assert.Equal(expected, new Span<ulong>(merged, count).ToArray());
            }
        }
    }

    static void OnThreads(Action test)
    {
        var usual = Threads.Count;
        try
        {
            foreach (var count in new[] { 2, 3, 5 })
            {
                Threads.Count = count;
                test();
            }
        }
        finally
        {
            Threads.Count = usual;
        }
    }
}
