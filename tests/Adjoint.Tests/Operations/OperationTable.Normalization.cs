using F = Adjoint.Nn.Functional;

namespace Adjoint.Tests.Operations;

internal static partial class OperationTable
{
    static IEnumerable<Operation> Normalizations =>
    [
        new("LayerNorm", t => F.LayerNorm(t[0], [t[0].Size(-1)], t[1], t[2], 0.1),
            d => [d.Uniform([3, 5]), d.Uniform([5]), d.Uniform([5])],
            d => [d.Uniform([2, 2, 19]), d.Uniform([19]), d.Uniform([19])],
            d => [d.Uniform([0, 5]), d.Uniform([5]), d.Uniform([5])])
        {
            Slack = 32,
            Reference = t => Normalized(t, Along.Groups(t[0], [t[0].Rank - 1]), 0.1, i => i % (int)t[1].Count),
        },
        new("LayerNorm bare", t => F.LayerNorm(t[0], t[0].Shape, eps: 0.1), d => [d.Uniform([3, 5])], d => [d.Uniform([40])]) { Slack = 32 },
        new("RMSNorm", t => F.RMSNorm(t[0], [t[0].Size(-1)], t[1], 0.1),
            d => [d.Uniform([3, 5]), d.Uniform([5])], d => [d.Uniform([2, 2, 19]), d.Uniform([19])]) { Slack = 32 },
        new("BatchNorm", t => F.BatchNorm(t[0], null, null, t[1], t[2], training: true, eps: 0.1),
            d => [d.Uniform([4, 3]), d.Uniform([3]), d.Uniform([3])],
            d => [d.Uniform([2, 3, 5]), d.Uniform([3]), d.Uniform([3])],
            d => [d.Uniform([2, 2, 4, 5]), d.Uniform([2]), d.Uniform([2])]) { Slack = 32 },
        new("BatchNorm eval", t => F.BatchNorm(t[0], Tensor.Full([3], 0.2, t[0].DType), Tensor.Full([3], 1.5, t[0].DType), t[1], t[2]),
            d => [d.Uniform([4, 3]), d.Uniform([3]), d.Uniform([3])],
            d => [d.Uniform([2, 3, 17]), d.Uniform([3]), d.Uniform([3])]) { Slack = 32 },
        new("GroupNorm", t => F.GroupNorm(t[0], 2, t[1], t[2], 0.1),
            d => [d.Uniform([3, 4]), d.Uniform([4]), d.Uniform([4])],
            d => [d.Uniform([2, 6, 3]), d.Uniform([6]), d.Uniform([6])],
            d => [d.Uniform([2, 4, 4, 5]), d.Uniform([4]), d.Uniform([4])]) { Slack = 32 },
        new("InstanceNorm", t => F.InstanceNorm(t[0], weight: t[1], eps: 0.1),
            d => [d.Uniform([2, 3, 5]), d.Uniform([3])], d => [d.Uniform([2, 2, 4, 5]), d.Uniform([2])]) { Slack = 32 },
        new("LocalResponseNorm", t => F.LocalResponseNorm(t[0], 3, alpha: 0.3), d => [d.Uniform([2, 5, 3])], d => [d.Uniform([1, 2, 2, 2])]) { Slack = 32 },
    ];

    // Lines less their mean, over the root of their variance, with weights t[1] and biases t[2].
    static double[] Normalized(Tensor[] t, double[][] lines, double eps, Func<int, int> parameter)
    {
        double[] weight = t[1].ToArray<double>(), bias = t[2].ToArray<double>();
        return [.. lines.SelectMany(line => line.Select(x => (x - line.Average()) / Math.Sqrt(Variance(line, 0) + eps)))
            .Select((y, i) => y * weight[parameter(i)] + bias[parameter(i)])];
    }
}
