namespace Adjoint.Optim;

/// <summary>How <see cref="LBFGS"/> finds out how far to go along a direction.</summary>
public enum LineSearch
{
    /// <summary>It goes as far as the learning rate says.</summary>
    None,

    /// <summary>It tries steps until the loss has become small enough, and flat enough: the strong Wolfe conditions.</summary>
    StrongWolfe,
}

/// <summary>
/// Limited-memory BFGS: goes along -H g, where H, the inverse of the curvature, is known from how gradients changed over the
/// last steps. Each step computes the loss several times, so it needs a closure: <c>optimizer.Step(() => ...)</c>.
/// </summary>
/// <remarks>Nocedal and Wright, "Numerical Optimization", 2006, chapters 3 and 7; in PyTorch's form, after Schmidt's minFunc.</remarks>
public sealed class LBFGS : Optimizer
{
    static readonly string[] s_counts = ["max_iter", "max_eval", "history_size"];

    readonly Curvature _curvature = new();
    readonly ParameterVector _vector;
    readonly LineSearch _lineSearch;
    Tensor? _direction, _lastGradient;
    double _length, _lastLoss, _evaluations, _iterations;

    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameters">What is optimized: <c>model.Parameters()</c>. There is only one group.</param>
    /// <param name="lr">How far a step goes along its direction; where a line search begins.</param>
    /// <param name="maxIter">How many directions one call of Step takes at most.</param>
    /// <param name="maxEval">How often it computes the loss at most; 5/4 of <paramref name="maxIter"/> if left out.</param>
    /// <param name="toleranceGrad">It ends when no element of the gradient is larger.</param>
    /// <param name="toleranceChange">It ends when neither the parameters nor the loss change by more.</param>
    /// <param name="historySize">How many steps are remembered.</param>
    /// <param name="lineSearch">How the length of a step is found.</param>
    /// <exception cref="ArgumentException">There are no parameters, or they are of several types.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is negative.</exception>
    public LBFGS(
        IEnumerable<Tensor> parameters, double lr = 1, int maxIter = 20, int? maxEval = null, double toleranceGrad = 1e-7,
        double toleranceChange = 1e-9, int historySize = 100, LineSearch lineSearch = LineSearch.None)
        : base(
            parameters,
            ("lr", lr),
            ("max_iter", maxIter),
            ("max_eval", maxEval ?? maxIter * 5 / 4),
            ("tolerance_grad", toleranceGrad),
            ("tolerance_change", toleranceChange),
            ("history_size", historySize))
    {
        _lineSearch = lineSearch;
        _vector = new(ParameterGroups[0].Parameters);
    }

    /// <summary>Not possible: the loss must be computed several times.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override void Step() => throw new InvalidOperationException(
        "LBFGS: a step computes the loss several times; give it a closure: optimizer.Step(() => loss).");

    /// <inheritdoc/>
    public override Tensor? Step(Func<Tensor> closure)
    {
        ArgumentNullException.ThrowIfNull(closure);
        using var mode = Autograd.NoGrad();
        var loss = Evaluate(closure);
        var gradient = _vector.Gradient();
        if (!IsFlat(gradient)) Iterate(closure, loss.Item(), gradient);
        return loss;
    }

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state) => Step();

    /// <inheritdoc/>
    protected override void Validate(ParameterGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        if (ParameterGroups.Any(other => !other.Parameters.SequenceEqual(group.Parameters)))
            throw new ArgumentException("LBFGS: all parameters are in one group.", nameof(group));
        base.Validate(group);
        foreach (var option in s_counts) CheckNotNegative(group, option);
    }

    Tensor Evaluate(Func<Tensor> closure)
    {
        _evaluations++;
        using var mode = Autograd.EnableGrad();
        return closure();
    }

    double Option(string name) => ParameterGroups[0][name].ToDouble();

    bool IsFlat(Tensor gradient) => gradient.Abs().Max().Item() <= Option("tolerance_grad");

    void Iterate(Func<Tensor> closure, double loss, Tensor gradient)
    {
        var (most, last) = (Option("max_iter"), _evaluations - 1 + Option("max_eval"));
        var smallest = Option("tolerance_change");
        for (var i = 1; i <= most; i++)
        {
            _direction = NextDirection(gradient);
            _lastGradient = gradient.Clone();
            MemoryFrame.Free(_direction.Storage);
            MemoryFrame.Free(_lastGradient.Storage);
            _lastLoss = loss;
            _length = _iterations == 1 ? Math.Min(1, 1 / gradient.Abs().Sum().Item()) * Option("lr") : Option("lr");
            var slope = gradient.Dot(_direction).Item();
            if (slope > -smallest) break;
            if (_lineSearch == LineSearch.StrongWolfe)
            {
                (loss, gradient, _length) = Search(closure, loss, gradient, slope);
            }
            else
            {
                _vector.Move(_direction, _length);
                if (i == most) break;
                loss = Evaluate(closure).Item();
                gradient = _vector.Gradient();
            }
            if (_evaluations >= last || IsFlat(gradient)) break;
            if (_direction.Abs().Max().Item() * Math.Abs(_length) <= smallest || Math.Abs(loss - _lastLoss) < smallest) break;
        }
    }

    Tensor NextDirection(Tensor gradient)
    {
        if (++_iterations == 1) _curvature.Clear();
        else _curvature.Learn(gradient - _lastGradient!, _direction! * _length, (int)Option("history_size"));
        return _curvature.Descent(gradient);
    }

    (double Loss, Tensor Gradient, double Length) Search(Func<Tensor> closure, double loss, Tensor gradient, double slope)
    {
        var (start, direction) = (_vector.Values(), _direction!);
        var search = new WolfeSearch(direction, Option("tolerance_change"), length =>
        {
            _vector.Set(start);
            _vector.Move(direction, length);
            return (Evaluate(closure).Item(), _vector.Gradient());
        });
        var found = search.Run(new(0, loss, gradient, slope), _length);
        _vector.Set(start);
        _vector.Move(direction, found.Length);
        return (found.Loss, found.Gradient, found.Length);
    }

    private protected override bool IsOneVector => true;

    // Steps and gradients are of all parameters, the rest are numbers.
    private protected override bool Fits(string name, Tensor tensor, Tensor parameter) =>
        name is "d" or "prev_flat_grad" || name.StartsWith("old_", StringComparison.Ordinal)
            ? tensor.Rank == 1 && tensor.Count == ParameterGroups[0].Parameters.Sum(each => each.Count)
            : tensor.Count == 1;

    private protected override void Remember(ParameterState state)
    {
        if (_iterations == 0) return;
        state.Numbers.Set("func_evals", _evaluations);
        state.Numbers.Set("n_iter", _iterations);
        state.Numbers.Set("t", _length);
        state.Numbers.Set("prev_loss", _lastLoss);
        state["d"] = _direction!;
        state["prev_flat_grad"] = _lastGradient!;
        _curvature.Remember(state);
    }

    private protected override void Recall(ParameterState state)
    {
        double Number(string name) => state.Numbers.TryGet(name, out var number) ? number : state[name]?.Item() ?? 0;
        (_evaluations, _iterations, _length, _lastLoss) = (Number("func_evals"), Number("n_iter"), Number("t"), Number("prev_loss"));
        (_direction, _lastGradient) = (state["d"], state["prev_flat_grad"]);
        _curvature.Recall(state, Number("H_diag"));
    }
}
