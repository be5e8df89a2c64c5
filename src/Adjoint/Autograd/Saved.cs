namespace Adjoint;

/// <summary>What the derivative of an operation may look at.</summary>
internal readonly struct Saved(Node node)
{
    /// <summary>The input with the given number.</summary>
    public Tensor Input(int input) => node.SavedInput(input);

    /// <summary>All inputs, of which there are so many.</summary>
    public Tensor[] Inputs(int count)
    {
        var inputs = new Tensor[count];
        for (var i = 0; i < count; i++) inputs[i] = node.SavedInput(i);
        return inputs;
    }

    /// <summary>The output.</summary>
    public Tensor Output => node.SavedOutput(0);

    /// <summary>One of several outputs.</summary>
    public Tensor OutputAt(int output) => node.SavedOutput(output);

    /// <summary>Whether the input with the given number needs a gradient.</summary>
    public bool Needs(int input) => node.Edges[input].Node is not null;

    /// <summary>The shape and type of an input that needs a gradient; always known.</summary>
    public Spec InputSpec(int input) => node.Edges[input] is { Node: { } source, Output: var output }
        ? source.OutputSpec(output)
        : throw new InvalidOperationException($"{node.Name}: input {input} needs no gradient.");

    /// <summary>The shape and type of an output; always known.</summary>
    public Spec OutputSpec(int output = 0) => node.OutputSpec(output);
}
