namespace Adjoint.Tests.Operations;

/// <summary>Every differentiable operation of the library, one list for each folder of <c>Ops</c>.</summary>
internal static partial class OperationTable
{
    public static IReadOnlyDictionary<string, Operation> Rows { get; } =
        new[]
        {
            Elementwise, Activations, Reductions, Statistics, MaskedFunctions, Layouts, Indexing, Linear, LinearAlgebra,
            Convolutions, Normalizations, Everyday, Resampling, Losses,
        }.SelectMany(list => list).ToDictionary(row => row.Name);

    /// <summary>Elements of a result from a function of the inputs' elements, which broadcast.</summary>
    static Func<Tensor[], double[]> Each(Func<double[], double> function) => inputs =>
    {
        long[] sizes = [];
        foreach (var input in inputs) sizes = Broadcast.Sizes(sizes, input.Shape.AsSpan())!;
        var elements = Array.ConvertAll(inputs, input => input.Expand(new Shape(sizes)).ToArray<double>());
        var result = new double[new Shape(sizes).Count];
        for (var i = 0; i < result.Length; i++) result[i] = function(Array.ConvertAll(elements, e => e[i]));
        return result;
    };
}
