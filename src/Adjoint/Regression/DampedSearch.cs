namespace Adjoint.Regression;

/// <summary>The steps of <see cref="LevenbergMarquardt"/>.</summary>
internal sealed class DampedSearch(Func<Tensor, Tensor> residuals, LevenbergMarquardtOptions options)
{
    public LevenbergMarquardt Run(Tensor p)
    {
        var (r, jacobian) = Linearize(p);
        Check(p, r);
        var lengths = jacobian.Norm(2, 0);
        var (damping, growth) = (options.Damping, 2.0);
        for (var step = 1; ; step++)
        {
            if (IsStationary(r, jacobian)) return new(p, r, Deviations(jacobian), FitStatus.GradientIsSmall, step - 1);
            if (step > options.MaxSteps) return new(p, r, Deviations(jacobian), FitStatus.TooManySteps, step - 1);
            lengths = Tensor.Maximum(lengths, jacobian.Norm(2, 0));
            var change = Step(r, jacobian, lengths, damping);
            if (change.IsFinite().All().Item<bool>() && IsSmall(change, p))
                return new(p, r, Deviations(jacobian), FitStatus.StepIsSmall, step);
            var gain = Gain(p + change, change, r, jacobian);
            if (gain > 0)
            {
                p = p + change;
                (r, jacobian) = Linearize(p);
                damping *= Math.Max(1.0 / 3, 1 - Math.Pow(2 * gain - 1, 3));
                growth = 2;
            }
            else
            {
                damping *= growth;
                growth *= 2;
            }
        }
    }

    // The residuals and their derivatives; the fewer passes through the graph the better.
    (Tensor R, Tensor Jacobian) Linearize(Tensor p)
    {
        var r = At(p);
        if (r.Count <= p.Count) return (r, Autograd.Jacobian(residuals, p));
        var identity = Tensor.Eye(p.Count, dtype: DType.Float64);
        var columns = new Tensor[p.Count];
        for (var j = 0; j < columns.Length; j++) columns[j] = Autograd.Jvp(residuals, p, identity.Select(0, j)).Product;
        return (r, Tensor.Stack(columns, 1));
    }

    Tensor At(Tensor p)
    {
        using var mode = Autograd.NoGrad();
        return residuals(p);
    }

    static void Check(Tensor p, Tensor r)
    {
        if (r.Rank != 1 || r.DType != DType.Float64)
            throw new ArgumentException($"LevenbergMarquardt: residuals are a Float64 vector, not {r.DType} of shape {r.Shape}.");
        if (r.Count < p.Count)
            throw new ArgumentException($"LevenbergMarquardt: {r.Count} residuals do not determine {p.Count} parameters.");
        if (!r.IsFinite().All().Item<bool>())
            throw new ArgumentException("LevenbergMarquardt: at the start, residuals are not finite; begin elsewhere.");
    }

    // |J δ + r|² + λ |D δ|² is smallest: a linear problem with more rows.
    static Tensor Step(Tensor r, Tensor jacobian, Tensor lengths, double damping)
    {
        var scaled = Tensor.Where(lengths.Eq(0), Tensor.Ones([], DType.Float64), lengths) * Math.Sqrt(damping);
        var a = Tensor.Cat([jacobian, scaled.Diag()]);
        var b = Tensor.Cat([-r, Tensor.Zeros([lengths.Count], DType.Float64)]);
        return Linalg.Lstsq(a, b, driver: LstsqDriver.Gels).Solution;
    }

    // What a step gains, divided by what the linear model promises; 0 or less where it loses.
    double Gain(Tensor p, Tensor change, Tensor r, Tensor jacobian)
    {
        var after = At(p).Square().Sum().Item();
        var (before, expected) = (r.Square().Sum().Item(), (r + jacobian.Mv(change)).Square().Sum().Item());
        if (!double.IsFinite(after) || after >= before) return 0;
        return expected < before ? (before - after) / (before - expected) : 1;
    }

    bool IsStationary(Tensor r, Tensor jacobian)
    {
        var length = r.Norm().Item();
        if (length == 0) return true;
        var (gradient, lengths) = (jacobian.Mt.Mv(r).Abs(), jacobian.Norm(2, 0));
        return gradient.Le(lengths * (options.GradientTolerance * length)).All().Item<bool>();
    }

    bool IsSmall(Tensor change, Tensor p) => change.Abs().Le((p.Abs() + options.StepTolerance) * options.StepTolerance).All().Item<bool>();

    static double[] Deviations(Tensor jacobian)
    {
        var design = new DesignMatrix(jacobian);
        return design.IsDeficient ? [.. Enumerable.Repeat(double.NaN, (int)jacobian.Size(1))] : design.Deviations();
    }
}
