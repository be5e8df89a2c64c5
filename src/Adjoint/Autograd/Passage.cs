namespace Adjoint;

/// <summary>
/// Hands tensors through as they are; on the way back their gradients pass through a function, all together. This is how
/// something is told about the gradients at the borders of a part of the graph.
/// </summary>
/// <param name="OnGradients">Gets a gradient for each tensor (null where none came back); may return others in their place,
/// or null.</param>
internal sealed record Passage(Func<Tensor?[], IReadOnlyList<Tensor?>?> OnGradients) : Primitive
{
    internal override string Name => "BackwardHook";

    internal override bool ReturnsForeignGradients => true;

    internal override Tensor[] EvaluateMany(ReadOnlySpan<Tensor> inputs)
    {
        var outputs = new Tensor[inputs.Length];
        for (var i = 0; i < outputs.Length; i++) outputs[i] = inputs[i].Detach();
        return outputs;
    }

    internal override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results)
    {
        var replaced = OnGradients(gradients.ToArray());
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = replaced is null ? gradients[i] : replaced[i];
            if (results[i] is { } result && result.Shape != saved.OutputSpec(i).Layout.Shape)
                throw new InvalidOperationException(
                    $"Backward: a backward hook returned a gradient of shape {result.Shape} in place of one of shape " +
                    $"{saved.OutputSpec(i).Layout.Shape}.");
        }
    }
}
