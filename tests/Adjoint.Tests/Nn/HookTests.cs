using Adjoint.Nn;

namespace Adjoint.Tests.Nn;

public class HookTests
{
    static Linear Tripling()
    {
        var linear = new Linear(1, 1, bias: false);
        linear.Weight.Data.Fill(3);
        return linear;
    }

    static Tensor One(bool requiresGrad = false) => Tensor.Ones([1, 1], requiresGrad: requiresGrad);

    [Fact]
    public void HooksSeeInputAndOutputUntilTheirHandleIsDisposed()
    {
        var seen = new List<double>();
        var module = Tripling();
        using (module.RegisterForwardPreHook((_, x) => seen.Add(x.Item())))
        using (module.RegisterForwardHook((_, x, y) => seen.Add(y.Item()))) module.Call(One());
        module.Call(One());
        Assert.Equal([1, 3], seen);
    }

    [Fact]
    public void HooksThatReturnTensorsReplaceInputAndOutput()
    {
        var module = Tripling();
        module.RegisterForwardPreHook((_, x) => x + 1);
        module.RegisterForwardHook((_, _, y) => y * 10);
        Assert.Equal(60, module.Call(One()).Item());
    }

    [Fact]
    public void AHookThatCountsDoesNotReplaceTheOutputByTheCount()
    {
        var count = 40;
        var module = Tripling();
        module.RegisterForwardHook((_, _, _) => count++);
        Assert.Equal(3, module.Call(One()).Item());
        Assert.Equal(41, count);
    }

    [Fact]
    public void BackwardHooksSeeTheGradientsOfInputAndOutput()
    {
        var seen = new List<double?>();
        var module = Tripling();
        module.RegisterFullBackwardHook((_, inputs, outputs) => seen.AddRange([inputs[0]?.Item(), outputs[0]?.Item()]));
        var x = One(requiresGrad: true);
        (module.Call(x) * 5).Sum().Backward();
        Assert.Equal([15, 5], seen);
        Assert.Equal(15, x.Grad!.Item());
        Assert.Equal(5, module.Weight.Grad!.Item());
    }

    [Fact]
    public void BackwardHooksMayReplaceTheGradientOfTheInput()
    {
        var module = Tripling();
        module.RegisterFullBackwardHook((_, inputs, _) => [inputs[0]! * 2]);
        var x = One(requiresGrad: true);
        module.Call(x).Sum().Backward();
        Assert.Equal(6, x.Grad!.Item());
        Assert.Equal(1, module.Weight.Grad!.Item());
    }

    [Fact]
    public void WhereNoInputNeedsAGradientABackwardHookSeesThatOfTheOutputOnly()
    {
        var calls = 0;
        var module = Tripling();
        module.RegisterFullBackwardHook((_, inputs, outputs) =>
        {
            calls++;
            Assert.Null(Assert.Single(inputs));
            Assert.Equal(1, outputs[0]!.Item());
        });
        module.Call(One()).Sum().Backward();
        Assert.Equal(1, calls);
        using (global::Adjoint.Autograd.NoGrad()) module.Call(One());
        Assert.Equal(1, calls);
    }

    [Fact]
    public void BackwardHooksSeeEveryTensorOfSeveralInputsAndOutputs()
    {
        IReadOnlyList<Tensor?> inputGradients = [], outputGradients = [];
        var module = new SumAndProduct();
        module.RegisterFullBackwardHook((_, inputs, outputs) => (inputGradients, outputGradients) = (inputs, outputs));
        Tensor a = 2f, b = 5f;
        a.RequiresGrad = true;
        var (sum, product) = module.Call(a, b);
        Assert.True(product.RequiresGrad);
        (sum * 10 + product).Backward();
        Assert.Equal([15, null], inputGradients.Select(g => g?.Item()));
        Assert.Equal([10, 1], outputGradients.Select(g => g?.Item()));
        Assert.Equal(15, a.Grad!.Item());
    }

    [Fact]
    public void SecondDerivativesGoThroughAModuleWithBackwardHooks()
    {
        var module = new SumAndProduct();
        module.RegisterFullBackwardHook((_, _, _) => { });
        Tensor a = 3f;
        a.RequiresGrad = true;
        var (_, square) = module.Call(a, a);
        var first = global::Adjoint.Autograd.Grad(square, a, createGraph: true);
        Assert.Equal(6, first.Item());
        Assert.Equal(2, global::Adjoint.Autograd.Grad(first, a).Item());
    }

    [Fact]
    public void AWrongGradientFromAHookIsRefused()
    {
        var module = Tripling();
        module.RegisterFullBackwardHook((_, _, _) => [Tensor.Ones([2, 2])]);
        var y = module.Call(One(requiresGrad: true)).Sum();
        Assert.Throws<InvalidOperationException>(() => y.Backward());
    }

    [Fact]
    public void CallingAModuleWithoutHooksAllocatesNoMoreThanForward()
    {
        var module = new Identity();
        Tensor x = 1f;
        Assert.Equal(0, Allocations.Of(100, () => module.Call(x)));
    }
}
