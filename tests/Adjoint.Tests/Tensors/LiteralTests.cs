namespace Adjoint.Tests.Tensors;

public class LiteralTests
{
    [Fact]
    public void NestedNumbersBecomeDimensions()
    {
        Tensor x = [[[1.0f, 2.0f, 3.0f]], [[4.0f, 5.0f, 6.0f]]];
        Assert.Equal([2, 1, 3], x.Shape);
        Assert.Equal([1f, 2f, 3f, 4f, 5f, 6f], x.ToArray<float>());
        Tensor none = [], nothing = [[], []];
        Assert.Equal([0], none.Shape);
        Assert.Equal([2, 0], nothing.Shape);
    }

    [Fact]
    public void TheKindsMixToTheHighest()
    {
        Tensor truths = [true, false], whole = [1, true], real = [1, 2.5, false], nested = [[1, 2], [0.5, 3]];
        Assert.Equal((DType.Bool, DType.Int64, DType.Float32, DType.Float32), (truths.DType, whole.DType, real.DType, nested.DType));
        Assert.Equal([1, 2.5, 0], real.ToArray<double>());
        Assert.Equal([1, 2, 0.5, 3], nested.ToArray<double>());
    }

    [Fact]
    public void TensorsAndNumbersMix()
    {
        var x = Tensor.From(2.0, DType.Float64);
        Tensor vector = [x, 0.1, 3];
        Assert.Equal(DType.Float64, vector.DType);
        Assert.Equal([2, 0.1, 3], vector.ToArray<double>());
        Tensor rows = [Tensor.From([1, 2]), new[] { 3, 4 }, Tensor.From([[9, 5], [9, 6]]).Permute(1, 0).Select(0, 1)];
        Assert.Equal([1, 2, 3, 4, 5, 6], rows.ToArray<int>());
    }

    [Fact]
    public void ALiteralHasNoGraphAndIsACopy()
    {
        Tensor row = [1.0f, 2.0f];
        Tensor x = [row, row];
        row.Fill(7);
        Assert.True(x.IsLeaf && !x.RequiresGrad);
        Assert.Equal([1f, 2f, 1f, 2f], x.ToArray<float>());
        Tensor number = 3.0f;
        number.Fill(4);
        Tensor vector = [number, 1.0f];
        Assert.Equal([4f, 1f], vector.ToArray<float>());
    }

    [Fact]
    public void GradientsFlowIntoElementsWithAHistory()
    {
        Tensor w = 2.0f;
        w.RequiresGrad = true;
        Tensor vector = [w, w * w, 1.0f];
        (vector * new[] { 10f, 1f, 1f }).Sum().Backward();
        Assert.Equal(10 + 4, w.Grad!.Item());
        using (Adjoint.Autograd.NoGrad())
        {
            Tensor plain = [w, 1.0f];
            Assert.False(plain.RequiresGrad);
        }
    }

    [Fact]
    public void RaggedLiteralsAreRefused()
    {
        var message = Assert.Throws<ArgumentException>(() => { Tensor x = [[1, 2], [1, 2, 3]]; }).Message;
        Assert.Contains("element 1 has shape [3] and element 0 has [2]", message);
        Assert.Throws<ArgumentException>(() => { Tensor x = [null!]; });
    }
}
