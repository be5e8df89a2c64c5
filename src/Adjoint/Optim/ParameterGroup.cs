namespace Adjoint.Optim;

/// <summary>
/// Parameters that are optimized with the same options. Options not set take the value given to the optimizer:
/// <c>new SGD([new ParameterGroup(head) { Lr = 0.1 }, new ParameterGroup(body)], lr: 0.01)</c>. They may be changed between
/// steps, which is how learning rates are scheduled.
/// </summary>
/// <remarks>
/// Each optimizer adds the properties for its own options; all of them can be reached by PyTorch's names too: <c>group["lr"]</c>.
/// </remarks>
public sealed partial class ParameterGroup
{
    readonly NamedValues<Scalar> _options = new();

    /// <summary>Makes a group of <paramref name="parameters"/>.</summary>
    /// <exception cref="ArgumentException">There are none, one is named twice, or one is not a leaf.</exception>
    public ParameterGroup(IEnumerable<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (parameters is Tensor)
            throw new ArgumentException(
                "ParameterGroup: an optimizer takes a list of tensors; for a single one write [w].", nameof(parameters));
        Tensor[] list = [.. parameters];
        if (list.Length == 0)
        {
            throw new ArgumentException(
                "ParameterGroup: an optimizer needs parameters, and there are none. " +
                "A module's parameters are found where its class is partial and derives from Module.", nameof(parameters));
        }
        var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
        foreach (var parameter in list)
        {
            if (parameter is null)
                throw new ArgumentException("ParameterGroup: a parameter is null.", nameof(parameters));
            if (!parameter.IsLeaf)
                throw new ArgumentException(
                    $"ParameterGroup: an optimizer changes leaves, and a tensor of shape {parameter.Shape} is the result " +
                    $"of {parameter.GradFn}; give the tensors it was computed from, or Detach() it.", nameof(parameters));
            if (!seen.Add(parameter))
                throw new ArgumentException(
                    $"ParameterGroup: a parameter of shape {parameter.Shape} is named twice.", nameof(parameters));
        }
        List = list;
    }

    /// <summary>The parameters.</summary>
    public IReadOnlyList<Tensor> Parameters => List;

    /// <summary>The parameters, without the cost of an interface.</summary>
    internal Tensor[] List { get; }

    /// <summary>Grows with every option that is set.</summary>
    internal int Version => _options.Version;

    /// <summary>The learning rate: how far a step goes.</summary>
    public double Lr
    {
        get => Number("lr");
        set => this["lr"] = value;
    }

    /// <summary>How strongly parameters are drawn towards zero.</summary>
    public double WeightDecay
    {
        get => Number("weight_decay");
        set => this["weight_decay"] = value;
    }

    /// <summary>Whether the result is to become large instead of small.</summary>
    public bool Maximize
    {
        get => Flag("maximize");
        set => this["maximize"] = value;
    }

    /// <summary>
    /// The options that are set, by PyTorch's names. One that is a pair there is two here: <c>betas.0</c> and <c>betas.1</c>.
    /// </summary>
    public IEnumerable<KeyValuePair<string, Scalar>> Options => _options;

    /// <summary>An option by PyTorch's name, such as <c>weight_decay</c>.</summary>
    /// <exception cref="KeyNotFoundException">The option is not set.</exception>
    public Scalar this[string option]
    {
        get => _options.TryGet(option, out var value)
            ? value
            : throw new KeyNotFoundException($"The option '{option}' is not set; this group has {string.Join(", ", _options.Names)}.");
        set => _options.Set(option, value);
    }

    /// <summary>Whether an option is set.</summary>
    public bool Has(string option) => _options.TryGet(option, out _);

    double Number(string option) => this[option].ToDouble();

    bool Flag(string option) => this[option].ToInt64() != 0;
}
