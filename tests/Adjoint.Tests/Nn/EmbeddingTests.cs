using Adjoint.Nn;
using Adjoint.Tests.Operations;
using Embedding = Adjoint.Nn.Embedding;
using F = Adjoint.Nn.Functional;

namespace Adjoint.Tests.Nn;

[Collection(nameof(Alone))]
public class EmbeddingTests
{
    static Tensor Index(params long[] indices) => Tensor.From(indices);

    static readonly Tensor s_table = new Draw().Uniform([6, 5]);

    static Tensor Table() => s_table.Clone().Detach();

    [Fact]
    public void RowsAreTaken()
    {
        var layer = Embedding.FromPretrained(Table());
        var index = Tensor.From(new[,] { { 0, 5, 2 }, { 5, 5, 1 } });
        Assert.Equal([2, 3, 5], layer.Call(index).Shape);
        Assert.Equal(s_table[5].ToArray<double>(), layer.Call(index)[1, 0].ToArray<double>());
        Assert.Equal(s_table[1].ToArray<double>(), layer.Call(index.To(DType.UInt8))[1, 2].ToArray<double>());
        Assert.Equal([5], layer.Call(Tensor.From(3)).Shape);
        Assert.Equal([0, 5], layer.Call(Index()).Shape);
        Assert.False(layer.Weight.RequiresGrad);
    }

    [Fact]
    public void GradientsAreThoseOfTheRows()
    {
        var index = Tensor.From(new[,] { { 0, 5, 2 }, { 5, 5, 1 } });
        global::Adjoint.Autograd.GradCheck(x => F.Embedding(index, x), Table());
        foreach (var byFrequency in (bool[])[false, true])
        {
            Tensor Plain(Tensor w)
            {
                var factors = byFrequency ? Tensor.From(new double[,] { { 1, 1 / 3.0, 1 }, { 1 / 3.0, 1 / 3.0, 1 } }) : Tensor.Ones([2, 3], DType.Float64);
                var rows = w.IndexSelect(0, index.Reshape(-1)).Reshape(2, 3, 5);
                var kept = factors.MaskedFill(index.Eq(2), 0).Unsqueeze(-1);
                return rows.Detach() * (1 - kept) + rows * kept;
            }
            var g = new Draw().Uniform([2, 3, 5]);
            Tensor a = Table(), b = Table();
            a.RequiresGrad = b.RequiresGrad = true;
            Tensor y = F.Embedding(index, a, paddingIdx: 2, scaleGradByFreq: byFrequency), z = Plain(b);
            Assert.Equal(z.ToArray<double>(), y.ToArray<double>());
            y.Backward(g);
            z.Backward(g);
            Assert.True(b.Grad!.Sub(a.Grad!).Abs().Max().Item() < 1e-12);
            // The same where the gradient itself is recorded.
            var recorded = global::Adjoint.Autograd.Grad(F.Embedding(index, a, 2, scaleGradByFreq: byFrequency), a, g, createGraph: true);
            Assert.True(b.Grad!.Sub(recorded).Abs().Max().Item() < 1e-12);
        }
        global::Adjoint.Autograd.GradGradCheck(x => F.Embedding(index, x * x), Table());
    }

