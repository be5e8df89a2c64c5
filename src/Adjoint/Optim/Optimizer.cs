using Adjoint.Cpu.Fused;

namespace Adjoint.Optim;

/// <summary>
/// Changes parameters so that a loss becomes smaller, by their gradients. One step is: <c>ZeroGrad()</c>, compute the loss,
/// <c>loss.Backward()</c>, <c>Step()</c>.
/// </summary>
/// <remarks>
/// An optimizer of your own derives from this one and overrides <see cref="Update"/>, which may be written in tensor operations:
/// nothing is recorded while it runs. Parameters without a gradient are left as they are.
/// </remarks>
public abstract partial class Optimizer
{
    readonly List<ParameterGroup> _groups = [];
    readonly List<ParameterState?[]> _states = [];
    readonly HashSet<Tensor> _parameters = new(ReferenceEqualityComparer.Instance);
    readonly (string Name, Scalar Value)[] _defaults;

    // Whose options were read last, and at which version.
    (ParameterGroup? Group, int Version) _begun;

    // An optimizer of a user may hold on to the gradients it is given.
    readonly bool _isForeign;

    /// <summary>Makes an optimizer of one group.</summary>
    /// <param name="parameters">What is optimized.</param>
    /// <param name="defaults">The options by PyTorch's names, with their values for groups that do not set them.</param>
    protected Optimizer(IEnumerable<Tensor> parameters, params ReadOnlySpan<(string Name, Scalar Value)> defaults)
        : this([new ParameterGroup(parameters)], defaults) { }

    /// <summary>Makes an optimizer of several groups.</summary>
    /// <inheritdoc cref="Optimizer(IEnumerable{Tensor}, ReadOnlySpan{ValueTuple{string, Scalar}})"/>
    protected Optimizer(IEnumerable<ParameterGroup> groups, params ReadOnlySpan<(string Name, Scalar Value)> defaults)
    {
        ArgumentNullException.ThrowIfNull(groups);
        _defaults = defaults.ToArray();
        _isForeign = GetType().Assembly != typeof(Optimizer).Assembly;
        foreach (var group in groups) AddParameterGroup(group);
        if (_groups.Count == 0)
            throw new ArgumentException($"{GetType().Name}: an optimizer needs parameters, and there are none.", nameof(groups));
    }

    /// <summary>The groups of parameters. Their options may be changed between steps.</summary>
    public IReadOnlyList<ParameterGroup> ParameterGroups => _groups;

    /// <summary>Adds parameters to those that are optimized.</summary>
    /// <exception cref="ArgumentException">A parameter is in another group already, or the optimizer does not know an option.</exception>
    public void AddParameterGroup(ParameterGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        foreach (var (name, _) in group.Options)
        {
            if (!IsOption(name)) throw new ArgumentException(NoOption(name), nameof(group));
        }
        foreach (var (name, value) in _defaults)
        {
            if (!group.Has(name)) group[name] = value;
        }
        Validate(group);
        if (group.Parameters.Any(_parameters.Contains))
            throw new ArgumentException($"{GetType().Name}: a parameter is in another group already.", nameof(group));
        _parameters.UnionWith(group.Parameters);
        _groups.Add(group);
        _states.Add(new ParameterState?[group.Parameters.Count]);
    }

    /// <summary>Clears the gradient of every parameter.</summary>
    /// <param name="setToNull">Whether <see cref="Tensor.Grad"/> becomes null, which is faster; otherwise it is filled with zeros.</param>
    public void ZeroGrad(bool setToNull = true)
    {
        foreach (var group in _groups)
        {
            foreach (var parameter in group.List) parameter.ClearGrad(setToNull);
        }
    }

    /// <summary>The gradients there are.</summary>
    internal List<Tensor> Gradients()
    {
        var gradients = new List<Tensor>();
        foreach (var group in _groups)
        {
            foreach (var parameter in group.Parameters)
            {
                if (parameter.OwnGrad is { } gradient) gradients.Add(gradient);
            }
        }
        return gradients;
    }

    /// <summary>Changes every parameter that has a gradient. Nothing is recorded.</summary>
    public virtual void Step()
    {
        using var mode = Autograd.NoGrad();
        try
        {
            for (var g = 0; g < _groups.Count; g++) Step(_groups[g], _states[g]);
        }
        finally
        {
            Finish();
        }
    }

