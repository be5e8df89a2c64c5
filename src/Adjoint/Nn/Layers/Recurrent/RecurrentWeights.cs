namespace Adjoint.Nn;

/// <summary>The parameters of one layer of a recurrent network in one direction.</summary>
public sealed class RecurrentWeights
{
    internal RecurrentWeights(string suffix, long input, long hidden, long gates, long projection, bool bias, DType dtype)
    {
        Suffix = suffix;
        WeightIh = Empty(gates * hidden, input);
        WeightHh = Empty(gates * hidden, projection == 0 ? hidden : projection);
        BiasIh = bias ? Empty(gates * hidden) : null;
        BiasHh = bias ? Empty(gates * hidden) : null;
        WeightHr = projection == 0 ? null : Empty(projection, hidden);
        Parameter Empty(params ReadOnlySpan<long> sizes) => new(Tensor.Empty(Shape.Create(sizes), dtype));
    }

    /// <summary>What their names end with: <c>_l0</c>, <c>_l0_reverse</c>.</summary>
    public string Suffix { get; }

    /// <summary>The weight of the input, [gates * hidden, input].</summary>
    public Parameter WeightIh { get; }

    /// <summary>The weight of the hidden state, [gates * hidden, hidden] (or with a projection its size).</summary>
    public Parameter WeightHh { get; }

    /// <summary>The bias beside the input, [gates * hidden]; null for none.</summary>
    public Parameter? BiasIh { get; }

    /// <summary>The bias beside the hidden state, [gates * hidden]; null for none.</summary>
    public Parameter? BiasHh { get; }

    /// <summary>The projection of the hidden state, [projection, hidden]; null for none.</summary>
    public Parameter? WeightHr { get; }

    internal void Visit(MemberVisitor visitor)
    {
        visitor.Parameter($"weight_ih{Suffix}", WeightIh);
        visitor.Parameter($"weight_hh{Suffix}", WeightHh);
        visitor.Parameter($"bias_ih{Suffix}", BiasIh);
        visitor.Parameter($"bias_hh{Suffix}", BiasHh);
        visitor.Parameter($"weight_hr{Suffix}", WeightHr);
    }

    /// <summary>What comes from the input of all steps, in one product. Both biases are added, or only that of the input.</summary>
    internal Tensor Input(Tensor x, bool bothBiases) => x.Linear(WeightIh, bothBiases && BiasIh is { } bias ? bias + BiasHh! : BiasIh);
}
