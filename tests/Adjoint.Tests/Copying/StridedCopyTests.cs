using Adjoint.Cpu;

namespace Adjoint.Tests.Copying;

/// <summary>Copies between views of all kinds against the same element by element.</summary>
public class StridedCopyTests
{
    static readonly DType[] s_types = [DType.UInt8, DType.Int16, DType.Float32, DType.Int64];

    public static TheoryData<string> Views => [.. s_views.Keys];

    static readonly Dictionary<string, Func<DType, Tensor>> s_views = new()
    {
        ["small matrix"] = t => Numbers(t, 7, 9).T,
        ["matrix"] = t => Numbers(t, 129, 67).T,
        ["power of two"] = t => Numbers(t, 256, 512).T,
        ["one column"] = t => Numbers(t, 100, 3)[.., 1],
        ["narrow to rows"] = t => Numbers(t, 2, 3, 41, 53).Permute(0, 2, 3, 1),
        ["narrow to planes"] = t => Numbers(t, 2, 1031, 3).Permute(0, 2, 1),
        ["channels last"] = t => Numbers(t, 3, 17, 13, 11).Permute(0, 2, 3, 1),
        ["channels first"] = t => Numbers(t, 3, 13, 11, 17).Permute(0, 3, 1, 2),
        ["heads"] = t => Numbers(t, 3, 19, 5, 8).Permute(0, 2, 1, 3),
        ["all turned around"] = t => Numbers(t, 5, 9, 10, 11).Permute(3, 2, 1, 0),
        ["steps"] = t => Numbers(t, 60, 70)[Slice.Step(3), Slice.Step(2)],
        ["steps of a transpose"] = t => Numbers(t, 60, 70).T[Slice.Step(3), Slice.Step(2)],
        ["row repeated"] = t => Numbers(t, 1, 301).Expand(40, 301),
        ["column repeated"] = t => Numbers(t, 301, 1).Expand(301, 40),
        ["column repeated along wide rows"] = t => Numbers(t, 61, 1).Expand(61, 700),
        ["number repeated"] = t => Numbers(t, 1).Expand(30, 40),
        ["repeated in the middle"] = t => Numbers(t, 10, 1, 12).Expand(10, 9, 12).Permute(2, 1, 0),
        ["long"] = t => Numbers(t, 100_003),
        ["long and turned"] = t => Numbers(t, 300, 500).T,
        ["empty"] = t => Numbers(t, 0, 4).T,
        ["number"] = t => Numbers(t, 5)[3],
    };

    static Tensor Numbers(DType dtype, params long[] shape) => Tensor.Arange(new Shape(shape).Count).Remainder(251).To(dtype).Reshape(shape);

    // What stands at each place in row-major order, by the strides alone.
    static long[] Elements(Tensor x)
    {
        var memory = x.Alias(Layout.Contiguous([x.Layout.Extent]), x.StorageOffset).Convert(DType.Int64).Span<long>().ToArray();
        var elements = new long[x.Count];
        for (long i = 0; i < x.Count; i++)
        {
            long rest = i, at = 0;
            for (var d = x.Rank - 1; d >= 0; d--)
            {
                (rest, var k) = Math.DivRem(rest, x.Layout.Sizes[d]);
                at += k * x.Strides[d];
            }
            elements[i] = memory[at];
        }
        return elements;
    }

    [Theory, MemberData(nameof(Views))]
    public void ACopyHasTheElementsOfItsView(string view)
    {
        foreach (var dtype in s_types)
        {
            var x = s_views[view](dtype);
            Assert.Equal(Elements(x), Elements(x.Clone()));
        }
    }

    [Theory, MemberData(nameof(Views))]
    public void AViewThatIsWrittenToHasTheElementsAndLeavesTheOthers(string view)
    {
        foreach (var dtype in s_types)
        {
            var x = s_views[view](dtype);
            if (x.Layout.Repeats) continue;
            var (source, frame) = (Tensor.Arange(x.Count).Remainder(249).To(dtype).Reshape(x.Layout.Sizes), Tensor.Full([x.Layout.Extent + 2], 250, dtype));
            var target = frame.Alias(x.Layout, 1);
            target.CopyFrom(source);
            Assert.Equal(Elements(source), Elements(target));
            Assert.Equal(frame.Count - x.Count, frame.Eq(250).CountNonzero().Item<long>());
        }
    }

    [Theory, MemberData(nameof(Views))]
    public void ElementsAreFlipped(string view)
    {
        foreach (var dtype in s_types)
        {
            var x = s_views[view](dtype);
            if (x.Rank == 0) continue;
            var flipped = x.Flip([.. Enumerable.Range(0, x.Rank)]);
            Assert.Equal(Elements(x).Reverse(), Elements(flipped));
            Assert.Equal(Elements(x), Elements(flipped.Flip(0).Flip([.. Enumerable.Range(1, x.Rank - 1)])));
        }
    }

    [Fact]
    public void ThreadsDoNotChangeACopy()
    {
        var before = Threads.Count;
        try
        {
            foreach (var make in s_views.Values)
            {
                Threads.Count = 1;
                var expected = Elements(make(DType.Float32).Clone());
                Threads.Count = 7;
                Assert.Equal(expected, Elements(make(DType.Float32).Clone()));
            }
        }
        finally
        {
            Threads.Count = before;
        }
    }
}
