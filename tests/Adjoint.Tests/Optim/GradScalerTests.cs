using Adjoint.Nn;
using Adjoint.Optim;

namespace Adjoint.Tests.Optim;

public class GradScalerTests
{
    static (Tensor X, SGD Optimizer) Make(params float[] numbers)
    {
        Tensor x = Tensor.From(numbers);
        x.RequiresGrad = true;
        return (x, new SGD([x], lr: 1));
    }

    static void Gradient(Tensor x, params float[] numbers) => x.Grad = Tensor.From(numbers);

    [Fact]
    public void AScaledStepIsThePlainStep()
    {
        var (x, optimizer) = Make(1, 2, 3);
        var scaler = new GradScaler();
        scaler.Scale((x * x).Sum()).Backward();
        Assert.Equal([131072f, 262144, 393216], x.Grad!.ToArray<float>());
        Assert.True(scaler.Step(optimizer));
        scaler.Update();
        Assert.Equal([-1f, -2, -3], x.ToArray<float>());
        Assert.Equal([2f, 4, 6], x.Grad!.ToArray<float>());
        Assert.Equal(65536, scaler.GetScale());
    }

    [Fact]
    public void AStepWithInfinityIsLeftOutAndTheScaleBacksOff()
    {
        foreach (var bad in (float[])[float.PositiveInfinity, float.NegativeInfinity, float.NaN])
        {
            var (x, optimizer) = Make(1, 2, 3);
            var scaler = new GradScaler(initScale: 8, backoffFactor: 0.25, growthInterval: 2);
            Gradient(x, 8, 8, 8);
            Assert.True(scaler.Step(optimizer));
            scaler.Update();
            Gradient(x, 8, bad, 8);
            Assert.False(scaler.Step(optimizer));
            scaler.Update();
            Assert.Equal([0f, 1, 2], x.ToArray<float>());
            Assert.Equal((2, 0L), (scaler.GetScale(), scaler.StateDict()["_growth_tracker"]));
        }
    }

    [Fact]
    public void TheScaleGrowsAfterManyGoodSteps()
    {
        var (x, optimizer) = Make(1);
        var scaler = new GradScaler(initScale: 4, growthFactor: 3, growthInterval: 2);
        double[] expected = [4, 12, 12, 36];
        foreach (var scale in expected)
        {
            Gradient(x, 1);
            scaler.Step(optimizer);
            scaler.Update();
            Assert.Equal(scale, scaler.GetScale());
        }
        Gradient(x, 1);
        scaler.Step(optimizer);
        scaler.Update(newScale: 5);
        Assert.Equal(5, scaler.GetScale());
        var large = new GradScaler(initScale: 3e38, growthInterval: 1);
        Gradient(x, 1);
        large.Step(optimizer);
        large.Update();
        Assert.Equal(3e38, large.GetScale());
    }

    [Fact]
    public void GradientsAreClippedBetweenUnscaleAndStep()
    {
        var (x, optimizer) = Make(0, 0);
        var scaler = new GradScaler(initScale: 16);
        Gradient(x, 48, 64);
        scaler.Unscale(optimizer);
        Assert.Equal(5, Utils.ClipGradNorm(x, 2.5), 1e-6);
        scaler.Step(optimizer);
        scaler.Update();
        Assert.Equal(-1.5, x[0].Item(), 1e-5);
    }

