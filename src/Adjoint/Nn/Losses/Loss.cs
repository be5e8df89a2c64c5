namespace Adjoint.Nn;

/// <summary>A measure of how far predictions are from what they should be: <c>criterion.Call(prediction, target)</c>.</summary>
/// <param name="reduction">What becomes of the losses of single elements.</param>
public abstract class Loss(Reduction reduction) : Module<Tensor, Tensor, Tensor>
{
    /// <summary>What becomes of the losses of single elements.</summary>
    public Reduction Reduction { get; } = reduction;
}

public static partial class Functional
{
    static Tensor Reduce(Tensor losses, Reduction reduction) => reduction switch
    {
        Reduction.Mean => losses.Mean(),
        Reduction.Sum => losses.Sum(),
        Reduction.None => losses,
        _ => throw ClassTarget.NoReduction(reduction),
    };

    // Shapes that merely broadcast are nearly always a mistake: [3, 1] against [3] would compare each with each.
    static void CheckShapes(string loss, Tensor input, Tensor target, string targetName = "target", string inputName = "input")
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        if (input.Shape != target.Shape)
            throw new ArgumentException(
                $"{loss}: the {inputName} has shape {input.Shape} and the {targetName} {target.Shape}; they must be the same: Reshape, " +
                "Squeeze or Expand one of them.");
    }
}
