namespace Adjoint.Bench;

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
        Tensor? target = null;
        return new($"cross entropy {string.Join("x", shape)}", shape, backward,
            x => nn.functional.cross_entropy(x, target ??= Kept(randint(0, shape[1], lines))), []);
    }

    static Normalizing LayerNorm(long[] shape, bool backward)
    {
        Tensor weight = Kept(ones(shape[^1])), bias = Kept(zeros(shape[^1]));
        return new($"layer norm {string.Join("x", shape)}", shape, backward,
            x => nn.functional.layer_norm(x, [shape[^1]], weight, bias), [weight, bias]);
    }

    static Normalizing BatchNorm(long[] shape, bool backward)
    {
        Tensor weight = Kept(ones(shape[1])), bias = Kept(zeros(shape[1])), mean = Kept(zeros(shape[1])), variance = Kept(ones(shape[1]));
        return new($"batch norm {string.Join("x", shape)}", shape, backward,
            x => nn.functional.batch_norm(x, mean, variance, weight, bias, training: true), [weight, bias]);
    }

    static Normalizing BatchNormEval(long[] shape)
    {
        Tensor weight = Kept(ones(shape[1])), bias = Kept(zeros(shape[1])), mean = Kept(zeros(shape[1])), variance = Kept(ones(shape[1]));
        return new($"batch norm {string.Join("x", shape)}, not training", shape, false,
            x => nn.functional.batch_norm(x, mean, variance, weight, bias), [weight, bias]);
    }

    // Not disposed with the scope it was made in.
    static Tensor Kept(Tensor x) => x.DetachFromDisposeScope();
}

internal sealed class Normalizing(string name, long[] shape, bool backward, Func<Tensor, Tensor> apply, Tensor[] parameters)
    : Workload($"{name}{(backward ? ", forward + backward" : "")}", Work.Bytes(sizeof(float) * (double)shape.Aggregate((a, b) => a * b)))
{
    public override Func<Tensor?> SetUp()
    {
        Tensor x = randn(shape), g = randn(shape);
        Tensor[] leaves = [x, .. parameters];
        foreach (var leaf in leaves) leaf.requires_grad = backward;
        return () =>
        {
            var y = apply(x);
            if (!backward) return y;
            foreach (var leaf in leaves) leaf.grad = null;
            if (y.dim() == 0) y.backward();
            else y.backward([g]);
            return x.grad;
        };
    }
}
