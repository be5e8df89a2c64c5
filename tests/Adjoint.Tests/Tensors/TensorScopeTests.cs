using Adjoint.Nn;
using Adjoint.Optim;

namespace Adjoint.Tests.Tensors;

/// <summary>What goes back at the end of a scope, what survives, and that nobody reads another tensor's numbers.</summary>
[Collection(nameof(Alone))]
public class TensorScopeTests
{
    static readonly long[] s_sizes = [1, 100, 1000, 100_000];

    [Fact]
    public void UsingATensorAfterItsScopeSaysWhatToDo()
    {
        foreach (var size in s_sizes)
        {
            Tensor x;
            using (var scope = new TensorScope()) x = Tensor.Ones([size]);
            foreach (var use in new Action[] { () => x.Sum(), () => (x + 1).Item(), () => x.ToArray<float>(), () =>
                x.TryGetArray<float>(out _), () => x.Fill(2), () => x.AsSpan<float>().ToArray(), () => x.ToString() })
            {
                var error = Assert.Throws<ObjectDisposedException>(use);
                Assert.Contains("TensorScope", error.Message);
                Assert.Contains("scope.Keep(tensor)", error.Message);
            }
            Assert.Equal([size], x.Shape.ToArray());
        }
    }

    [Fact]
    public void ViewsGoWithTheirMemoryWhicheverOfThemIsHeld()
    {
        Tensor whole, part, kept;
        using (var scope = new TensorScope())
        {
            whole = Tensor.Ones([40, 40]);
            part = whole[3].Reshape(8, 5);
            kept = Tensor.Ones([40, 40]);
            scope.Keep(kept.T);
        }
        Assert.Throws<ObjectDisposedException>(() => whole.Sum());
        Assert.Throws<ObjectDisposedException>(() => part.Sum());
        Assert.Equal(1600, kept.Sum().Item());
    }

    [Fact]
    public void MemoryThatWentBackIsUsedAgainByOthersOnly()
    {
        foreach (var size in s_sizes)
        {
            Tensor old, kept;
            using (var scope = new TensorScope())
            {
                old = Tensor.Full([size], 3f);
                kept = scope.Keep(Tensor.Full([size], 4f));
            }
            var others = Enumerable.Range(0, 8).Select(i => Tensor.Full([size], 10f + i)).ToArray();
            Assert.Throws<ObjectDisposedException>(() => old.Sum());
            Assert.Equal(4.0 * size, kept.Sum(DType.Float64).Item());
            for (var i = 0; i < others.Length; i++) Assert.Equal((10.0 + i) * size, others[i].Sum(DType.Float64).Item());
        }
    }

    [Fact]
    public void ZerosAreZerosInMemoryUsedBefore()
    {
        foreach (var size in s_sizes)
        {
            using (var scope = new TensorScope()) Tensor.Full([size], 3f);
            Assert.Equal(0, Tensor.Zeros([size]).Abs().Sum().Item());
        }
    }

    [Fact]
    public void WhatAnInnerScopeKeepsBelongsToTheOuterOne()
    {
        Tensor inner, middle, outer;
        using (var first = new TensorScope())
        {
            using (var second = new TensorScope())
            {
                inner = second.Keep(Tensor.Ones([2000]));
                middle = Tensor.Ones([2000]);
                outer = second.Keep(Tensor.Ones([2000]));
            }
            Assert.Equal(2000, inner.Sum().Item());
            Assert.Throws<ObjectDisposedException>(() => middle.Sum());
            first.Keep(outer);
        }
        Assert.Throws<ObjectDisposedException>(() => inner.Sum());
        Assert.Equal(2000, outer.Sum().Item());
    }

    [Fact]
    public void KeepingWhatWasMadeEarlierChangesNothing()
    {
        Tensor x;
        using (var first = new TensorScope())
        {
            x = Tensor.Ones([2000]);
            using var second = new TensorScope();
            second.Keep(x);
        }
        Assert.Throws<ObjectDisposedException>(() => x.Sum());
    }

    [Fact]
    public void AScopeEndsWithAnException()
    {
        Tensor? x = null;
        void Fail()
        {
            using var scope = new TensorScope();
            x = Tensor.Ones([2000]);
            throw new InvalidDataException();
        }
        Assert.Throws<InvalidDataException>(Fail);
        Assert.Throws<ObjectDisposedException>(() => x!.Sum());
        Assert.Equal(2000, Tensor.Ones([2000]).Sum().Item());
        Assert.Null(MemoryFrame.Current);
    }

    [Fact]
    public void AFailingDerivativeLeavesNoFrameOpen()
    {
        var x = Tensor.Ones([2000], requiresGrad: true);
        var y = Adjoint.Autograd.Custom([x * 2], v => v[0].Exp(), (_, _, _) => throw new InvalidDataException());
        void Backward() => y.Sum().Backward();
        Assert.Throws<InvalidDataException>(Backward);
        Assert.Null(MemoryFrame.Current);
    }