    [Fact]
    public void TheTableBeginsWithPyTorchsNumbers()
    {
        Tensor.ManualSeed(3);
        var layer = new Embedding(4, 3, paddingIdx: -2);
        var bag = new EmbeddingBag(9, 4);
        float[] expected =
        [
            0.8032760620117188f, 0.17483338713645935f, 0.08897809684276581f, -0.6137180328369141f, 0.04618244990706444f, -1.3682591915130615f,
            0, 0, 0, 0.9774317741394043f, 0.5220499634742737f, 1.2379167079925537f,
        ];
        foreach (var (e, a) in expected.Zip(layer.Weight.ToArray<float>())) Assert.Equal(e, a, 1e-6f);
        foreach (var (e, a) in new[] { -0.01984540745615959f, -1.1215951442718506f, -0.4890671372413635f }.Zip(bag.Weight.ToArray<float>()[^3..]))
            Assert.Equal(e, a, 1e-6f);
        Assert.Equal(["weight"], layer.StateDict().Keys);
        Assert.Equal("Embedding(4, 3, padding_idx=2)", layer.ToString());
        Assert.Equal("EmbeddingBag(9, 4, mode='mean')", bag.ToString());
        Assert.Equal("Embedding(4, 3, padding_idx=0, max_norm=1.5, norm_type=1.0, scale_grad_by_freq=True)", new Embedding(4, 3, 0, 1.5, 1, true).ToString());
        Assert.Equal("EmbeddingBag(9, 4, max_norm=1.0, mode='sum', padding_idx=2)",
            new EmbeddingBag(9, 4, maxNorm: 1, mode: BagMode.Sum, paddingIdx: 2).ToString());
    }

    [Fact]
    public void LongRowsAreMadeShorterWhereTheyAreTaken()
    {
        var layer = Embedding.FromPretrained(Tensor.From(new[,] { { 3f, 4 }, { 0.3f, 0.4f }, { 6, 8 } }), freeze: false, maxNorm: 1, scaleGradByFreq: true);
        var y = layer.Call(Index(0, 1, 1));
        y.Backward(Tensor.From(new[,] { { 1f, 2 }, { 3, 4 }, { 5, 6 } }));
        foreach (var (e, a) in new[] { 0.6, 0.8, 0.3, 0.4, 6, 8 }.Zip(layer.Weight.ToArray<double>())) Assert.Equal(e, a, 1e-6);
        Assert.Equal([1f, 2, 4, 5, 0, 0], layer.Weight.Grad!.ToArray<float>());
    }

    public static TheoryData<BagMode, bool, bool> Bags
    {
        get
        {
            var data = new TheoryData<BagMode, bool, bool>();
            foreach (var mode in Enum.GetValues<BagMode>())
            {
                foreach (var padded in (bool[])[false, true])
                {
                    foreach (var byFrequency in (bool[])[false, true]) data.Add(mode, padded, byFrequency && mode != BagMode.Max);
                }
            }
            return data;
        }
    }

    [Theory, MemberData(nameof(Bags))]
    public void BagsAreWhatTheirRowsSay(BagMode mode, bool padded, bool byFrequency)
    {
        long[] indices = [3, 1, 3, 0, 5, 2, 2], starts = [0, 3, 3, 5];
        long? padding = padded ? 3 : null;
        var y = F.EmbeddingBag(Index(indices), Table(), Index(starts), mode, scaleGradByFreq: byFrequency, paddingIdx: padding);
        Assert.Equal([4, 5], y.Shape);
        for (var b = 0; b < 4; b++)
        {
            var end = b == 3 ? indices.Length : starts[b + 1];
            var rows = indices[(int)starts[b]..(int)end].Where(i => i != padding).Select(i => s_table[i].ToArray<double>()).ToArray();
            for (var k = 0; k < 5; k++)
            {
                var column = rows.Select(row => row[k]).DefaultIfEmpty(0);
                var expected = mode switch { BagMode.Sum => column.Sum(), BagMode.Mean => column.Average(), _ => column.Max() };
                Assert.Equal(expected, y[b, k].Item(), 1e-12);
            }
        }
        if (byFrequency) return;
        global::Adjoint.Autograd.GradCheck(x => F.EmbeddingBag(Index(indices), x, Index(starts), mode, paddingIdx: padding), Table());
        if (padded) return;
        global::Adjoint.Autograd.GradGradCheck(x => F.EmbeddingBag(Index(indices), x.Square(), Index(starts), mode), Table());
    }

