using Adjoint.Cpu.Fused;

namespace Adjoint.Optim;

/// <summary>What <see cref="Adam"/> and <see cref="AdamW"/> share: all but where weights are drawn towards zero.</summary>
internal sealed class AdamRule
{
    readonly StepBatch<AdamStep> _plain = new();
    readonly StepBatch<AmsGradStep> _largest = new();
    readonly BiasCorrection _correction = new();
    Descent _descent;
    double _lr, _eps;
    bool _amsGrad;

    /// <summary>Reads a group's options.</summary>
    public void Begin(ParameterGroup group, Descent descent)
    {
        _descent = descent;
        (_lr, _eps, _amsGrad) = (group.Lr, group.Eps, group.AmsGrad);
        _correction.Begin(group.Betas);
    }

    /// <summary>Puts off a step of one parameter until <see cref="Finish"/>.</summary>
    public void Update(Tensor parameter, Tensor gradient, ParameterState state)
    {
        _correction.At(++state.Step);
        var step = new AdamStep(_descent, _correction.Betas.First, _correction.Betas.Second, _eps, _lr / _correction.First, Math.Sqrt(_correction.Second));
        var mean = state.GetOrZeros("exp_avg", parameter);
        var square = state.GetOrZeros("exp_avg_sq", parameter);
        if (_amsGrad) _largest.Add(new(step), parameter, gradient, mean, square, state.GetOrZeros("max_exp_avg_sq", parameter));
        else _plain.Add(step, parameter, gradient, mean, square);
    }

    public void Finish()
    {
        _plain.Run();
        _largest.Run();
    }
}

/// <summary>
/// 1 - β₁ᵗ and 1 - β₂ᵗ: how much of the truth is in running means that began at zero, after t steps. Parameters that have made as
/// many steps as the one before, as most have, need no new powers.
/// </summary>
internal sealed class BiasCorrection
{
    double _step;

    public (double First, double Second) Betas { get; private set; }

    public double First { get; private set; }

    public double Second { get; private set; }

    public void Begin((double First, double Second) betas) => (Betas, _step) = (betas, -1);

    public void At(double step)
    {
        if (step == _step) return;
        (_step, First, Second) = (step, 1 - Math.Pow(Betas.First, step), 1 - Math.Pow(Betas.Second, step));
    }
}
