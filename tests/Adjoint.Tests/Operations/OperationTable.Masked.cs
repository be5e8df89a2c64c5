namespace Adjoint.Tests.Operations;

internal static partial class OperationTable
{
    static IEnumerable<Operation> MaskedFunctions =>
    [
        OfCounted("Masked.Sum", (x, m) => Adjoint.Masked.Sum(x, m), values => values.Sum()),
        OfCounted("Masked.Prod", (x, m) => Adjoint.Masked.Prod(x, m), Product) with { Slack = 64 },
        OfCounted("Masked.Mean", (x, m) => Adjoint.Masked.Mean(x, m), values => values.Average()),
        OfCounted("Masked.Amax", (x, m) => Adjoint.Masked.Amax(x, m), values => values.Max()),
        OfCounted("Masked.Amin", (x, m) => Adjoint.Masked.Amin(x, m), values => values.Min()),
        OfCounted("Masked.Median", (x, m) => Adjoint.Masked.Median(x.Reshape(-1), m.Expand(x.Shape).Reshape(-1)), values =>
            AtRank(values, (values.Length - 1) / 2)),
        OfCounted("Masked.Var", (x, m) => Adjoint.Masked.Var(x, m), values => Variance(values, 1)) with { Slack = 64 },
        OfCounted("Masked.Std", (x, m) => Adjoint.Masked.Std(x, m), values => Math.Sqrt(Variance(values, 1))) with { Slack = 64 },
        OfCounted("Masked.Norm", (x, m) => Adjoint.Masked.Norm(x, 3, m), values => Math.Pow(values.Sum(v => Math.Pow(Math.Abs(v), 3)), 1.0 / 3))
            with { Slack = 64 },
        OfCounted("Masked.Norm -2", (x, m) => Adjoint.Masked.Norm(x, -2, m), values => Math.Pow(values.Sum(v => Math.Pow(Math.Abs(v), -2)), -0.5))
            with { Slack = 64 },
        OfCounted("Masked.LogSumExp", (x, m) => Adjoint.Masked.LogSumExp(x, m), values => Math.Log(values.Sum(Math.Exp))),
        OfCounted("Masked.ArgMax", (x, m) => x.Take(Adjoint.Masked.ArgMax(x, m)), values => values.Max()),
        OfCounted("Masked.ArgMin", (x, m) => x.Take(Adjoint.Masked.ArgMin(x, m)), values => values.Min()),
        Counted("Masked.Softmax", (x, m) => Adjoint.Masked.Softmax(x, -1, m)),
        Counted("Masked.LogSoftmax", (x, m) => Tensor.Where(m, Adjoint.Masked.LogSoftmax(x, -1, m), Tensor.Zeros([], x.DType))),
        Counted("Masked.Softmin", (x, m) => Adjoint.Masked.Softmin(x, -1, m)),
        Counted("Masked.Normalize", (x, m) => Adjoint.Masked.Normalize(x, 2, -1, m)),
        Counted("Masked.CumSum", (x, m) => Adjoint.Masked.CumSum(x, -1, m)),
        Counted("Masked.CumProd", (x, m) => Adjoint.Masked.CumProd(x, 0, m)),
    ];

    /// <summary>A function of the elements that count.</summary>
    static Operation Counted(string name, Func<Tensor, Tensor, Tensor> call) =>
        new(name, inputs => call(inputs[0], inputs[1]),
            d => [d.Uniform([7]), SomeTrue(d, [7])],
            d => [d.Uniform([3, 4]), SomeTrue(d, [3, 4])],
            d => [d.Uniform([3, 4]), SomeTrue(d, [4])])
        {
            Slack = 16,
        };

    /// <summary>One that makes a number of all of them.</summary>
    static Operation OfCounted(string name, Func<Tensor, Tensor, Tensor> call, Func<double[], double> fold) =>
        Counted(name, call) with { Reference = inputs => [fold(inputs[0].MaskedSelect(inputs[1]).ToArray<double>())] };

    // A mask of at least two.
    static Tensor SomeTrue(Draw d, Shape shape)
    {
        var mask = d.Mask(shape);
        mask.Narrow(-1, 0, 2).Fill(true);
        return mask;
    }
}