    [Fact]
    public void ABagOfAMatrixIsARow()
    {
        var index = Tensor.From(new[,] { { 0L, 5, 2 }, { 5, 5, 1 } });
        var weights = new Draw().Uniform([2, 3]);
        var y = F.EmbeddingBag(index, Table(), mode: BagMode.Sum, perSampleWeights: weights);
        var expected = (F.Embedding(index, Table()) * weights.Unsqueeze(-1)).Sum(1);
        Assert.True(y.Sub(expected).Abs().Max().Item() < 1e-12);
        global::Adjoint.Autograd.GradCheck(x => F.EmbeddingBag(index, x[0], mode: BagMode.Sum, perSampleWeights: x[1]), [Table(), weights]);
        Assert.Equal(F.EmbeddingBag(index, Table()).ToArray<double>(), EmbeddingBag.FromPretrained(Table()).Call(index).ToArray<double>());
        var flat = F.EmbeddingBag(index.Reshape(-1), Table(), Index(0, 3, 6), includeLastOffset: true);
        Assert.Equal(F.EmbeddingBag(index, Table()).ToArray<double>(), flat.ToArray<double>());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(17)]
    [InlineData(130)]
    public void SumsOfBagsAreThoseOfTheDecomposition(int width)
    {
        var draw = new Draw();
        Tensor table = draw.Uniform([11, width]), index = draw.Indices([500], 11), factors = draw.Uniform([500]);
        var starts = Tensor.From(new long[] { 0, 0, 1, 40, 40, 300, 499, 500 });
        foreach (var dtype in (DType[])[DType.Float64, DType.Float32])
        {
            Tensor[] inputs = [table.To(dtype), index, starts, factors.To(dtype)];
            var (kernel, plain) = (global::Adjoint.Ops.BagSum.Op.Apply(inputs), global::Adjoint.Ops.BagSum.Op.Decompose(inputs));
            Assert.True(kernel.Sub(plain).Abs().Max().Item() < (dtype == DType.Float64 ? 1e-12 : 1e-4));
        }
    }

    [Fact]
    public void WhatDoesNotFitIsSaid()
    {
        var layer = new Embedding(4, 3);
        Assert.StartsWith("Embedding: index 4 is not within dimension 0 of size 4 (the one at position 1 of the indices).",
            Assert.Throws<ArgumentOutOfRangeException>(() => layer.Call(Index(1, 4))).Message, StringComparison.Ordinal);
        Assert.Contains("Embedding: indices must be integers", Assert.Throws<ArgumentException>(() => layer.Call(Tensor.Zeros([2]))).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Embedding(4, 3, paddingIdx: 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Embedding(-1, 3));
        Assert.Throws<ArgumentException>(() => Embedding.FromPretrained(Tensor.Zeros([3])));
        void Refused(Action action) => Assert.StartsWith("EmbeddingBag: ", Assert.Throws<ArgumentException>(action).Message, StringComparison.Ordinal);
        Refused(() => F.EmbeddingBag(Index(1, 2), Table()));
        Refused(() => F.EmbeddingBag(Index(1, 2), Table(), Index(1)));
        Refused(() => F.EmbeddingBag(Index(1, 2), Table(), Index(0, 3)));
        Refused(() => F.EmbeddingBag(Index(1, 2), Table(), Index(0, 2, 1)));
        Refused(() => F.EmbeddingBag(Index(1, 2).Reshape(1, 2), Table(), Index(0)));
        Refused(() => F.EmbeddingBag(Index(1, 2).Reshape(1, 2), Table(), perSampleWeights: Tensor.Ones([1, 2], DType.Float64)));
        Refused(() => F.EmbeddingBag(Index(1, 2).Reshape(1, 2), Table(), mode: BagMode.Sum, perSampleWeights: Tensor.Ones([2], DType.Float64)));
        Refused(() => F.EmbeddingBag(Index(1, 2).Reshape(1, 2), Table(), mode: BagMode.Max, scaleGradByFreq: true));
        Assert.Contains("EmbeddingBag: index 9", Assert.Throws<ArgumentOutOfRangeException>(() => F.EmbeddingBag(Index(1, 9).Reshape(1, 2), Table())).Message,
            StringComparison.Ordinal);
    }
}
