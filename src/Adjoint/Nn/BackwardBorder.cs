namespace Adjoint.Nn;

/// <summary>
/// One call of a module as the backward pass sees it: notes the gradients that come in and shows both sides to the hooks.
/// </summary>
internal sealed class BackwardBorder(
    ModuleBase module, HookList<Func<ModuleBase, IReadOnlyList<Tensor?>, IReadOnlyList<Tensor?>, IReadOnlyList<Tensor?>?>> hooks)
{
    Tensor?[]? _outputGradients;
    int _inputCount;
    bool _hasInputGradients;

    /// <summary>Puts the inputs behind the border; <paramref name="map"/> applies a function to each tensor of them.</summary>
    public TIn Enter<TIn>(Func<Func<Tensor, Tensor>, TIn> map) => Pass(map, isInput: true);

    /// <summary>Puts the outputs behind the border; <paramref name="map"/> applies a function to each tensor of them.</summary>
    public TOut Leave<TOut>(Func<Func<Tensor, Tensor>, TOut> map) => Pass(map, isInput: false);

    T Pass<T>(Func<Func<Tensor, Tensor>, T> map, bool isInput)
    {
        var tensors = new List<Tensor>();
        map(tensor =>
        {
            tensors.Add(tensor);
            return tensor;
        });
        // Tensors that require no gradient stay outside, or they would require one afterwards.
        var tracked = Enumerable.Range(0, tensors.Count).Where(i => tensors[i].RequiresGrad).ToArray();
        if (isInput) (_inputCount, _hasInputGradients) = (tensors.Count, tracked.Length > 0);
        if (tracked.Length == 0) return map(tensor => tensor);

        var count = tensors.Count;
        var passage = new Passage(gradients => isInput ? OnInputs(gradients, tracked) : OnOutputs(gradients, tracked, count));
        var passed = passage.ApplyMany([.. tracked.Select(i => tensors[i])]);
        for (var i = 0; i < tracked.Length; i++) tensors[tracked[i]] = passed[i];
        var next = 0;
        return map(_ => tensors[next++]);
    }

    IReadOnlyList<Tensor?>? OnOutputs(Tensor?[] gradients, int[] tracked, int count)
    {
        _outputGradients = new Tensor?[count];
        for (var i = 0; i < tracked.Length; i++) _outputGradients[tracked[i]] = gradients[i];
        if (!_hasInputGradients) RunHooks(new Tensor?[_inputCount], _outputGradients);
        return null;
    }

    IReadOnlyList<Tensor?>? OnInputs(Tensor?[] gradients, int[] tracked)
    {
        if (_outputGradients is not { } outputGradients) return null;
        var all = new Tensor?[_inputCount];
        for (var i = 0; i < tracked.Length; i++) all[tracked[i]] = gradients[i];
        var replaced = RunHooks(all, outputGradients);
        return [.. tracked.Select(i => replaced[i])];
    }

    Tensor?[] RunHooks(Tensor?[] inputGradients, Tensor?[] outputGradients)
    {
        foreach (var hook in hooks)
        {
            if (hook(module, inputGradients, outputGradients) is not { } replaced) continue;
            if (!_hasInputGradients)
                throw new InvalidOperationException(
                    $"{module.TypeName}: no input requires a gradient, so a backward hook cannot replace one; it must return null.");
            if (replaced.Count != inputGradients.Length)
                throw new InvalidOperationException(
                    $"{module.TypeName}: a backward hook returned {replaced.Count} gradients for {inputGradients.Length} inputs.");
            inputGradients = [.. replaced];
        }
        return inputGradients;
    }
}
