using static Adjoint.Autograd;

namespace Adjoint.Tests.Autograd;

public class FunctionalTests
{
    static Tensor Vector(params double[] numbers) => Tensor.From(numbers);

    static Tensor Leaf(params double[] numbers) => Tensor.From(numbers, requiresGrad: true);

    static void Near(double[] expected, Tensor actual)
    {
        var numbers = actual.ToArray<double>();
        Assert.Equal(expected.Length, numbers.Length);
        for (var i = 0; i < numbers.Length; i++) Assert.Equal(expected[i], numbers[i], 1e-9);
    }

    [Fact]
    public void GradReturnsTheGradientAndLeavesGradAlone()
    {
        var x = Leaf(2);
        var y = x * x;
        var z = y * 3;
        Assert.Equal(12, Grad(z, x, retainGraph: true).Item());
        Assert.Equal(3, Grad(z, y).Item());
        Assert.Null(x.Grad);
    }

    [Fact]
    public void GradOfSeveralInputsKeepsTheirOrder()
    {
        Tensor a = Leaf(2), b = Leaf(5), c = Leaf(1);
        var gradients = Grad(a * b, [b, a, c], allowUnused: true);
        Assert.Equal([2.0, 5, 0], gradients.Select(g => g.Item()));
        Assert.Throws<InvalidOperationException>(() => Grad(a * b, c));
        Assert.Throws<InvalidOperationException>(() => Grad(a * b, Vector(1)));
        Assert.Equal([6.0], Grad([a * b, a], [a]).Select(g => g.Item()));
    }

    [Fact]
    public void NothingBeyondTheInputIsVisited()
    {
        var x = Leaf(2);
        var y = x * x;
        Grad(y * y, y);
        y.Backward(); // would have been freed
        Assert.Equal(4, x.Grad!.Item());
    }

    [Fact]
    public void TheJacobianOfAnElementwiseFunctionIsDiagonal() =>
        Near([3, 0, 0, 0, 12, 0, 0, 0, 27], Jacobian(t => t.Pow(3), Vector(1, 2, 3)));

    [Fact]
    public void TheJacobianOfAConstantIsZero() =>
        Near([0, 0, 0, 0], Jacobian(t => Tensor.Ones([2], DType.Float64), Vector(1, 2)));

    [Fact]
    public void TheHessianOfAQuadraticFormIsTwiceItsMatrix()
    {
        Tensor m = new double[,] { { 2, 1 }, { 1, 3 } };
        Near([4, 2, 2, 6], Hessian(t => (t.Unsqueeze(0).Matmul(m).Reshape(2) * t).Sum(), Vector(0.5, -1)));
        Near([0, 0, 0, 0], Hessian(t => t.Sum(), Vector(0.5, -1)));
        Assert.Throws<ArgumentException>(() => Hessian(t => t, Vector(1, 2)));
    }

    [Fact]
    public void ProductsAgreeWithTheMatrices()
    {
        Func<Tensor, Tensor> f = t => (t * t).Sin() * t.Exp();
        Tensor x = Vector(0.5, -1, 2), v = Vector(1, 2, 3);
        var jacobian = Jacobian(f, x);
        Near(v.Matmul(jacobian).ToArray<double>(), Vjp(f, x, v).Product);
        Near(jacobian.Matmul(v).ToArray<double>(), Jvp(f, x, v).Product);
        Func<Tensor, Tensor> s = t => f(t).Sum();
        Near(Hessian(s, x).Matmul(v).ToArray<double>(), Hvp(s, x, v).Product);
        Near(f(x).ToArray<double>(), Jvp(f, x, v).Output);
        Assert.Throws<ArgumentException>(() => Jvp(f, x, Vector(1)));
    }

    [Fact]
    public void AHessianCanBeDifferentiatedAgain()
    {
        var x = Leaf(2);
        var h = Hessian(t => t.Pow(4).Sum(), x, createGraph: true);
        h.Sum().Backward();
        Assert.Equal(48, x.Grad!.Item(), 1e-9);
    }

    [Fact]
    public void GradCheckTellsRightFromWrong()
    {
        GradCheck(t => (t.Tanh() * t).Sum(), Vector(0.5, -1));
        GradGradCheck(t => t.Tanh() * t, Vector(0.5, -1));
        GradCheck(t => t[0] * t[1].Exp(), [Vector(1, 2), Vector(0.5)]);
        Func<Tensor, Tensor> wrong = t => Custom([t], v => v[0] * v[0], (g, v, _) => [g * v[0]]);
        Assert.False(GradCheck(wrong, Vector(3), throwOnFailure: false));
        var error = Assert.Throws<InvalidOperationException>(() => GradCheck(wrong, Vector(3)));
        Assert.Contains("differences give 6", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => GradCheck(t => t, Tensor.Ones([1])));
    }

    [Fact]
    public void GradGradCheckNoticesADerivativeThatIsNotRecorded()
    {
        Func<Tensor, Tensor> half = t => Custom([t], v => v[0] * v[0] * v[0], (g, v, _) => [g * 3 * (v[0] * v[0]).Detach()]);
        GradCheck(half, Vector(1.5));
        Assert.False(GradGradCheck(half, Vector(1.5), throwOnFailure: false));
    }

    [Fact]
    public void ACustomFunctionIsAnOperationLikeAnyOther()
    {
        Tensor Cube(Tensor t) => Custom([t], v => v[0] * v[0] * v[0], (g, v, _) => [g * 3 * v[0] * v[0]], "Cube");
        var x = Leaf(2);
        var y = Cube(x);
        Assert.Equal("Cube", y.GradFn);
        var first = Grad(y.Sum(), x, createGraph: true);
        Assert.Equal(12, first.Item());
        Assert.Equal(12, Grad(first, x).Item());
    }

    [Fact]
    public void ACustomFunctionThatReturnsTheWrongGradientsIsTold()
    {
        var x = Leaf(2, 3);
        Assert.Throws<InvalidOperationException>(() => Custom([x], v => v[0].Sum(), (g, v, _) => []).Backward());
        Assert.Throws<InvalidOperationException>(() => Custom([x], v => v[0].Sum(), (g, v, _) => [Tensor.Ones([7], DType.Float64)]).Backward());
    }

    [Fact]
    public void ACustomFunctionMayReturnItsInput()
    {
        var x = Leaf(2);
        var y = Custom([x], v => v[0], (g, v, _) => [g * -1]);
        Assert.True(x.IsLeaf);
        y.Backward();
        Assert.Equal(-1, x.Grad!.Item());
    }

    [Fact]
    public void HooksSeeAndChangeGradients()
    {
        var x = Leaf(1, 2);
        var h = x * 3;
        var seen = new List<double>();
        h.RegisterHook(g => g * 10);
        var handle = h.RegisterHook(g => seen.Add(g.Sum().Item()));
        h.RetainGrad();
        h.Sum().Backward(retainGraph: true);
        Near([30, 30], x.Grad!);
        Near([10, 10], h.Grad!);
        handle.Dispose();
        h.Sum().Backward();
        Assert.Equal([20.0], seen);
    }

    [Fact]
    public void AHookOnALeafSeesTheWholeGradientOnce()
    {
        var x = Leaf(2);
        var calls = 0;
        x.RegisterHook(g =>
        {
            calls++;
            return g.Clone();
        });
        (x * x + x).Backward();
        Assert.Equal((1, 5.0), (calls, x.Grad!.Item()));
        Assert.Throws<InvalidOperationException>(() => Vector(1).RegisterHook(g => g));
    }
}
