using Adjoint.Nn;
using Adjoint.Tests.Operations;

namespace Adjoint.Tests.Sequences;

public class TransformerTests
{
    [Theory]
    [InlineData(false, TransformerActivation.ReLU)]
    [InlineData(true, TransformerActivation.GELU)]
    public void NoElementOfACausalTransformerSeesLaterOnes(bool normFirst, TransformerActivation activation)
    {
        var model = new Transformer(
            4, 2, 2, 2, 8, dropout: 0, activation, batchFirst: true, normFirst: normFirst, bias: false, dtype: DType.Float64);
        var draw = new Draw();
        Tensor src = draw.Uniform([2, 5, 4]), tgt = draw.Uniform([2, 6, 4]), changed = tgt.Clone();
        changed[0, 3] = 7;
        Tensor Run(Tensor x) => model.Call(src, x, tgtIsCausal: true);
        var masked = model.Call(src, tgt, tgtMask: Transformer.GenerateSquareSubsequentMask(6));
        Close(masked, Run(tgt));
        Close(Run(tgt).Narrow(1, 0, 3), Run(changed).Narrow(1, 0, 3));
        Assert.NotEqual(Run(tgt)[0, 3].ToArray<double>(), Run(changed)[0, 3].ToArray<double>());
        Close(Run(tgt)[1], Run(changed)[1]);
    }

    [Fact]
    public void PaddingIsNotSeen()
    {
        var layer = new TransformerEncoderLayer(4, 2, 8, dropout: 0, dtype: DType.Float64);
        var x = new Draw().Uniform([5, 2, 4]);
        var padding = Tensor.Zeros([2, 5], DType.Bool);
        padding.Narrow(1, 3, 2).Fill(true);
        Close(layer.Call(x.Narrow(0, 0, 3)), layer.Call(x, srcKeyPaddingMask: padding).Narrow(0, 0, 3));
        GradientCheck.First(t => layer.Call(t[0], srcKeyPaddingMask: padding), [x]);
    }

    [Fact]
    public void LayersAreCopiesThatLearnForThemselves()
    {
        var layer = new TransformerEncoderLayer(4, 2, 8);
        var encoder = new TransformerEncoder(layer, 2, new LayerNorm(4));
        Assert.Equal(layer.Linear1.Weight.ToArray<float>(), encoder.Layers[1].Linear1.Weight.ToArray<float>());
        Init.Zeros(encoder.Layers[0].Linear1.Weight);
        Assert.NotEqual(0, encoder.Layers[1].Linear1.Weight.Abs().Sum().Item());
        Assert.NotEqual(0, layer.Linear1.Weight.Abs().Sum().Item());
    }

    static void Close(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        foreach (var (x, y) in expected.ToArray<double>().Zip(actual.ToArray<double>())) Assert.Equal(x, y, 1e-11);
    }
}
