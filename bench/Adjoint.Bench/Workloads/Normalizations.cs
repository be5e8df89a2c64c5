using F = Adjoint.Nn.Functional;

namespace Adjoint.Bench;

/// <summary>Cross entropy, layer norm and batch norm: forward without gradients, or forward and backward.</summary>
internal static class Normalizations
{
    public static IEnumerable<Workload> Workloads => ((bool[])[false, true]).SelectMany(backward => (Workload[])
    [
        OfClasses([128, 1000], [128], backward),
        OfClasses([64, 10], [64], backward),
        OfClasses([8, 21, 64, 64], [8, 64, 64], backward),
        LayerNorm([1024, 768], backward),
        LayerNorm([32, 64], backward),
        BatchNorm([32, 64, 28, 28], backward),
        BatchNorm([64, 256], backward),
    ]).Append(BatchNormEval([32, 64, 28, 28]));

    static Normalizing OfClasses(long[] shape, long[] lines, bool backward)
    {
        return new($"cross entropy {string.Join("x", shape)}", shape, backward, Prepare, []);

        Func<Tensor, Tensor> Prepare()
        {
            var target = Tensor.RandInt(0, shape[1], Shape.Create(lines));
            return x => F.CrossEntropy(x, target);
        }
    }

    static Normalizing LayerNorm(long[] shape, bool backward)
    {
        Tensor weight = Tensor.Ones([shape[^1]]), bias = Tensor.Zeros([shape[^1]]);
        return new($"layer norm {string.Join("x", shape)}", shape, backward,
            () => x => F.LayerNorm(x, [shape[^1]], weight, bias), [weight, bias]);
    }

    static Normalizing BatchNorm(long[] shape, bool backward)
    {
        Tensor weight = Tensor.Ones([shape[1]]), bias = Tensor.Zeros([shape[1]]);
        Tensor mean = Tensor.Zeros([shape[1]]), variance = Tensor.Ones([shape[1]]);
        return new($"batch norm {string.Join("x", shape)}", shape, backward,
            () => x => F.BatchNorm(x, mean, variance, weight, bias, training: true), [weight, bias]);
    }

    static Normalizing BatchNormEval(long[] shape)
    {
        Tensor weight = Tensor.Ones([shape[1]]), bias = Tensor.Zeros([shape[1]]);
        Tensor mean = Tensor.Zeros([shape[1]]), variance = Tensor.Ones([shape[1]]);
        return new($"batch norm {string.Join("x", shape)}, not training", shape, false,
            () => x => F.BatchNorm(x, mean, variance, weight, bias), [weight, bias]);
    }
}

/// <summary>A function of a tensor and of parameters; its value, or the gradient with respect to the tensor.</summary>
internal sealed class Normalizing(string name, long[] shape, bool backward, Func<Func<Tensor, Tensor>> prepare, Tensor[] parameters)
    : Workload($"{name}{(backward ? ", forward + backward" : "")}", Work.Bytes(sizeof(float) * (double)shape.Aggregate((a, b) => a * b)))
{
    public override Func<Tensor?> SetUp()
    {
        Tensor x = Tensor.Randn(Shape.Create(shape)), g = Tensor.Randn(Shape.Create(shape));
        Tensor[] leaves = [x, .. parameters];
        foreach (var leaf in leaves) leaf.RequiresGrad = backward;
        var apply = prepare();
        return () =>
        {
            var y = apply(x);
            if (!backward) return y;
            foreach (var leaf in leaves) leaf.ClearGrad(setToNull: true);
            y.Backward(y.Rank == 0 ? null : g);
            return x.Grad;
        };
    }
}
