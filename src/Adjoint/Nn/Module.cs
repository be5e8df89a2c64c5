namespace Adjoint.Nn;

/// <summary>
/// A part of a network that turns one tensor into another. Derive a <c>partial class</c>, hold layers and
/// <see cref="Parameter"/>s in fields or properties, and compute the output in <see cref="Module{TIn, TOut}.Forward"/>.
/// </summary>
/// <example>
/// <code>
/// public sealed partial class LinearModel : Module
/// {
///     readonly Linear _linear = new(1, 1);
///
///     protected override Tensor Forward(Tensor x) => _linear.Call(x);
/// }
/// </code>
/// </example>
public abstract class Module : Module<Tensor, Tensor>;

/// <summary>A part of a network that turns a <typeparamref name="TIn"/> into a <typeparamref name="TOut"/>.</summary>
public abstract partial class Module<TIn, TOut> : ModuleBase
{
    /// <summary>Computes the output: <see cref="Forward"/> with the hooks that are registered.</summary>
    public TOut Call(TIn input) => _hooks is { } hooks ? CallWithHooks(hooks, input, Forward) : Forward(input);

    /// <summary>The same for a module that can compute its output in another way as well.</summary>
    private protected TOut CallAs(Func<TIn, TOut> forward, TIn input) =>
        _hooks is { } hooks ? CallWithHooks(hooks, input, forward) : forward(input);

    /// <summary>Computes the output. To call the module use <c>Call</c>, which runs hooks as well.</summary>
    protected abstract TOut Forward(TIn input);
}

/// <summary>A part of a network with two inputs. Hooks see them as a pair.</summary>
public abstract class Module<T1, T2, TOut> : Module<(T1, T2), TOut>
{
    /// <summary>Computes the output: <c>Forward</c> with the hooks that are registered.</summary>
    public TOut Call(T1 first, T2 second) => Call((first, second));

    /// <summary>Computes the output. To call the module use <c>Call</c>, which runs hooks as well.</summary>
    protected abstract TOut Forward(T1 first, T2 second);

    /// <inheritdoc/>
    protected sealed override TOut Forward((T1, T2) input) => Forward(input.Item1, input.Item2);

    private protected sealed override (T1, T2) MapInput((T1, T2) input, Func<Tensor, Tensor> map) =>
        (Map(input.Item1, map), Map(input.Item2, map));
}

/// <summary>A part of a network with three inputs. Hooks see them as a triple.</summary>
public abstract class Module<T1, T2, T3, TOut> : Module<(T1, T2, T3), TOut>
{
    /// <summary>Computes the output: <c>Forward</c> with the hooks that are registered.</summary>
    public TOut Call(T1 first, T2 second, T3 third) => Call((first, second, third));

    /// <summary>Computes the output. To call the module use <c>Call</c>, which runs hooks as well.</summary>
    protected abstract TOut Forward(T1 first, T2 second, T3 third);

    /// <inheritdoc/>
    protected sealed override TOut Forward((T1, T2, T3) input) => Forward(input.Item1, input.Item2, input.Item3);

    private protected sealed override (T1, T2, T3) MapInput((T1, T2, T3) input, Func<Tensor, Tensor> map) =>
        (Map(input.Item1, map), Map(input.Item2, map), Map(input.Item3, map));
}

/// <summary>A part of a network with four inputs. Hooks see them as a quadruple.</summary>
public abstract class Module<T1, T2, T3, T4, TOut> : Module<(T1, T2, T3, T4), TOut>
{
    /// <summary>Computes the output: <c>Forward</c> with the hooks that are registered.</summary>
    public TOut Call(T1 first, T2 second, T3 third, T4 fourth) => Call((first, second, third, fourth));

    /// <summary>Computes the output. To call the module use <c>Call</c>, which runs hooks as well.</summary>
    protected abstract TOut Forward(T1 first, T2 second, T3 third, T4 fourth);

    /// <inheritdoc/>
    protected sealed override TOut Forward((T1, T2, T3, T4) input) => Forward(input.Item1, input.Item2, input.Item3, input.Item4);

    private protected sealed override (T1, T2, T3, T4) MapInput((T1, T2, T3, T4) input, Func<Tensor, Tensor> map) =>
        (Map(input.Item1, map), Map(input.Item2, map), Map(input.Item3, map), Map(input.Item4, map));
}
