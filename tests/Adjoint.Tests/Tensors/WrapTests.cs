using System.Buffers;
using System.Runtime.InteropServices;

namespace Adjoint.Tests.Tensors;

public unsafe class WrapTests
{
    [Fact]
    public void AWrappedArrayIsSharedBothWays()
    {
        float[] array = [1, 2, 3, 4];
        var x = Tensor.Wrap(array, [2, 2]);
        array[3] = 7;
        Assert.Equal(7, x.Sum().Item() - 6);
        x.Fill(1);
        Assert.Equal([1, 1, 1, 1], array);
        Assert.Equal([4], Tensor.Wrap(array).Shape);
    }

    [Fact]
    public void PartOfAnArrayIsSharedToo()
    {
        short[] array = [1, 2, 3, 4, 5];
        var x = Tensor.Wrap(array.AsMemory(1, 3));
        Assert.Equal([2, 3, 4], x.ToArray<int>());
        x.Zero();
        Assert.Equal([1, 0, 0, 0, 5], array);
    }

    [Fact]
    public void ForeignMemoryIsPinnedAsLongAsItIsUsed()
    {
        using var memory = new NativeDoubles(6);
        Use(memory);
        for (var i = 0; i < 10 && memory.Pins > 0; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.Equal(0, memory.Pins);

        static void Use(NativeDoubles memory)
        {
            var x = Tensor.Wrap(memory.Memory, [2, 3]);
            x.CopyFrom(Tensor.Arange(6).Reshape(2, 3));
            Assert.Equal(5, memory.Memory.Span[5]);
            Assert.Equal(15, x.Permute(1, 0).Sum().Item());
            Assert.Equal(1, memory.Pins);
            Assert.False(x.TryGetArray<double>(out _));
            GC.KeepAlive(x);
        }
    }

    [Fact]
    public void TheShapeMustFit()
    {
        Assert.Throws<ArgumentException>(() => Tensor.Wrap(new int[5], [2, 2]));
        Assert.Throws<NotSupportedException>(() => Tensor.Wrap(new decimal[5]));
        Assert.Throws<ArgumentNullException>(() => Tensor.Wrap((int[])null!));
        Assert.Throws<InvalidOperationException>(() => Tensor.Wrap(new int[5], requiresGrad: true));
    }

    [Fact]
    public void TheArrayBehindATensorCanBeHad()
    {
        int[] array = [0, 1, 2, 3, 4, 5, 6];
        var matrix = Tensor.Wrap(array.AsMemory(1), [2, 3]);
        Assert.True(matrix.Select(1, 1).TryGetArray<int>(out var part));
        Assert.Same(array, part.Array);
        Assert.Equal((2, 4), (part.Offset, part.Count));
        Assert.False(matrix.TryGetArray<float>(out _));
        Assert.True(Tensor.Zeros([3]).TryGetArray<float>(out _));
    }

    sealed class NativeDoubles(int count) : MemoryManager<double>
    {
        readonly double* _pointer = (double*)NativeMemory.Alloc((nuint)count, sizeof(double));

        public int Pins { get; private set; }

        public override Span<double> GetSpan() => new(_pointer, count);

        public override MemoryHandle Pin(int elementIndex = 0)
        {
            Pins++;
            return new(_pointer + elementIndex, pinnable: this);
        }

        public override void Unpin() => Pins--;

        protected override void Dispose(bool disposing) => NativeMemory.Free(_pointer);
    }
}
