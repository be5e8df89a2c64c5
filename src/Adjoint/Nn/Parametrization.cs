namespace Adjoint.Nn;

/// <summary>
/// A way to compute a parameter of a module from others, before each call of it: <see cref="WeightNorm"/>, <see cref="SpectralNorm"/>,
/// or one's own. Derive a <c>partial class</c> and hold what is learned instead in <see cref="Parameter"/>s. These take the place of the
/// parameter in the module's lists and state dicts: where it was called <c>weight</c>, a member <c>G</c> is called <c>weight_g</c>.
/// </summary>
/// <example>
/// <code>
/// public sealed partial class Positive(Tensor weight) : Parametrization
/// {
///     public Parameter Log { get; set; } = new(weight.Log());
///
///     protected override Tensor Compute(bool training) => Log.Exp();
/// }
///
/// var layer = Parametrization.Apply(new Linear(4, 2), "weight", weight => new Positive(weight.Abs()));
/// </code>
/// </example>
public abstract class Parametrization : ModuleBase
{
    /// <summary>Lets a parameter of a module be computed from now on, before each call.</summary>
    /// <param name="module">The module that holds it. Optimizers have to be made afterwards: its parameters are others then.</param>
    /// <param name="name">The parameter's name in the module's state dict.</param>
    /// <param name="make">Makes what computes it, given its numbers.</param>
    /// <returns>The module.</returns>
    /// <exception cref="ArgumentException">The module itself has no parameter of that name, or is not one that can be called.</exception>
    public static TModule Apply<TModule>(TModule module, string name, Func<Tensor, Parametrization> make) where TModule : ModuleBase
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(make);
        module.Parametrize(name, make);
        return module;
    }

    /// <summary>Makes a computed parameter an ordinary one again, with the numbers it would have in the next call.</summary>
    /// <returns>The module.</returns>
    /// <exception cref="ArgumentException">The module itself computes no parameter of that name.</exception>
    public static TModule Remove<TModule>(TModule module, string name) where TModule : ModuleBase
    {
        ArgumentNullException.ThrowIfNull(module);
        module.EndParametrization(name);
        return module;
    }

    /// <summary>The parameter's numbers, computed from the members so that gradients flow to them.</summary>
    /// <param name="training">Whether the module is being trained.</param>
    protected internal abstract Tensor Compute(bool training);
}
