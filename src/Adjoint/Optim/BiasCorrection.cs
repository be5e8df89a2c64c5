namespace Adjoint.Optim;

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
