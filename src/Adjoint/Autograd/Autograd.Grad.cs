using System.Runtime.CompilerServices;

namespace Adjoint;

public static partial class Autograd
{
    /// <summary>
    /// The derivative of <paramref name="output"/> with respect to <paramref name="input"/>, returned instead of being added
    /// to <see cref="Tensor.Grad"/>. Nothing is computed that does not lie between the two.
    /// </summary>
    /// <param name="output">What is differentiated; a single number unless <paramref name="gradient"/> is given.</param>
    /// <param name="input">What it is differentiated with respect to: a leaf or the result of an operation.</param>
    /// <param name="gradient">The derivative of the final result with respect to <paramref name="output"/>; 1 if left out.</param>
    /// <param name="retainGraph">Keeps what the graph has saved, so that it can be used again.</param>
    /// <param name="createGraph">Records the computation, so that the result can be differentiated again; implies retaining.</param>
    /// <param name="allowUnused">Whether an input on which the output does not depend has a gradient of zeros rather
    /// than being an error.</param>
    /// <exception cref="InvalidOperationException">The input does not require gradients, or the output does not depend on it.</exception>
    public static Tensor Grad(
        Tensor output, Tensor input, Tensor? gradient = null, bool? retainGraph = null, bool createGraph = false, bool allowUnused = false)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(input);
        return Collect([output], [input], [gradient], retainGraph, createGraph, allowUnused)[0];
    }

    /// <summary>The derivatives of <paramref name="output"/> with respect to several tensors, in their order.</summary>
    /// <inheritdoc cref="Grad(Tensor, Tensor, Tensor?, bool?, bool, bool)" path="//param|//exception"/>
    /// <param name="inputs">What it is differentiated with respect to.</param>
    [OverloadResolutionPriority(1)]
    public static Tensor[] Grad(
        Tensor output, ReadOnlySpan<Tensor> inputs, Tensor? gradient = null, bool? retainGraph = null, bool createGraph = false,
        bool allowUnused = false)
    {
        ArgumentNullException.ThrowIfNull(output);
        return Collect([output], inputs, [gradient], retainGraph, createGraph, allowUnused);
    }

    /// <summary>The sum of the derivatives of several tensors with respect to several others, in the order of these.</summary>
    /// <param name="outputs">What is differentiated.</param>
    /// <param name="inputs">What it is differentiated with respect to.</param>
    /// <param name="gradients">One for each output; none if all outputs are single numbers.</param>
    /// <param name="retainGraph">Keeps what the graph has saved, so that it can be used again.</param>
    /// <param name="createGraph">Records the computation, so that the results can be differentiated again; implies retaining.</param>
    /// <param name="allowUnused">Whether inputs on which no output depends have a gradient of zeros rather than being an error.</param>
    /// <exception cref="InvalidOperationException">An input does not require gradients, or no output depends on it.</exception>
    [OverloadResolutionPriority(2)]
    public static Tensor[] Grad(
        ReadOnlySpan<Tensor> outputs, ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor?> gradients = default,
        bool? retainGraph = null, bool createGraph = false, bool allowUnused = false) =>
        Collect(outputs, inputs, gradients, retainGraph, createGraph, allowUnused);

    /// <summary>Back-propagates from several tensors at once: <see cref="Tensor.Backward"/> for their sum, in one pass.</summary>
    /// <param name="outputs">The tensors.</param>
    /// <param name="gradients">One for each; none if all are single numbers.</param>
    /// <param name="retainGraph">Keeps what the graph has saved, so that it can be used again.</param>
    /// <param name="createGraph">Records the computation, so that the gradients can be differentiated again; implies retaining.</param>
    public static void Backward(
        ReadOnlySpan<Tensor> outputs, ReadOnlySpan<Tensor?> gradients = default, bool? retainGraph = null, bool createGraph = false)
    {
        CheckGradients(outputs, gradients);
        BackwardPass.Accumulate(outputs, gradients, retainGraph ?? createGraph, createGraph);
    }

    static Tensor[] Collect(
        ReadOnlySpan<Tensor> outputs, ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor?> gradients, bool? retainGraph,
        bool createGraph, bool allowUnused)
    {
        CheckGradients(outputs, gradients);
        var found = BackwardPass.Collect(outputs, gradients, inputs, retainGraph ?? createGraph, createGraph);
        for (var i = 0; i < found.Length; i++)
        {
            if (found[i] is null && !allowUnused)
                throw new InvalidOperationException(
                    $"Grad: no output depends on input {i}, a tensor of shape {inputs[i].Shape}; " +
                    "with allowUnused: true its gradient is zeros.");
            found[i] ??= Tensor.ZerosLike(inputs[i]);
        }
        return found!;
    }

    static void CheckGradients(ReadOnlySpan<Tensor> outputs, ReadOnlySpan<Tensor?> gradients)
    {
        if (gradients.Length != 0 && gradients.Length != outputs.Length)
            throw new ArgumentException($"Grad: {gradients.Length} gradients were given for {outputs.Length} outputs.");
    }
}
