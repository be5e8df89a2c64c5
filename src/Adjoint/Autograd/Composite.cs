namespace Adjoint;

/// <summary>
/// An operation with a kernel of its own that is worth having only for speed or accuracy: what it means is said by
/// <see cref="Decompose"/> in tensor operations. That is the reference in the tests, what runs on a device without the
/// kernel, and the derivative wherever no better one is given by overriding <see cref="Derivatives"/> and <see cref="Reads"/>.
/// </summary>
internal abstract record Composite : Primitive
{
    /// <summary>The same result in tensor operations, which record themselves.</summary>
    internal abstract Tensor Decompose(ReadOnlySpan<Tensor> inputs);

    /// <summary>The same for an operation with several outputs; those behind the ones returned are known to the operation alone.</summary>
    internal virtual Tensor[] DecomposeMany(ReadOnlySpan<Tensor> inputs) => [Decompose(inputs)];

    internal override Reads Reads(int input) => Adjoint.Reads.Inputs;

    // Decomposes once more, on steps of the graph of its own, since one input may depend on another, and differentiates that.
    internal override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results)
    {
        var createGraph = GradMode.IsEnabled;
        using var mode = Autograd.EnableGrad();
        var inputs = new Tensor[results.Length];
        for (var i = 0; i < inputs.Length; i++) inputs[i] = saved.Input(i).Aliased();
        var wanted = Array.FindAll(inputs, input => input.RequiresGrad);
        var outputs = new List<Tensor>();
        var arrived = new List<Tensor?>();
        foreach (var (i, output) in DecomposeMany(inputs).Index())
        {
            if (gradients[i] is null || !output.RequiresGrad) continue;
            outputs.Add(output);
            arrived.Add(gradients[i]);
        }
        if (outputs.Count == 0) return;
        var found = BackwardPass.Collect([.. outputs], [.. arrived], wanted, retainGraph: createGraph, createGraph);
        for (int i = 0, next = 0; i < inputs.Length; i++)
        {
            if (inputs[i].RequiresGrad) results[i] = found[next++];
        }
    }
}
