using System.Text.Json;
using Adjoint.Nn;
using Adjoint.Optim;
using Adjoint.Serialization;

namespace Adjoint.Tests.Optim;

public sealed class AveragedModelTests
{
    static readonly JsonElement s_golden = JsonElement.Parse(File.ReadAllText(TestFiles.Golden("training.json"))).GetProperty("average");

    static Sequential Model() => new Sequential(new Linear(3, 4), new BatchNorm1d(4)).To(DType.Float64);

    static void Move(Module model, int t)
    {
        foreach (var (p, parameter) in model.Parameters().Index())
            parameter.Data.CopyFrom((0.7 * t + 0.3 * Tensor.Arange(parameter.Count).To(DType.Float64) + p).Cos().Reshape(parameter.Shape));
    }

    static AveragedModel Make(Module model, JsonElement golden) =>
        golden.GetProperty("decay") is { ValueKind: JsonValueKind.Number } decay ? AveragedModel.Ema(model, decay.GetDouble()) : new(model);

    [Theory, InlineData(0), InlineData(1)]
    public void AveragesArePyTorchs(int number)
    {
        var golden = s_golden[number];
        var model = Model();
        var average = Make(model, golden);
        for (var t = 1; t < 5; t++)
        {
            Move(model, t);
            average.UpdateParameters();
        }
        Check(golden, average);
        Assert.Equal(golden.GetProperty("names").EnumerateArray().Select(name => name.GetString()!).Order(), average.StateDict().Keys.Order());
    }

    static void Check(JsonElement golden, AveragedModel average)
    {
        Assert.Equal(golden.GetProperty("n_averaged").GetInt64(), average.NAveraged);
        var state = average.StateDict();
        foreach (var (numbers, (_, tensor)) in golden.GetProperty("numbers").EnumerateArray().Zip(state.Skip(1)))
        {
            foreach (var (e, a) in numbers.EnumerateArray().Zip(tensor.ToArray<double>())) Assert.Equal(e.GetDouble(), a, 1e-14);
        }
    }

    [Theory, InlineData(0), InlineData(1)]
    public void AStateGoesOn(int number)
    {
        var golden = s_golden[number];
        var model = Model();
        var first = Make(model, golden);
        Move(model, 1);
        first.UpdateParameters();
        Move(model, 2);
        first.UpdateParameters();
        var path = Path.GetTempFileName();
        File.Move(path, path + ".pt");
        Checkpoint.Save(path + ".pt", first.StateDict());
        var other = Model();
        var second = Make(other, golden);
        second.LoadStateDict(Checkpoint.Load(path + ".pt"));
        File.Delete(path + ".pt");
        for (var t = 3; t < 5; t++)
        {
            Move(other, t);
            second.UpdateParameters();
        }
        Check(golden, second);
        Assert.Contains("'module.0.weight' has shape",
            Assert.Throws<InvalidOperationException>(() => new AveragedModel(new Sequential(new Linear(2, 4))).LoadStateDict(first.StateDict())).Message);
        Assert.Contains("has no 'n_averaged'", Assert.Throws<InvalidOperationException>(() => first.LoadStateDict(model.StateDict())).Message);
    }

    [Fact]
    public void TheModelHasTheAveragesWithinTheScope()
    {
        var model = new Sequential(new Linear(1, 1), new BatchNorm1d(1));
        var weight = model.Parameters().First();
        var average = AveragedModel.Ema(model, 0.75, useBuffers: true);
        var norm = (BatchNorm1d)model[1];
        weight.Data.Fill(8);
        norm.RunningMean!.Fill(16);
        norm.NumBatchesTracked!.Fill(3);
        average.UpdateParameters();
        weight.Data.Fill(0);
        norm.RunningMean!.Fill(0);
        norm.NumBatchesTracked!.Fill(5);
        average.UpdateParameters();
        using (average.Apply())
        {
            Assert.Equal((6, 12, 5), (weight.Item(), norm.RunningMean!.Item(), norm.NumBatchesTracked!.Item()));
            Assert.True(weight is { IsLeaf: true, RequiresGrad: true });
            Assert.Equal(6, average.StateDict()["module.0.weight"].Item());
            Assert.Throws<InvalidOperationException>(average.UpdateParameters);
            Assert.Throws<InvalidOperationException>(() => average.Apply().Dispose());
        }
        Assert.Equal((0, 0, 6), (weight.Item(), norm.RunningMean!.Item(), average.StateDict()["module.0.weight"].Item()));
        Assert.Throws<ArgumentOutOfRangeException>(() => AveragedModel.Ema(model, 1.5));
    }

    [Fact]
    public void NothingIsLoadedOrUpdatedWhileTheModelHasTheAverages()
    {
        var average = new AveragedModel(Model());
        average.UpdateParameters();
        var state = average.StateDict();
        average.Swap();
        Assert.Contains("Swap() back", Assert.Throws<InvalidOperationException>(() => average.LoadStateDict(state)).Message);
        Assert.Throws<InvalidOperationException>(average.UpdateParameters);
        average.Swap();
        average.LoadStateDict(state);
    }

    [Fact]
    public void HalfPrecisionIsAveragedInIt()
    {
        var model = new Linear(40, 40).To(DType.BFloat16);
        var average = AveragedModel.Ema(model, 0.5);
        average.UpdateParameters();
        model.Weight.Data.Fill(3);
        average.UpdateParameters();
        model.Weight.Data.Fill(1);
        average.UpdateParameters();
        Assert.Equal(DType.BFloat16, average.StateDict()["module.weight"].DType);
        Assert.True((average.StateDict()["module.weight"].To(DType.Float32) - 1.25).Abs().Max().Item() < 0.1);
    }
}
