namespace Adjoint;

/// <summary>What a node remembers for <see cref="GraphView"/> while <see cref="GraphView.Record"/> is open.</summary>
internal sealed class NodeRecord(Tensor[] inputs, Tensor[] outputs)
{
    /// <summary>The inputs, those without gradients too.</summary>
    public Tensor[] Inputs { get; } = inputs;

    /// <summary>The outputs as computed.</summary>
    public Tensor[] Outputs { get; } = outputs;

    /// <summary>The gradients of the outputs, after a backward pass.</summary>
    public Tensor?[]? OutputGradients { get; set; }

    /// <summary>What went back along each edge, after a backward pass.</summary>
    public Tensor?[]? InputGradients { get; set; }
}