    [Fact]
    public void StepsOutOfOrderAreRefused()
    {
        var (x, optimizer) = Make(1);
        var scaler = new GradScaler();
        Assert.Contains("no gradients", Assert.Throws<InvalidOperationException>(() => scaler.Step(optimizer)).Message);
        Assert.Contains("no step was made", Assert.Throws<InvalidOperationException>(() => scaler.Update()).Message);
        Gradient(x, 1);
        scaler.Unscale(optimizer);
        Assert.Contains("done already", Assert.Throws<InvalidOperationException>(() => scaler.Unscale(optimizer)).Message);
        scaler.Step(optimizer);
        Assert.Contains("step was made", Assert.Throws<InvalidOperationException>(() => scaler.Unscale(optimizer)).Message);
        Assert.Contains("since the last Update()", Assert.Throws<InvalidOperationException>(() => scaler.Step(optimizer)).Message);
        scaler.Update();
        scaler.Unscale(optimizer);
        var half = Tensor.Zeros([1], DType.Float16, requiresGrad: true);
        half.Grad = Tensor.Zeros([1], DType.Float16);
        Assert.Contains("Float16", Assert.Throws<InvalidOperationException>(() => scaler.Unscale(new SGD([half]))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradScaler(growthFactor: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradScaler(backoffFactor: 1));
    }

    [Fact]
    public void ALossInHalfPrecisionIsScaledInSingle()
    {
        var loss = Tensor.Full([], 2, DType.Float16, requiresGrad: true);
        var scaled = new GradScaler().Scale(loss);
        Assert.Equal((DType.Float32, 131072), (scaled.DType, scaled.Item()));
        scaled.Backward();
        Assert.Equal(DType.Float16, loss.Grad!.DType);
    }

    [Fact]
    public void ADisabledScalerDoesNothing()
    {
        var (x, optimizer) = Make(1);
        var scaler = new GradScaler(enabled: false);
        var loss = x.Sum();
        Assert.Same(loss, scaler.Scale(loss));
        loss.Backward();
        Assert.True(scaler.Step(optimizer));
        scaler.Update();
        Assert.Equal((0, 1), (x.Item(), scaler.GetScale()));
        Assert.Empty(scaler.StateDict());
        scaler.LoadStateDict(new GradScaler().StateDict());
        Assert.Contains("empty", Assert.Throws<InvalidOperationException>(() => new GradScaler().LoadStateDict(scaler.StateDict())).Message);
    }

    [Fact]
    public void AStateGoesOn()
    {
        var (x, optimizer) = Make(1);
        var scaler = new GradScaler(initScale: 4, growthFactor: 3, growthInterval: 2);
        Gradient(x, 1);
        scaler.Step(optimizer);
        scaler.Update();
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".pt");
        scaler.Save(path);
        var other = new GradScaler();
        other.Load(path);
        File.Delete(path);
        Assert.Equal(["scale", "growth_factor", "backoff_factor", "growth_interval", "_growth_tracker"], other.StateDict().Keys);
        Gradient(x, 1);
        other.Step(optimizer);
        other.Update();
        Assert.Equal(12, other.GetScale());
    }

    [Theory, InlineData(false), InlineData(true)]
    public void AccumulatedBatchesMakeTheStepOfOne(bool isScaled)
    {
        var data = Tensor.Randn([12, 3], generator: new Generator(3));
        static Tensor Loss(Tensor x, Tensor batch) => (batch * x).Sum([1]).Cos().Mean();
        var (one, large) = Make(1, -2, 3);
        var (several, small) = Make(1, -2, 3);
        var norms = new List<double>();
        var accumulator = new GradientAccumulator(small, 3, () => norms.Add(Utils.ClipGradNorm(several, 0.1)), isScaled ? new GradScaler() : null);
        for (var step = 0; step < 2; step++)
        {
            large.ZeroGrad();
            Loss(one, data[(step * 6)..(step * 6 + 6)]).Backward();
            var norm = Utils.ClipGradNorm(one, 0.1);
            large.Step();
            for (var batch = 0; batch < 3; batch++)
            {
                var from = step * 6 + batch * 2;
                Assert.Equal(batch == 2, accumulator.Backward(Loss(several, data[from..(from + 2)])));
                Assert.Equal((batch + 1) % 3, accumulator.Pending);
            }
            Assert.Equal(norm, norms[step], 1e-5);
            Assert.Null(several.Grad);
            foreach (var (e, a) in one.ToArray<float>().Zip(several.ToArray<float>())) Assert.Equal(e, a, 1e-5);
        }
    }

    [Fact]
    public void ALastStepOfFewerBatchesCountsThemWhole()
    {
        var (x, optimizer) = Make(0);
        var accumulator = new GradientAccumulator(optimizer, 4);
        Assert.False(accumulator.Flush());
        accumulator.Backward((x * 2).Sum());
        accumulator.Backward((x * 4).Sum());
        Assert.True(accumulator.Flush());
        Assert.Equal((-3, 0), (x.Item(), accumulator.Pending));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientAccumulator(optimizer, 0));
    }
}
