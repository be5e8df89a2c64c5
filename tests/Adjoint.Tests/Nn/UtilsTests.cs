using System.Text.Json;
using Adjoint.Nn;

namespace Adjoint.Tests.Nn;

/// <summary>Clipping and the statistics of batch norms, as PyTorch has them; see Goldens/training.py.</summary>
public class UtilsTests
{
    static readonly JsonElement s_golden = JsonElement.Parse(File.ReadAllText(TestFiles.Golden("training.json")));

    public static TheoryData<int, DType> Clips
    {
        get
        {
            var data = new TheoryData<int, DType>();
            for (var i = 0; i < s_golden.GetProperty("clip").GetArrayLength(); i++)
            {
                foreach (var dtype in (DType[])[DType.Float64, DType.Float32, DType.BFloat16]) data.Add(i, dtype);
            }
            return data;
        }
    }

    [Theory, MemberData(nameof(Clips))]
    public void GradientsAreClippedAsByPyTorch(int number, DType dtype)
    {
        var golden = s_golden.GetProperty("clip")[number];
        var size = golden.GetProperty("size").GetDouble();
        Tensor[] parameters = [
            .. ((Shape[])[[3], [2, 40000], []]).Select(shape => Tensor.Zeros(shape, dtype, requiresGrad: true)), Tensor.Zeros([5], requiresGrad: true)];
        for (var p = 0; p < 3; p++)
            parameters[p].Grad = (size * (0.3 * Tensor.Arange(parameters[p].Count).To(DType.Float64) + p).Sin()).Reshape(parameters[p].Shape).To(dtype);
        // A gradient may lie anyhow.
        parameters[1].Grad = parameters[1].Grad!.T.Clone().T;
        var type = golden.GetProperty("norm_type").GetString()!;
        var version = parameters[0].Grad!.Storage.Version;
        var order = type == "inf" ? double.PositiveInfinity : double.Parse(type, System.Globalization.CultureInfo.InvariantCulture);
        var norm = Utils.ClipGradNorm(parameters, golden.GetProperty("max_norm").GetDouble(), order);
        var tolerance = dtype switch { DType.Float64 => 1e-12, DType.Float32 => 2e-6, _ => 1e-2 };
        AssertNear(golden.GetProperty("norm").GetDouble(), norm);
        foreach (var (e, a) in golden.GetProperty("after").EnumerateArray()
            .Zip(parameters[..3].SelectMany(p => p.Grad!.To(DType.Float64).ToArray<double>().Where((_, i) => i % 777 == 0))))
            AssertNear(e.GetDouble(), a);
        Assert.Equal(norm > golden.GetProperty("max_norm").GetDouble(), parameters[0].Grad!.Storage.Version > version);

        void AssertNear(double expected, double actual) =>
            Assert.True(Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)), $"{actual:R} in place of {expected:R}");
    }

    [Fact]
    public void ANormThatIsNotFiniteIsAnErrorIfAskedFor()
    {
        Tensor x = Tensor.Zeros([2], requiresGrad: true);
        x.Grad = Tensor.From(new[] { 1f, float.NaN });
        Assert.Contains("errorIfNonFinite", Assert.Throws<InvalidOperationException>(() => Utils.ClipGradNorm([x], 1, errorIfNonFinite: true)).Message);
        Assert.Equal(1, x.Grad[0].Item());
        Assert.Equal(double.NaN, Utils.ClipGradNorm([x], 1));
        Assert.Equal(double.NaN, x.Grad[0].Item());
        x.Grad = Tensor.From(new[] { 1f, float.PositiveInfinity });
        Assert.Equal(double.PositiveInfinity, Utils.ClipGradNorm(x, 1));
        Assert.Equal([0f, float.NaN], x.Grad.ToArray<float>());
        Assert.Equal(0, Utils.ClipGradNorm([], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Utils.ClipGradNorm(x, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Utils.ClipGradNorm(x, 1, normType: 0));
    }

    [Fact]
    public void AnInfiniteBoundOnlyMeasures()
    {
        Tensor x = Tensor.Zeros([2], requiresGrad: true);
        x.Grad = Tensor.From(new[] { 3f, 4 });
        Assert.Equal(5, Utils.ClipGradNorm(x, double.PositiveInfinity));
        Assert.Equal([3f, 4], x.Grad.ToArray<float>());
    }

    [Fact]
    public void ElementsAreClipped()
    {
        Tensor x = Tensor.Zeros([5], requiresGrad: true);
        x.Grad = Tensor.From(new[] { 3f, -4, 0.5f, float.NaN, float.NegativeInfinity });
        Utils.ClipGradValue([x, Tensor.Zeros([2])], 2);
        Assert.Equal([2f, -2, 0.5f, float.NaN, -2], x.Grad.ToArray<float>());
        Assert.Throws<ArgumentOutOfRangeException>(() => Utils.ClipGradValue(x, double.NaN));
    }

    [Fact]
    public void TheNormDoesNotDependOnTheThreads()
    {
        Tensor[] parameters = [.. Enumerable.Range(0, 40).Select(i => Tensor.Zeros([1 + 3001 * i], requiresGrad: true))];
        foreach (var parameter in parameters) parameter.Grad = Tensor.Arange(parameter.Count).To(DType.Float32).Sin();
        var count = Threads.Count;
        try
        {
            Threads.Count = 1;
            var alone = Utils.ClipGradNorm(parameters, double.PositiveInfinity);
            Threads.Count = 3;
            Assert.Equal(alone, Utils.ClipGradNorm(parameters, double.PositiveInfinity));
            Assert.Equal(Tensor.Cat([.. parameters.Select(p => p.Grad!.To(DType.Float64))]).Norm().Item(), alone, 1e-3);
        }
        finally
        {
            Threads.Count = count;
        }
    }

    [Fact]
    public void BatchNormsLearnTheirStatisticsAnew()
    {
        var golden = s_golden.GetProperty("batch_norm");
        var model = new Sequential(new Linear(3, 4), new BatchNorm1d(4)).To(DType.Float64);
        foreach (var (p, parameter) in model.Parameters().Index())
            parameter.Data.CopyFrom((0.3 * Tensor.Arange(parameter.Count).To(DType.Float64) + p).Cos().Reshape(parameter.Shape));
        Tensor[] batches = [.. ((int[])[0, 1, 3]).Select(b => (Tensor.Arange((5 - b) * 3).To(DType.Float64) + b).Sin().Reshape(5 - b, 3))];
        model.Call(batches[0]);
        var norm = (BatchNorm1d)model[1];
        model[0].Training = false;
        Utils.UpdateBn(batches, model);
        Assert.Equal((0.1, false, true), (norm.Momentum, model[0].Training, norm.Training));
        foreach (var (name, running) in (ReadOnlySpan<(string, Tensor)>)[("mean", norm.RunningMean!), ("variance", norm.RunningVar!)])
        {
            foreach (var (e, a) in golden.GetProperty(name).EnumerateArray().Zip(running.ToArray<double>())) Assert.Equal(e.GetDouble(), a, 1e-12);
        }
        Assert.Equal(golden.GetProperty("count").GetDouble(), norm.NumBatchesTracked!.Item());
        Assert.False(norm.RunningMean!.RequiresGrad);
        Utils.UpdateBn(batches, new Linear(3, 1), (Tensor _) => Assert.Fail("A model without batch norms is not called."));
    }
}
