namespace Adjoint.Tests.Tensors;

public class LargeTensorTests
{
    const long Half = 1L << 31;

    [Fact]
    public void ATensorMayHaveMoreThanTwoToThe31Elements()
    {
        if (FreeMemory() < 8L << 30) Assert.Skip("less than 8 GB of free memory");
        var x = Tensor.Full([Half + 1024], 1, DType.Int8);
        Assert.Equal(Half + 1024, x.Count);

        x.Narrow(0, Half + 10, 5).Fill(7);
        Assert.Equal(7, x.Select(0, Half + 12).Item<int>());
        Assert.Equal(1, x.Select(0, -1).Item<int>());
        Assert.Equal(100 + 6 * 5, x.Narrow(0, Half - 50, 100).Sum().Item<long>());
        Assert.Equal([1, 1, 1, 7, 7, 7, 7, 7, 1], x.Narrow(0, Half + 7, 9).To(DType.Float32).ToArray<int>());

        var matrix = x.Reshape(2, -1);
        Assert.Equal(7, matrix.Select(0, 1).Select(0, Half / 2 - 512 + 10).Item<int>());
        matrix.Permute(1, 0).Narrow(0, Half / 2, 512).CopyFrom(Tensor.From([[2, 3]]));
        Assert.Equal(512 * 3, x.Narrow(0, Half + 512, 512).Sum().Item<long>());

        Assert.Equal("tensor([1, 1, 1,  ..., 3, 3, 3], dtype=torch.int8)", x.ToString());
        Assert.StartsWith("Int8[2147484672] { 1, 1,", x.DebuggerDisplay);
        Assert.Throws<InvalidOperationException>(() => x.AsSpan<sbyte>().Length);
        Assert.Throws<InvalidOperationException>(() => x.ToArray<sbyte>());
    }

    static long FreeMemory()
    {
        GC.Collect();
        var container = GC.GetGCMemoryInfo();
        var free = container.TotalAvailableMemoryBytes - container.MemoryLoadBytes;
        if (!File.Exists("/proc/meminfo")) return free;
        var line = File.ReadLines("/proc/meminfo").First(line => line.StartsWith("MemAvailable:", StringComparison.Ordinal));
        return Math.Min(free, long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) << 10);
    }
}
