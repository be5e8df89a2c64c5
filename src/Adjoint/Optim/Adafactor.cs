using Adjoint.Cpu;
using Adjoint.Cpu.Fused;

namespace Adjoint.Optim;

/// <summary>
/// Adafactor: steps divided by the root of a running mean of squares, as Adam's, of which for matrices only the means of rows and columns
/// are remembered: memory for a matrix [m, n] is m + n. Steps are a part of the parameter's own size, and never longer than usual.
/// </summary>
/// <remarks>
/// Shazeer and Stern, "Adafactor: Adaptive Learning Rates with Sublinear Memory Cost", 2018, in the form PyTorch has since 2.5:
/// without momentum. With β = t^beta2Decay, r and c the running means of g² over rows and columns, v = r c / mean r and u = g / √v:
/// p ← p - α u / max(1, rms(u) / d), where α = max(eps₂, rms(p)) · min(lr, 1/√t).
/// </remarks>
public sealed class Adafactor : Optimizer
{
    Options _options;

    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameters">What is optimized: <c>model.Parameters()</c>.</param>
    /// <param name="lr">The learning rate: by what part of its size a parameter moves in a step, at most.</param>
    /// <param name="beta2Decay">The power of the number of steps that is the share of the newest square in the means.</param>
    /// <param name="eps">Below what the root of a mean of squares does not fall (the precision of the parameter's type if null),
    /// and the smallest size of a parameter that counts; (null, 1e-3) if left out.</param>
    /// <param name="d">How long an update may be, in root mean square.</param>
    /// <param name="weightDecay">How strongly parameters are drawn towards zero: by this times the learning rate, in each step.</param>
    /// <param name="maximize">Whether the result is to become large instead of small.</param>
    /// <exception cref="ArgumentException">There are no parameters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, <paramref name="beta2Decay"/> is positive,
    /// or <paramref name="d"/> is below 1.</exception>
    public Adafactor(
        IEnumerable<Tensor> parameters, double lr = 1e-2, double beta2Decay = -0.8,
        (double?, double)? eps = null, double d = 1, double weightDecay = 0, bool maximize = false)
        : this([new ParameterGroup(parameters)], lr, beta2Decay, eps, d, weightDecay, maximize) { }

    /// <summary>Makes an optimizer of several groups, which may have options of their own.</summary>
    /// <inheritdoc cref="Adafactor(IEnumerable{Tensor}, double, double, ValueTuple{double?, double}?, double, double, bool)"/>
    public Adafactor(
        IEnumerable<ParameterGroup> groups, double lr = 1e-2, double beta2Decay = -0.8,
        (double?, double)? eps = null, double d = 1, double weightDecay = 0, bool maximize = false)
        : base(
            groups,
            [
                ("lr", lr),
                ("beta2_decay", beta2Decay),
                .. eps?.Item1 is { } floor ? [("eps.0", (Scalar)floor)] : ReadOnlySpan<(string, Scalar)>.Empty,
                ("eps.1", eps?.Item2 ?? 1e-3),
                ("d", d),
                ("weight_decay", weightDecay),
                ("maximize", maximize),
            ])
    { }

    /// <inheritdoc/>
    protected override void Validate(ParameterGroup group)
    {
        base.Validate(group);
        if (group.Has("eps.0")) CheckNotNegative(group, "eps.0");
        CheckNotNegative(group, "eps.1");
        if (!(group["beta2_decay"].ToDouble() <= 0))
            throw new ArgumentOutOfRangeException(nameof(group), group["beta2_decay"], "Adafactor: beta2_decay cannot be positive.");
        if (!(group["d"].ToDouble() >= 1))
            throw new ArgumentOutOfRangeException(nameof(group), group["d"], "Adafactor: d cannot be below 1.");
    }

    private protected override void Begin(ParameterGroup group) => _options = new(
        group.Lr, group["beta2_decay"].ToDouble(), group.Has("eps.0") ? group["eps.0"].ToDouble() : null,
        group["eps.1"].ToDouble(), group["d"].ToDouble(), group.WeightDecay, group.Maximize);

    private protected override bool IsOption(string name) => name == "eps.0" || base.IsOption(name);

    private protected override bool Fits(string name, Tensor tensor, Tensor parameter) => name switch
    {
        "row_var" => parameter.Rank > 1 && tensor.Shape == Means(parameter, -1),
        "col_var" => parameter.Rank > 1 && tensor.Shape == Means(parameter, -2),
        _ => base.Fits(name, tensor, parameter),
    };

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Step++;
        if (parameter.Count == 0) return;
        if (parameter.Rank > 1)
        {
            Tensor rows = Remembered(state, "row_var", parameter, -1), columns = Remembered(state, "col_var", parameter, -2);
            new Rule(_options, state.Step, parameter.DType, parameter.Size(-2), parameter.Size(-1), IsMatrix: true).Run(
                parameter, gradient, rows, columns);
        }
        else
        {
            var squares = state.GetOrZeros("variance", parameter);
            new Rule(_options, state.Step, parameter.DType, 1, parameter.Count, IsMatrix: false).Run(parameter, gradient, squares, squares);
        }
    }

    static Shape Means(Tensor parameter, int dim)
    {
        var sizes = parameter.Shape.ToArray();
        sizes[^-dim] = 1;
        return Shape.Create(sizes);
    }

    static Tensor Remembered(ParameterState state, string name, Tensor parameter, int dim)
    {
        if (state[name] is { } tensor && tensor.DType == parameter.DType) return tensor;
        return state[name] = state[name]?.Convert(parameter.DType) ?? Tensor.Zeros(Means(parameter, dim), parameter.DType);
    }

    readonly record struct Options(
        double Lr, double Beta2Decay, double? Floor, double LeastSize, double LongestUpdate, double WeightDecay, bool Maximize);

    readonly unsafe record struct Rule(Options Options, double Step, DType DType, long Rows, long Columns, bool IsMatrix) : IParameterRule
    {
        public void Run<T>(T* p, T* g, T* first, T* second, long count) where T : unmanaged
        {
            var share = Math.Pow(Step, Options.Beta2Decay);
            var floor = Options.Floor ?? Precision(DType);
            var size = Math.Max(Options.LeastSize, Math.Sqrt(SquareSum<T>.Of(p, count) / count))
                * Math.Min(Options.Lr, 1 / Math.Sqrt(Step));
            using var factors = new Scratch<T>(count / Columns);
            var row = factors.Pointer;
            if (IsMatrix) FactoredMeans<T>.Learn(g, first, second, row, count / (Rows * Columns), Rows, Columns, share, floor);
            else FactoredMeans<T>.Learn(g, first, row, count, share);

            // A batch of matrices has columns of its own for each.
            var (rows, columns) = (Rows, Columns);
            double squares = 0;
            for (long i = 0; i < count; i += Rows * Columns) squares += Kernel(i).Squares();
            size /= Math.Max(1, Math.Sqrt(squares / count) / Options.LongestUpdate);
            for (long i = 0; i < count; i += Rows * Columns)
                Kernel(i).Move(1 - Options.Lr * Options.WeightDecay, Options.Maximize ? -size : size);

            AdafactorKernel<T> Kernel(long i) => new(p + i, g + i, row + i / columns, second + i / rows, rows, columns, floor * floor);
        }

        static double Precision(DType dtype) => dtype switch
        {
            DType.Float64 => double.BitIncrement(1) - 1,
            DType.Float16 => 1.0 / 1024,
            DType.BFloat16 => 1.0 / 128,
            _ => float.BitIncrement(1) - 1,
        };
    }
}
