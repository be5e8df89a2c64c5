namespace Adjoint;

/// <summary>
/// An operation: its shape rule, its kernel and its derivative, in one file. Attributes (a dimension, an exponent) are
/// record fields, so equal operations compare equal and print themselves; an operation without attributes is a singleton.
/// </summary>
/// <remarks>
/// <see cref="Apply(ReadOnlySpan{Tensor})"/> is the only way from tensors to kernels, and so the one place where
/// gradients are recorded. An operation overrides <see cref="Infer"/> and <see cref="Run"/>, or <see cref="Evaluate"/>
/// where the output's memory or shape is not simply inferred (views, data-dependent shapes); and a derivative.
/// </remarks>
internal abstract record Primitive
{
    /// <summary>The name users know: in printed tensors, graphs and messages.</summary>
    internal virtual string Name => GetType().Name;

    /// <summary>The name with what else a picture of the graph should show.</summary>
    internal virtual string Label => Name;

    /// <summary>The types <see cref="Run"/> has a kernel for. Half types are computed in Float32, Bool in UInt8 otherwise.</summary>
    internal virtual DTypeSet Kernels => DTypeSet.All;

    /// <summary>Whether a gradient can flow through at all.</summary>
    internal virtual bool IsDifferentiable => true;

    /// <summary>Whether the derivative may return a tensor that existed before: code of users does.</summary>
    internal virtual bool ReturnsForeignGradients => false;

    /// <summary>What the derivative with respect to one input looks at.</summary>
    internal virtual Reads Reads(int input) => Adjoint.Reads.Nothing;

    /// <summary>The shape and type of the output; throws where inputs do not fit.</summary>
    protected virtual Spec Infer(ReadOnlySpan<Tensor> inputs) => throw Missing(nameof(Infer));

    /// <summary>The CPU kernel: fills <paramref name="output"/>, which is contiguous and not empty.</summary>
    protected virtual void Run(ReadOnlySpan<Tensor> inputs, Tensor output) => throw Missing(nameof(Run));

    /// <summary>
    /// The gradient with respect to one input, given that of the output, in tensor operations; null for none. It may be
    /// larger than the input where that was broadcast, and of another type: the engine sums and casts.
    /// </summary>
    protected virtual Tensor? Derivative(int input, Tensor g, Saved saved) => throw Missing(nameof(Derivative));

    /// <summary>
    /// The gradients with respect to all inputs that need one at once, given those of all outputs (null where nothing came
    /// back). Overridden where they share work or where there are several outputs.
    /// </summary>
    internal virtual void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results)
    {
        for (var i = 0; i < results.Length; i++)
        {
            if (saved.Needs(i)) results[i] = Derivative(i, gradients[0]!, saved);
        }
    }

    /// <summary>
    /// For an operation that has kept nothing: its output computed again, with the history the backward pass is to follow
    /// in the place of a derivative.
    /// </summary>
    internal virtual Tensor? Recompute() => null;

    /// <summary>Computes the output and, where gradients are recorded, remembers how.</summary>
    public Tensor Apply(params ReadOnlySpan<Tensor> inputs)
    {
        Check(inputs);
        var modes = GradMode.Current;
        if ((modes & Modes.Autocast) != 0) inputs = AutocastMode.Cast(this, inputs);
        var output = Evaluate(inputs);
        if ((modes & Modes.NoGrad) == 0) Record(modes, inputs, output);
        return output;
    }

    /// <summary>The same for an operation with several outputs.</summary>
    public Tensor[] ApplyMany(params ReadOnlySpan<Tensor> inputs)
    {
        Check(inputs);
        var modes = GradMode.Current;
        if ((modes & Modes.Autocast) != 0) inputs = AutocastMode.Cast(this, inputs);
        var outputs = EvaluateMany(inputs);
        if ((modes & Modes.NoGrad) == 0) Record(modes, inputs, outputs);
        return outputs;
    }

    /// <summary>Computes the output without recording anything.</summary>
    internal virtual Tensor Evaluate(ReadOnlySpan<Tensor> inputs)
    {
        var spec = Infer(inputs);
        var output = Tensor.Allocate(spec);
        if (output.Count > 0) RunWidened(inputs, output);
        return output;
    }

    /// <summary>Computes all outputs without recording anything.</summary>
    internal virtual Tensor[] EvaluateMany(ReadOnlySpan<Tensor> inputs) => [Evaluate(inputs)];

    /// <summary>Computes into the memory of an existing tensor, without recording anything.</summary>
    internal void EvaluateInto(Tensor destination, params ReadOnlySpan<Tensor> inputs)
    {
        if (destination.Count > 0) RunWidened(inputs, destination);
        destination.Storage.Version++;
    }

    // Runs the kernel, on wider copies where it has none for the inputs' types.
    void RunWidened(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var (kernels, fits) = (Kernels, true);
        foreach (var input in inputs) fits &= input.DType.IsIn(kernels);
        if (fits)
        {
            Run(inputs, output);
            return;
        }
        var wide = new Tensor[inputs.Length];
        for (var i = 0; i < wide.Length; i++) wide[i] = inputs[i].Convert(Widen(inputs[i].DType));
        if (output.DType.IsIn(Kernels))
        {
            Run(wide, output);
            return;
        }
        var result = Tensor.Allocate(output.Layout, Widen(output.DType));
        Run(wide, result);
        output.Write(result);
    }

    DType Widen(DType dtype) =>
        dtype.IsIn(Kernels) ? dtype :
        dtype.IsHalf && DType.Float32.IsIn(Kernels) ? DType.Float32 :
        dtype == DType.Bool && DType.UInt8.IsIn(Kernels) ? DType.UInt8 :
        throw new NotSupportedException($"{Name}: not defined for {dtype}.");

    static void Check(ReadOnlySpan<Tensor> inputs)
    {
        foreach (var input in inputs) ArgumentNullException.ThrowIfNull(input);
    }

    void Record(Modes modes, ReadOnlySpan<Tensor> inputs, params ReadOnlySpan<Tensor> outputs)
    {
        if (!IsDifferentiable) return;
        foreach (var input in inputs)
        {
            if (!input.RequiresGrad) continue;
            Node.Attach(this, modes, inputs, outputs);
            return;
        }
    }

    InvalidOperationException Missing(string member) => new($"{Name} does not define {member}.");
}
