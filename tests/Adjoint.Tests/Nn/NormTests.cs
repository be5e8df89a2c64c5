using Adjoint.Nn;
using F = Adjoint.Nn.Functional;

namespace Adjoint.Tests.Nn;

/// <summary>The modules that normalize: names, printed forms, running averages, messages.</summary>
public class NormTests
{
    [Fact]
    public void TheyPrintAsInPyTorch()
    {
        Assert.Equal("LayerNorm((5,), eps=1e-05, elementwise_affine=True)", new LayerNorm(5).ToString());
        Assert.Equal("LayerNorm((2, 5), eps=0.001, elementwise_affine=False)", new LayerNorm([2, 5], 1e-3, elementwiseAffine: false).ToString());
        Assert.Equal("RMSNorm((5,), eps=None, elementwise_affine=True)", new RMSNorm(5).ToString());
        Assert.Equal("GroupNorm(3, 6, eps=1e-05, affine=True)", new GroupNorm(3, 6).ToString());
        Assert.Equal("BatchNorm1d(3, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True)", new BatchNorm1d(3).ToString());
        Assert.Equal("BatchNorm2d(3, eps=1e-05, momentum=None, affine=False, track_running_stats=False)",
            new BatchNorm2d(3, momentum: null, affine: false, trackRunningStats: false).ToString());
        Assert.Equal("InstanceNorm3d(3, eps=1e-05, momentum=0.1, affine=False, track_running_stats=False)", new InstanceNorm3d(3).ToString());
        Assert.Equal("LocalResponseNorm(2, alpha=0.0001, beta=0.75, k=1.0)", new LocalResponseNorm(2).ToString());
    }

    [Fact]
    public void TheirStateHasPyTorchsNamesAndStart()
    {
        string[] all = ["weight", "bias", "running_mean", "running_var", "num_batches_tracked"];
        var state = new BatchNorm2d(2).StateDict();
        Assert.Equal(all, state.Keys);
        Assert.Equal([1.0, 1, 0, 0, 0, 0, 1, 1, 0], all.SelectMany(name => state[name].ToArray<double>()));
        Assert.Equal(DType.Int64, state["num_batches_tracked"].DType);
        Assert.Equal(all[2..], new InstanceNorm1d(2, trackRunningStats: true).StateDict().Keys);
        Assert.Equal(["weight", "bias"], new LayerNorm(3).StateDict().Keys);
        Assert.Equal(["weight"], new LayerNorm(3, bias: false).StateDict().Keys);
        Assert.Empty(new GroupNorm(1, 2, affine: false).StateDict());
    }

    [Fact]
    public void WithoutMomentumTheAveragesAreThoseOfAllBatches()
    {
        var norm = new BatchNorm1d(1, momentum: null);
        foreach (var batch in (float[][])[[1, 3], [5, 9], [0, 0]]) norm.Call(Tensor.From(batch).Unsqueeze(1));
        Assert.Equal(3, norm.RunningMean!.Item(), 1e-6);
        Assert.Equal(10.0 / 3, norm.RunningVar!.Item(), 1e-6);
        Assert.Equal(3, norm.NumBatchesTracked!.Item());
        norm.Eval();
        Assert.Equal((4 - 3) / Math.Sqrt(10.0 / 3 + 1e-5), norm.Call(Tensor.Full([1, 1], 4f)).Item(), 1e-6);
        Assert.Equal(3, norm.NumBatchesTracked!.Item());
        norm.ResetRunningStats();
        Assert.Equal(0, norm.RunningMean!.Item());
    }

    [Fact]
    public void AnInstanceNormMayAverageOverExamplesAndTakesOneAlone()
    {
        var norm = new InstanceNorm1d(1, momentum: 0.5, trackRunningStats: true);
        Tensor x = [[[1f, 3f]], [[5f, 9f]]];
        Assert.Equal([-1.0, 1, -1, 1], norm.Call(x).ToArray<double>().Select(y => Math.Round(y, 4)));
        Assert.Equal(0.5 * 0 + 0.5 * 4.5, norm.RunningMean!.Item(), 1e-6);
        Assert.Equal(0.5 * 1 + 0.5 * 5, norm.RunningVar!.Item(), 1e-6);
        Assert.Equal([1, 2], norm.Call(x[0]).Shape);
        norm.Eval();
        Assert.Equal(x.Shape, norm.Call(x).Shape);
    }

    [Fact]
    public void WhatDoesNotFitIsRefusedInTheModulesTerms()
    {
        var x = Tensor.Zeros([2, 3, 4]);
        void Refuses(string message, Func<Tensor> call) => Assert.StartsWith(message, Assert.Throws<ArgumentException>(call).Message);
        Refuses(
            "BatchNorm1d(5, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True): " +
            "the input must have 5 channels in dimension 1, but its shape is [2, 3, 4].", () => new BatchNorm1d(5).Call(x));
        Refuses("BatchNorm2d(3, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True): the input must have 4 dimensions, but its shape is [2, 3, 4].",
            () => new BatchNorm2d(3).Call(x));
        Refuses("InstanceNorm2d(2, eps=1e-05, momentum=0.1, affine=False, track_running_stats=False): the input must have 3 or 4 dimensions",
            () => new InstanceNorm2d(2).Call(x[0]));
        Refuses("LayerNorm((5,), eps=1e-05, elementwise_affine=True): the last dimensions of the input must be [5], but its shape is [2, 3, 4].",
            () => new LayerNorm(5).Call(x));
        Refuses("LayerNorm((4,), eps=1e-05, elementwise_affine=True): the weight is Float32, but the input is Float64",
            () => new LayerNorm(4).Call(x.To(DType.Float64)));
        Refuses("GroupNorm: 5 channels do not divide into 2 groups.", () => new GroupNorm(2, 5).Call(x));
        Refuses("GroupNorm: the 3 channels of shape [2, 3, 4] do not divide into 2 groups.", () => F.GroupNorm(x, 2));
        Refuses("BatchNorm1d(3, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True): training needs more than one value of each channel",
            () => new BatchNorm1d(3).Call(Tensor.Zeros([1, 3])));
        Refuses("BatchNorm: outside of training a running mean", () => F.BatchNorm(x, null, null));
        Refuses("LayerNorm: defined for floating-point numbers only, not for Int64", () => F.LayerNorm(x.To(DType.Int64), [4]));
        Refuses("LocalResponseNorm: the input must have shape [N, C, ...]", () => F.LocalResponseNorm(x[0], 2));
    }

    [Fact]
    public void HalfTypesAreNormalizedInSinglePrecision()
    {
        var x = Tensor.Linspace(-3, 4, 24).Reshape(2, 3, 4);
        foreach (var dtype in (DType[])[DType.Float16, DType.BFloat16])
        {
            var half = x.To(dtype);
            half.RequiresGrad = true;
            var y = F.LayerNorm(half, [4], Tensor.Ones([4]), Tensor.Zeros([4]));
            Assert.Equal(dtype, y.DType);
            Assert.Equal(F.LayerNorm(half.To(DType.Float32), [4]).To(dtype).ToArray<float>(), y.ToArray<float>());
            y.Sum().Backward();
            Assert.Equal(dtype, half.Grad!.DType);
        }
    }
}
