using Adjoint.Cpu.Fused;

namespace Adjoint.Optim;

/// <summary>How <see cref="Muon"/> makes up for the shape of a matrix.</summary>
public enum MuonAdjustment
{
    /// <summary>The learning rate times √max(1, rows / columns), as Keller Jordan's first version.</summary>
    Original,

    /// <summary>
    /// The learning rate times 0.2 · √max(rows, columns), so that steps are as large as AdamW's and its learning rate can be taken.
    /// </summary>
    MatchRmsAdamW,
}

/// <summary>
/// Muon, for the matrices of hidden layers: the momentum is made orthogonal before it moves the parameter, so that all directions of a
/// matrix are learned at one pace: b ← momentum · b + (1 - momentum) · g, p ← (1 - lr · decay) p - lr' · orthogonal(b). The rest of a model
/// (embeddings, biases, the last layer) goes to <see cref="AdamW"/>.
/// </summary>
/// <remarks>
/// Jordan et al., "Muon: An optimizer for hidden layers in neural networks", 2024, in the form PyTorch has since 2.9.
/// Nearly orthogonal, by a few steps of a Newton-Schulz iteration: X ← a X + (b A + c A²) X with A = X Xᵀ. PyTorch does them in BFloat16;
/// here they are done in the parameter's type.
/// </remarks>
public sealed class Muon : Optimizer
{
    readonly MuonAdjustment _adjustment;

    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameters">What is optimized: matrices.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="weightDecay">How strongly parameters are drawn towards zero: by this times the learning rate, in each step.</param>
    /// <param name="momentum">How much of the running mean of gradients is kept.</param>
    /// <param name="nesterov">Whether the gradient is looked at where the momentum leads to.</param>
    /// <param name="nsCoefficients">a, b and c of the iteration; (3.4445, -4.775, 2.0315) if left out.</param>
    /// <param name="eps">The smallest length that a momentum is divided by.</param>
    /// <param name="nsSteps">How many steps of the iteration there are.</param>
    /// <param name="adjustLr">How the shape of a matrix is made up for.</param>
    /// <exception cref="ArgumentException">There are no parameters, or one is not a matrix.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public Muon(
        IEnumerable<Tensor> parameters, double lr = 1e-3, double weightDecay = 0.1, double momentum = 0.95, bool nesterov = true,
        (double, double, double)? nsCoefficients = null, double eps = 1e-7, int nsSteps = 5,
        MuonAdjustment adjustLr = MuonAdjustment.Original)
        : this([new ParameterGroup(parameters)], lr, weightDecay, momentum, nesterov, nsCoefficients, eps, nsSteps, adjustLr) { }

    /// <summary>Makes an optimizer of several groups, which may have options of their own.</summary>
    /// <inheritdoc
    /// cref="Muon(IEnumerable{Tensor}, double, double, double, bool, ValueTuple{double, double, double}?, double, int, MuonAdjustment)"/>
    public Muon(
        IEnumerable<ParameterGroup> groups, double lr = 1e-3, double weightDecay = 0.1, double momentum = 0.95, bool nesterov = true,
        (double, double, double)? nsCoefficients = null, double eps = 1e-7, int nsSteps = 5,
        MuonAdjustment adjustLr = MuonAdjustment.Original)
        : base(
            groups,
            ("lr", lr),
            ("weight_decay", weightDecay),
            ("momentum", momentum),
            ("nesterov", nesterov),
            ("ns_coefficients.0", nsCoefficients?.Item1 ?? 3.4445),
            ("ns_coefficients.1", nsCoefficients?.Item2 ?? -4.775),
            ("ns_coefficients.2", nsCoefficients?.Item3 ?? 2.0315),
            ("eps", eps),
            ("ns_steps", nsSteps)) => _adjustment = adjustLr;

    /// <inheritdoc/>
    protected override void Validate(ParameterGroup group)
    {
        base.Validate(group);
        CheckNotNegative(group, "momentum");
        CheckNotNegative(group, "ns_steps");
        if (group.Parameters.FirstOrDefault(parameter => parameter.Rank != 2) is { } other)
            throw new ArgumentException(
                $"Muon: parameters are matrices, and one has the shape {other.Shape}; give those to AdamW.", nameof(group));
    }

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(parameter);
        ArgumentNullException.ThrowIfNull(gradient);
        ArgumentNullException.ThrowIfNull(state);
        if (parameter.Count == 0) return;
        var buffer = state.GetOrZeros("momentum_buffer", parameter);
        buffer.StepInPlace(new LerpStep(1 - group.Momentum), gradient);
        using var scope = new TensorScope();
        var direction = Orthogonal(group, group.Nesterov ? gradient.Lerp(buffer, group.Momentum) : buffer);
        double rows = parameter.Size(0), columns = parameter.Size(1);
        var ratio = _adjustment == MuonAdjustment.MatchRmsAdamW
            ? 0.2 * Math.Sqrt(Math.Max(rows, columns))
            : Math.Sqrt(Math.Max(1, rows / columns));
        parameter.StepInPlace(new MoveStep(1 - group.Lr * group.WeightDecay, group.Lr * ratio), direction);
    }

    static Tensor Orthogonal(ParameterGroup group, Tensor x)
    {
        double Number(string option) => group[option].ToDouble();
        double a = Number("ns_coefficients.0"), b = Number("ns_coefficients.1"), c = Number("ns_coefficients.2");
        // Products are smaller with the longer side inside.
        var isTall = x.Size(0) > x.Size(1);
        if (isTall) x = x.T;
        x = x / Math.Max(x.Norm().Item(), group.Eps);
        for (var i = 0; i < Number("ns_steps"); i++)
        {
            var square = x.Matmul(x.T);
            x = x * a + (square * b + square.Matmul(square) * c).Matmul(x);
        }
        return isTall ? x.T : x;
    }
}
