namespace Adjoint.Nn;

/// <summary>
/// Learns the length and the direction of a weight for themselves: w = g v / ‖v‖. <c>WeightNorm.Apply(new Linear(20, 40))</c> gives a
/// layer with <c>weight_g</c> and <c>weight_v</c> in the place of <c>weight</c>.
/// </summary>
/// <remarks>
/// T. Salimans and D. Kingma, "Weight Normalization: A Simple Reparameterization to Accelerate Training of Deep Neural Networks" (2016).
/// </remarks>
public sealed partial class WeightNorm : Parametrization
{
    // Those a length is taken over; null for all.
    readonly int[]? _dims;

    WeightNorm(Tensor weight, int? dim)
    {
        if (dim is { } kept && (kept < 0 || kept >= weight.Rank))
            throw new ArgumentOutOfRangeException(
                nameof(dim), dim, $"WeightNorm: there is no dimension {kept} of a weight of shape {weight.Shape}.");
        _dims = dim is null ? null : [.. Enumerable.Range(0, weight.Rank).Where(each => each != dim)];
        (G, V) = (new(Norm(weight)), new(weight));
    }

    /// <summary>g: the lengths.</summary>
    public Parameter G { get; set; }

    /// <summary>v: the directions, of the weight's shape.</summary>
    public Parameter V { get; set; }

    /// <summary>Gives a parameter of a module a length and a direction of its own.</summary>
    /// <param name="module">The module; an optimizer has to be made afterwards.</param>
    /// <param name="name">The parameter's name in its state dict.</param>
    /// <param name="dim">There is a length for each index of this dimension; null for one length in all.</param>
    /// <returns>The module.</returns>
    /// <exception cref="ArgumentException">There is no such parameter, or no such dimension.</exception>
    public static TModule Apply<TModule>(TModule module, string name = "weight", int? dim = 0) where TModule : ModuleBase =>
        Apply(module, name, weight => new WeightNorm(weight, dim));

    /// <summary>Makes the parameter an ordinary one again.</summary>
    /// <inheritdoc cref="Parametrization.Remove"/>
    public static new TModule Remove<TModule>(TModule module, string name = "weight") where TModule : ModuleBase =>
        Parametrization.Remove(module, name);

    /// <inheritdoc/>
    protected internal override Tensor Compute(bool training) => V * (G / Norm(V));

    // Along no dimension each element is a length.
    Tensor Norm(Tensor v) => _dims switch
    {
        null => v.Norm(),
        [] => v.Abs(),
        _ => v.Norm(2, _dims, keepDim: true),
    };
}