    void Step(ParameterGroup group, ParameterState?[] states)
    {
        if (_begun != (group, group.Version))
        {
            Begin(group);
            _begun = (group, group.Version);
        }
        for (var i = 0; i < states.Length; i++)
        {
            var parameter = group.List[i];
            if (parameter.OwnGrad is not { } gradient) continue;
            if (_isForeign) gradient.Storage.IsShared = true;
            if (gradient.DType != parameter.DType || !gradient.Layout.HasSizesOf(parameter.Layout)) ThrowStale(parameter, gradient);
            Update(group, parameter, gradient, states[i] ??= NewState(group, parameter));
        }
    }

    /// <summary>Reads the options that the updates of a group have in common: when they may be others than before.</summary>
    private protected virtual void Begin(ParameterGroup group) { }

    /// <summary>Does what updates have put off, so that many small parameters share one pass over memory.</summary>
    private protected virtual void Finish() { }

    /// <summary>What is remembered before the first step.</summary>
    private protected virtual ParameterState NewState(ParameterGroup group, Tensor parameter) => new();

    /// <summary>Computes the loss and its gradients anew with <paramref name="closure"/>, then changes the parameters.</summary>
    /// <param name="closure">Clears the gradients, computes the loss, calls Backward and returns the loss.</param>
    /// <returns>The loss before the step.</returns>
    public virtual Tensor? Step(Func<Tensor> closure)
    {
        ArgumentNullException.ThrowIfNull(closure);
        Tensor loss;
        using (Autograd.EnableGrad()) loss = closure();
        Step();
        return loss;
    }

    /// <summary>Changes one parameter in place.</summary>
    /// <param name="group">The options.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="gradient">Its gradient, of the same shape and type; not to be changed.</param>
    /// <param name="state">What was remembered of the parameter in earlier steps.</param>
    protected abstract void Update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state);

    /// <summary>Whether groups may have an option of that name.</summary>
    private protected virtual bool IsOption(string name) => _defaults.Any(option => option.Name == name);

    string NoOption(string name) =>
        $"{GetType().Name}: no option is called '{name}'; there are {string.Join(", ", _defaults.Select(option => option.Name))}.";

    /// <summary>
    /// Throws if a group has impossible options; here those that have one meaning everywhere: the learning rate, and where there are
    /// any, weight decay, eps and betas. Called for each group when it is added, and when options are loaded.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">An option has an impossible value.</exception>
    protected virtual void Validate(ParameterGroup group)
    {
        CheckNotNegative(group, "lr");
        if (group.Has("weight_decay")) CheckNotNegative(group, "weight_decay");
        if (group.Has("eps")) CheckNotNegative(group, "eps");
        if (group.Has("betas.0")) CheckBetas(group);
    }

    /// <summary>Throws if an option is negative or NaN.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is.</exception>
    protected void CheckNotNegative(ParameterGroup group, string option)
    {
        ArgumentNullException.ThrowIfNull(group);
        if (!(group[option].ToDouble() >= 0))
            throw new ArgumentOutOfRangeException(option, group[option], $"{GetType().Name}: {option} cannot be negative.");
    }

    void CheckBetas(ParameterGroup group)
    {
        if (group.Betas is not ( >= 0 and < 1, >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(group), group.Betas, $"{GetType().Name}: betas lie between 0 and 1, below 1.");
    }

    /// <summary>What a group's weight decay does, through the gradient or beside it.</summary>
    private protected static Descent Decay(ParameterGroup group) =>
        group.DecoupledWeightDecay ? Decoupled(group) : new(group.WeightDecay, group.Maximize);

    /// <summary>Weight decay beside the gradient.</summary>
    private protected static Descent Decoupled(ParameterGroup group) =>
        new(0, group.Maximize) { Kept = 1 - group.Lr * group.WeightDecay };

    static void ThrowStale(Tensor parameter, Tensor gradient) => throw new InvalidOperationException(
        $"Step: a parameter is {parameter.DType}{parameter.Shape}, but its gradient is {gradient.DType}{gradient.Shape}: " +
        "the parameter's Data was replaced after Backward. Compute the gradient again.");
}
