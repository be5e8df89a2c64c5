namespace Adjoint;

public static partial class Autograd
{
    /// <summary>
    /// An operation of your own: what it computes, and its derivative. <c>Autograd.Custom([x], v => v[0].Exp(), (g, v, y) => [g * y])</c>.
    /// </summary>
    /// <param name="inputs">The tensors it is applied to.</param>
    /// <param name="forward">Computes the result from the inputs; nothing in it is recorded.</param>
    /// <param name="backward">Gets the gradient of the result, the inputs and the result, and returns the gradient of each
    /// input, null where there is none. Written in tensor operations, so that it can be differentiated again.</param>
    /// <param name="name">The operation's name in messages, printed tensors and graphs.</param>
    /// <returns>What <paramref name="forward"/> returned, with a history.</returns>
    public static Tensor Custom(
        ReadOnlySpan<Tensor> inputs, Func<Tensor[], Tensor> forward, Func<Tensor, Tensor[], Tensor, Tensor?[]> backward,
        string name = "Custom")
    {
        ArgumentNullException.ThrowIfNull(forward);
        ArgumentNullException.ThrowIfNull(backward);
        return new CustomFunction(forward, backward, name).Apply(inputs);
    }

    sealed record CustomFunction(
        Func<Tensor[], Tensor> Forward, Func<Tensor, Tensor[], Tensor, Tensor?[]> Backward, string Title) : Primitive
    {
        internal override string Name => Title;

        internal override bool ReturnsForeignGradients => true;

        internal override Reads Reads(int input) => Adjoint.Reads.Inputs | Adjoint.Reads.Output;

        internal override Tensor Evaluate(ReadOnlySpan<Tensor> inputs)
        {
            using var mode = NoGrad();
            var output = Forward(inputs.ToArray()) ?? throw new InvalidOperationException($"{Name}: forward returned null.");
            return output.Detach(); // what it returned may be an input or have a history of its own
        }

        internal override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results)
        {
            var inputs = saved.Inputs(results.Length);
            var returned = Backward(gradients[0]!, inputs, saved.Output) ?? [];
            if (returned.Length != inputs.Length)
                throw new InvalidOperationException(
                    $"{Name}: backward returned {returned.Length} gradients for {inputs.Length} inputs; " +
                    "return null for an input without one.");
            for (var i = 0; i < inputs.Length; i++)
            {
                if (!saved.Needs(i) || returned[i] is not { } gradient) continue;
                if (Broadcast.Sizes(gradient.Layout.Sizes, inputs[i].Layout.Sizes) is not { } sizes
                    || !sizes.AsSpan().SequenceEqual(gradient.Layout.Sizes))
                    throw new InvalidOperationException(
                        $"{Name}: backward returned a gradient of shape {gradient.Shape} for input {i} of shape {inputs[i].Shape}.");
                results[i] = gradient;
            }
        }
    }
}
