namespace Adjoint.Tests.Autograd;

public class BackwardTests
{
    static Tensor Leaf(params double[] numbers) => Tensor.From(numbers, requiresGrad: true);

    [Fact]
    public void AWeightUsedTwiceGetsTheSumOfBothGradients()
    {
        var w = Leaf(3);
        (w * w + 2 * w).Backward();
        Assert.Equal(8, w.Grad!.Item());
    }

    [Fact]
    public void GradientsAddUpUntilTheyAreCleared()
    {
        var w = Leaf(1);
        (3 * w).Backward();
        (3 * w).Backward();
        Assert.Equal(6, w.Grad!.Item());
        w.Grad.Data.Zero();
        (3 * w).Backward();
        Assert.Equal(3, w.Grad!.Item());
    }

    [Fact]
    public void LeavesThatShareAGradientDoNotShareItsMemory()
    {
        Tensor a = Leaf(1), b = Leaf(2);
        (a + b).Backward();
        a.Grad!.Zero();
        Assert.Equal(1, b.Grad!.Item());
    }

    [Fact]
    public void TheGradientGivenByTheUserIsNotTheOneTheLeafKeeps()
    {
        var a = Leaf(1, 2);
        var seed = Tensor.From([1.0, 1.0]);
        (a + 0.0).Backward(seed);
        a.Grad!.Zero();
        Assert.Equal([1.0, 1.0], seed.ToArray<double>());
    }

    [Fact]
    public void ABroadcastInputGetsTheSumOverItsRepetitions()
    {
        var a = Leaf(1, 2, 3);
        var b = Tensor.Ones([2, 1], DType.Float64, requiresGrad: true);
        (a * b).Sum().Backward();
        Assert.Equal([2.0, 2, 2], a.Grad!.ToArray<double>());
        Assert.Equal([2L, 1], b.Grad!.Shape.ToArray());
        Assert.Equal([6.0, 6], b.Grad.ToArray<double>());
    }

    [Fact]
    public void APromotedInputGetsAGradientOfItsOwnType()
    {
        Tensor a = [1.0f];
        a.RequiresGrad = true;
        (a * Leaf(2)).Backward();
        Assert.Equal(DType.Float32, a.Grad!.DType);
        Assert.Equal(2, a.Grad.Item());
    }

    [Fact]
    public void AMillionOperationsNeitherOverflowTheStackGoingBackNorWhenFreed()
    {
        var w = Leaf(1);
        Build(w).Backward();
        Assert.Equal(1, w.Grad!.Item());
        GC.Collect();

        static Tensor Build(Tensor w)
        {
            var y = w;
            for (var i = 0; i < 1_000_000; i++) y = y + 1e-9;
            return y;
        }
    }

    [Fact]
    public void AWideGraphIsVisitedInOrder()
    {
        var w = Leaf(2);
        var terms = new Tensor[2000];
        for (var i = 0; i < terms.Length; i++) terms[i] = w * i;
        Tensor.Stack(terms).Sum().Backward();
        Assert.Equal(1999000, w.Grad!.Item());
    }

    [Fact]
    public void AGraphUsedTwiceSaysWhatToDo()
    {
        var w = Leaf(3);
        var loss = w * w;
        loss.Backward();
        var error = Assert.Throws<InvalidOperationException>(() => loss.Backward());
        Assert.Contains("retainGraph: true", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AGraphThatSavesNothingCanBeUsedTwice()
    {
        var w = Leaf(3);
        var loss = w + 1.0;
        loss.Backward();
        loss.Backward();
        Assert.Equal(2, w.Grad!.Item());
    }

    [Fact]
    public void ARetainedGraphCanBeUsedAgain()
    {
        var w = Leaf(3);
        var loss = w * w;
        loss.Backward(retainGraph: true);
        loss.Backward();
        Assert.Equal(12, w.Grad!.Item());
    }

    [Fact]
    public void WithCreateGraphGradientsHaveGradients()
    {
        var w = Leaf(2);
        w.Pow(3).Backward(createGraph: true);
        var first = w.Grad!;
        w.Grad = null;
        first.Backward();
        Assert.Equal(12, w.Grad!.Item());
    }

    [Fact]
    public void ASavedTensorChangedInPlaceIsNamed()
    {
        var p = Leaf(2);
        var q = p * p;
        using (Adjoint.Autograd.NoGrad()) p += 1;
        var error = Assert.Throws<InvalidOperationException>(() => q.Backward());
        Assert.Contains("Mul needs its input", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ASavedTensorWhoseDataWasReplacedIsNoticed()
    {
        var p = Leaf(2);
        var q = p * p;
        p.Data = Tensor.From([5.0]);
        Assert.Throws<InvalidOperationException>(() => q.Backward());
    }

    [Fact]
    public void OnATrackedTensorInPlaceOperatorsSayWhatToWrite()
    {
        var leaf = Leaf(1);
        var y = leaf * 2;
        Assert.Contains("NoGrad", Assert.Throws<InvalidOperationException>(() => { var x = leaf; x += 1; }).Message, StringComparison.Ordinal);
        Assert.Contains("new tensor", Assert.Throws<InvalidOperationException>(() => y += 1).Message, StringComparison.Ordinal);
        Tensor total = Tensor.From([0.0]);
        Assert.Contains("lose the graph", Assert.Throws<InvalidOperationException>(() => total += y).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ManyThreadsMayTrainOnSharedParameters()
    {
        var w = Leaf(1, 2, 3);
        var threads = new Thread[8];
        for (var t = 0; t < threads.Length; t++)
        {
            threads[t] = new(() =>
            {
                for (var i = 0; i < 500; i++) (w * w).Sum().Backward();
            });
        }
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        Assert.Equal([8000.0, 16000, 24000], w.Grad!.ToArray<double>());
    }

    [Fact]
    public void AResultOfAnotherThreadMayBeUsed()
    {
        var w = Leaf(2);
        Tensor? y = null;
        var thread = new Thread(() =>
        {
            y = w;
            for (var i = 0; i < 100; i++) y = y * 1.0;
        });
        thread.Start();
        thread.Join();
        (y! * w).Backward();
        Assert.Equal(4, w.Grad!.Item());
    }

    [Fact]
    public void OnlyFloatingPointTensorsCanRequireGradients()
    {
        Tensor i = [1, 2];
        Assert.Throws<InvalidOperationException>(() => i.RequiresGrad = true);
        Assert.Throws<ArgumentException>(() => Leaf(1).Grad = Tensor.From([1f]));
    }
}
