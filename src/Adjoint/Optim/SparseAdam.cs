using Adjoint.Cpu.Fused;

namespace Adjoint.Optim;

/// <summary>
/// <see cref="Adam"/> for tables of which a step touches few rows: rows whose gradient is zero everywhere are left as they are, with
/// what is remembered of them, however large their momentum is. For the tables of <see cref="Nn.Embedding"/>.
/// </summary>
/// <remarks>
/// PyTorch's <c>SparseAdam</c> goes by the rows that a sparse gradient names. Gradients are dense here, so the rows are those with an
/// element that is not zero: a row that was looked up and got a gradient of exactly zero is left alone as well, where PyTorch would
/// let its momentum move it. What is no matrix is taken as [rows, ...]; numbers of a vector are rows by themselves.
/// </remarks>
public sealed class SparseAdam : AdamFamily
{
    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameters">What is optimized: the tables.</param>
    /// <param name="lr">The learning rate: about how far a touched row moves in a step.</param>
    /// <param name="betas">How much of the running means of the gradients and of their squares is kept; (0.9, 0.999) if left out.</param>
    /// <param name="eps">Added to the divisor, so that it is never zero; before the correction of the mean,
    /// other than in <see cref="Adam"/>.</param>
    /// <param name="maximize">Whether the result is to become large instead of small.</param>
    /// <exception cref="ArgumentException">There are no parameters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or a beta is not below 1.</exception>
    public SparseAdam(
        IEnumerable<Tensor> parameters, double lr = 1e-3, (double, double)? betas = null, double eps = 1e-8, bool maximize = false)
        : this([new ParameterGroup(parameters)], lr, betas, eps, maximize) { }

    /// <summary>Makes an optimizer of several groups, which may have options of their own.</summary>
    /// <inheritdoc cref="SparseAdam(IEnumerable{Tensor}, double, ValueTuple{double, double}?, double, bool)"/>
    public SparseAdam(
        IEnumerable<ParameterGroup> groups, double lr = 1e-3, (double, double)? betas = null, double eps = 1e-8, bool maximize = false)
        : base(groups, lr, betas, eps, ("maximize", maximize)) { }

    private protected override Descent DescentOf(ParameterGroup group) => new(0, group.Maximize);

    private protected override void Update(Tensor parameter, Tensor gradient, ParameterState state)
    {
        var (first, second) = Correction.Betas;
        var step = new AdamStep(Descent, first, second, Eps, Lr * Math.Sqrt(Correction.Second) / Correction.First, 1);
        var rows = parameter.Rank == 0 ? 1 : parameter.Size(0);
        if (parameter.Count > 0)
            new Rule(step, rows).Run(
                parameter, gradient, state.GetOrZeros("exp_avg", parameter), state.GetOrZeros("exp_avg_sq", parameter));
    }

    readonly unsafe struct Rule(AdamStep step, long rows) : IParameterRule
    {
        public void Run<T>(T* p, T* g, T* a, T* b, long count) where T : unmanaged =>
            TouchedRows<AdamStep, T>.Run(new(step, p, g, a, b, null), g, rows, count / rows);
    }
}
