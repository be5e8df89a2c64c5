namespace Adjoint.Bench;

/// <summary>One step of the notes' loop by hand: predict with one weight, loss, back-propagate, update, clear.</summary>
internal sealed class ManualStep : Workload
{
    Tensor _w = [1.0f];

    public ManualStep() => _w.RequiresGrad = true;

    public override string Name => "manual loop, one step";

    public override double Run()
    {
        var loss = (_w * 2 - 4).Pow(2);
        loss.Backward();
        using (Autograd.NoGrad()) _w -= 0.01 * _w.Grad!;
        _w.Grad = null;
        return 0;
    }
}
