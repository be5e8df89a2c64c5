namespace Adjoint.Evidence;

/// <summary>
/// From PyTorch's names of operations to the library's: one line for each. What is not here, the library does not have.
/// </summary>
internal static partial class OperationMap
{
    public static IReadOnlyDictionary<string, Func<Call, object>> All { get; } =
        new[]
        {
            Elementwise, Activations, Reductions, Statistics, MaskedFunctions, Layouts, Indices, LinearAlgebra, MatrixAlgebra,
            Creation, Convolutions, Everyday, Resampling, Losses,
        }.SelectMany(part => part).ToDictionary();

    static Dictionary<string, Func<Call, object>> Unary(params (string Name, Func<Tensor, Tensor> Function)[] rows) =>
        rows.ToDictionary(row => row.Name, row => (Func<Call, object>)(c => row.Function(c.X)));

    static Nn.Reduction Reduction(Call c) => c.Text(int.MaxValue, "reduction") switch
    {
        "none" => Nn.Reduction.None,
        "sum" => Nn.Reduction.Sum,
        "batchmean" => Nn.Reduction.BatchMean,
        _ => Nn.Reduction.Mean,
    };
}