    [Fact]
    public void AScopeConcernsItsThreadOnly()
    {
        Tensor? other = null;
        using (var scope = new TensorScope())
        {
            var thread = new Thread(() => other = Tensor.Ones([2000]));
            thread.Start();
            thread.Join();
        }
        Assert.Equal(2000, other!.Sum().Item());
    }

    [Fact]
    public void EndingTwiceIsHarmlessAndKeepingAfterwardsIsNot()
    {
        var scope = new TensorScope();
        scope.Dispose();
        using var next = new TensorScope();
        var x = Tensor.Ones([2000]);
        scope.Dispose(); // must not end the next one, which may be the same object inside
        Assert.Equal(2000, x.Sum().Item());
        try
        {
            scope.Keep(x);
            Assert.Fail("kept");
        }
        catch (ObjectDisposedException)
        {
        }
    }

    [Fact]
    public void MemoryOfTheUserAndMemoryHandedOutIsNotTouched()
    {
        float[] mine = new float[2000], array;
        using (var scope = new TensorScope())
        {
            Tensor.Wrap(mine).Fill(5);
            Assert.True(Tensor.Full([2000], 6f).TryGetArray<float>(out var part));
            array = part.Array!;
        }
        for (var i = 0; i < 8; i++) Tensor.Full([2000], 7f);
        Assert.All(mine, x => Assert.Equal(5, x));
        Assert.All(array[..2000], x => Assert.Equal(6, x));
    }

    [Fact]
    public void ATrainingLoopInScopesLearnsWhatItLearnsWithout()
    {
        var plain = Train(scoped: false);
        var scoped = Train(scoped: true);
        Assert.Equal(plain, scoped);
    }

    static float[] Train(bool scoped)
    {
        Tensor.ManualSeed(7);
        var model = new Sequential(new Linear(20, 60), new Tanh(), new Linear(60, 60), new ReLU(), new Linear(60, 5));
        var optimizer = new Adam(model.Parameters(), lr: 1e-2);
        Tensor x = Tensor.Randn([32, 20]), y = Tensor.Randn([32, 5]);
        for (var step = 0; step < 20; step++)
        {
            if (scoped)
            {
                using var scope = new TensorScope();
                Step();
            }
            else
            {
                Step();
            }
        }
        return [.. model.Parameters().SelectMany(p => p.ToArray<float>()), .. model.Parameters().SelectMany(p => p.Grad!.ToArray<float>())];

        void Step()
        {
            var loss = new MSELoss().Call(model.Call(x), y);
            optimizer.ZeroGrad();
            loss.Backward();
            optimizer.Step();
        }
    }

    [Fact]
    public void AModelAndItsStateMayBeMadeInAScope()
    {
        Linear model;
        SGD optimizer;
        using (var scope = new TensorScope())
        {
            model = new Linear(40, 40);
            optimizer = new SGD(model.Parameters(), lr: 0.1, momentum: 0.9);
            model.Call(Tensor.Ones([2, 40])).Sum().Backward();
            optimizer.Step();
        }
        model.Call(Tensor.Ones([2, 40])).Sum().Backward();
        optimizer.Step();
        Assert.Equal(40 * 40 * 4, model.Weight.Grad!.Sum().Item());
    }

    [Fact]
    public void AGradientSomebodyLookedAtSurvivesZeroGrad()
    {
        var x = Tensor.Ones([2000], requiresGrad: true);
        (x * 3).Sum().Backward();
        var seen = x.Grad!;
        x.Grad = null;
        (x * 4).Sum().Backward();
        Assert.Equal(6000, seen.Sum().Item());
        Assert.Equal(8000, x.Grad!.Sum().Item());
    }

    [Fact]
    public void GradientsThatHooksOrGradReturnAreNotGivenBack()
    {
        var seen = new List<Tensor>();
        var x = Tensor.Ones([2000], requiresGrad: true);
        var h = x * 2;
        h.RegisterHook(seen.Add);
        var y = h.Exp();
        y.RetainGrad();
        (y * y).Sum().Backward();
        var middle = h * 3;
        var found = Adjoint.Autograd.Grad((middle * middle).Sum(), [middle, h, x]);
        for (var i = 0; i < 8; i++) Tensor.Full([2000], 99f);
        var e2 = Math.Exp(2);
        Assert.Equal(2 * e2 * e2 * 2000, seen[0].Sum(DType.Float64).Item(), 1.0);
        Assert.Equal(2 * e2 * 2000, y.Grad!.Sum(DType.Float64).Item(), 1.0);
        Assert.Equal([12.0 * 2000, 36.0 * 2000, 72.0 * 2000], found.Select(g => g.Sum(DType.Float64).Item()));
    }
}
