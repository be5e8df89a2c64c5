namespace Adjoint.Tests.Operations;

/// <summary>Compares the gradients of a function of Float64 tensors with difference quotients along one direction.</summary>
internal static class GradientCheck
{
    const double Step = 1e-4;

    /// <summary>Checks first derivatives at <paramref name="inputs"/>.</summary>
    public static void First(Func<Tensor[], Tensor> function, Tensor[] inputs)
    {
        var weights = new Draw().Uniform(function(inputs).Shape, 0.5, 1.5);
        Check(x => (function(x) * weights).Sum(), inputs);
    }

    /// <summary>Checks second derivatives: the first derivatives of the gradient, also with respect to what it is multiplied by.</summary>
    public static void Second(Func<Tensor[], Tensor> function, Tensor[] inputs)
    {
        var draw = new Draw();
        var g = draw.Uniform(function(inputs).Shape, 0.5, 1.5);
        var weights = Array.ConvertAll(inputs, x => draw.Uniform(x.Shape, 0.5, 1.5));
        Check(x =>
        {
            var gradients = Gradients(function(x[..^1]), x[..^1], x[^1], createGraph: true);
            Tensor sum = Tensor.Zeros([], DType.Float64);
            for (var i = 0; i < gradients.Length; i++)
            {
                if (gradients[i] is { } gradient) sum = sum + (gradient * weights[i]).Sum();
            }
            return sum;
        }, [.. inputs, g]);
    }

    /// <summary>
    /// The gradients of a function's result, times <paramref name="g"/>, with respect to its floating-point inputs; null where it does not depend.
    /// </summary>
    public static Tensor?[] Gradients(Tensor result, Tensor[] inputs, Tensor g, bool createGraph = false)
    {
        var gradients = new Tensor?[inputs.Length];
        if (!result.RequiresGrad) return gradients;
        var tracked = Array.FindAll(inputs, x => x.RequiresGrad);
        var found = BackwardPass.Collect([result], [g], tracked, retainGraph: createGraph, createGraph);
        for (int i = 0, next = 0; i < inputs.Length; i++)
        {
            if (inputs[i].RequiresGrad) gradients[i] = found[next++];
        }
        return gradients;
    }

    /// <summary>Fresh leaves of the same numbers; the floating-point ones require gradients.</summary>
    public static Tensor[] Leaves(Tensor[] inputs) => Array.ConvertAll(inputs, x =>
    {
        var leaf = x.Detach();
        leaf.RequiresGrad = x.DType.IsFloatingPoint;
        return leaf;
    });

    static void Check(Func<Tensor[], Tensor> scalar, Tensor[] inputs)
    {
        var leaves = Leaves(inputs);
        var gradients = Gradients(scalar(leaves), leaves, Tensor.Ones([], DType.Float64));
        var draw = new Draw();
        var direction = Array.ConvertAll(inputs, x => x.DType.IsFloatingPoint ? draw.Uniform(x.Shape, -1, 1) : null);
        double analytic = 0;
        for (var i = 0; i < inputs.Length; i++)
        {
            if (gradients[i] is { } gradient && direction[i] is { } along) analytic += (gradient * along).Sum().Item();
        }
        double At(double step)
        {
            var moved = new Tensor[inputs.Length];
            for (var i = 0; i < moved.Length; i++) moved[i] = direction[i] is { } along ? inputs[i] + step * along : inputs[i];
            return scalar(Leaves(moved)).Item();
        }
        var numeric = (8 * (At(Step) - At(-Step)) - (At(2 * Step) - At(-2 * Step))) / (12 * Step);
        if (!(Math.Abs(numeric - analytic) <= 1e-7 * Math.Max(1, Math.Abs(numeric))))
            Assert.Fail($"The gradient gives {analytic}, differences give {numeric}, for inputs {string.Join(", ", inputs.Select(x => x.Shape))}.");
    }
}
