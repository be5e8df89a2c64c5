namespace Adjoint.Tests.Operations;

/// <summary>Elementwise operations on tensors that lie in memory every which way give what they give on contiguous copies.</summary>
[Collection(nameof(Alone))]
public class ElementwiseLayoutTests
{
    static readonly DType[] s_types = [DType.Float32, DType.Float64, DType.Int16, DType.Int64, DType.UInt8];

    public static TheoryData<long, long> Shapes => new()
    {
        { 1, 1 }, { 1, 7 }, { 7, 1 }, { 3, 8 }, { 4, 8 }, { 31, 33 }, { 63, 65 }, { 64, 64 }, { 65, 129 }, { 127, 40 }, { 257, 300 }, { 0, 5 },
    };

    // All are of shape [rows, columns] or broadcast to it.
    static Tensor[] Layouts(long rows, long columns, DType dtype)
    {
        Tensor Draw(params long[] shape) => Tensor.RandInt(1, 100, [.. shape], dtype);
        return
        [
            Draw(rows, columns),
            Draw(columns, rows).T,
            Draw(rows, 2 * columns)[.., Slice.Step(2)],
            Draw(3 * rows, columns)[Slice.Step(3)],
            Draw(columns, 2 * rows)[.., Slice.Step(2)].T,
            Draw(columns),
            Draw(rows, 1),
            Draw(1, 1),
            Draw(),
            Draw(rows, 1).Expand(rows, columns),
            Draw(2, columns, rows + 1)[1, .., 1..].T,
        ];
    }

    [Theory, MemberData(nameof(Shapes))]
    public void TwoOperands(long rows, long columns)
    {
        foreach (var dtype in s_types)
        {
            Tensor.ManualSeed(1);
            Tensor[] left = Layouts(rows, columns, dtype), right = Layouts(rows, columns, dtype);
            foreach (var a in left)
            {
                foreach (var b in right)
                {
                    AssertSame(a * b - b, x => x.Left * x.Right - x.Right, a, b);
                    AssertSame(a.Lt(b), x => x.Left.Lt(x.Right), a, b);
                }
            }
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void ConditionsAndCasts(long rows, long columns)
    {
        Tensor.ManualSeed(2);
        Tensor[] left = Layouts(rows, columns, DType.Float32), right = Layouts(rows, columns, DType.Float32);
        for (var i = 0; i < left.Length; i++)
        {
            for (var j = 0; j < right.Length; j++)
            {
                Tensor condition = left[i].Gt(50), bytes = right[j].To(DType.Int32), a = left[j], b = right[i];
                var whole = Tensor.Zeros([rows, columns]);
                Tensor Full(Tensor x) => (x + whole).Contiguous();
                var expected = Tensor.Where(Full(condition.To(DType.Float32)).Gt(0), Full(a), Full(b));
                Assert.True(Tensor.Equal(expected, Tensor.Where(condition, a, b) + whole), $"{i} {j}");
                Assert.True(Tensor.Equal(Full(right[j]), bytes.To(DType.Float32) + whole), $"{i} {j}");
            }
        }
    }

    [Fact]
    public void FourDimensionsInEveryOrder()
    {
        var x = Tensor.RandInt(100, [5, 9, 17, 33], DType.Float32);
        int[][] orders = [[3, 2, 1, 0], [0, 3, 1, 2], [2, 3, 0, 1], [1, 0, 3, 2], [3, 0, 1, 2]];
        foreach (var order in orders)
        {
            var turned = x.Permute(order);
            var other = Tensor.RandInt(100, turned.Shape, DType.Float32);
            Assert.True(Tensor.Equal(turned.Contiguous() + other, turned + other));
            Assert.True(Tensor.Equal(turned.Contiguous().To(DType.Float64), turned.To(DType.Float64)));
        }
    }

    [Fact]
    public void AnOperandIsChangedInPlaceWhateverItsLayout()
    {
        foreach (var index in Enumerable.Range(0, 5))
        {
            Tensor target = Layouts(65, 70, DType.Float32)[index], row = Tensor.Rand([70]), column = Tensor.Rand([65, 1]);
            var expected = (target.Contiguous() + row) * column * 2;
            target += row;
            target *= column;
            target *= 2;
            Assert.True(Tensor.Equal(expected, target), $"{index}");
        }
    }

    static void AssertSame(Tensor result, Func<(Tensor Left, Tensor Right), Tensor> operation, Tensor a, Tensor b)
    {
        var sizes = result.Shape;
        var expected = operation((a.Expand(sizes).Clone(), b.Expand(sizes).Clone()));
        Assert.True(Tensor.Equal(expected, result),
            $"{a.DType} {a.Shape} [{string.Join(", ", a.Strides.ToArray())}] and {b.Shape} [{string.Join(", ", b.Strides.ToArray())}]");
    }
}
