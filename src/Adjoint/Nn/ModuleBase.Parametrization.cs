namespace Adjoint.Nn;

public abstract partial class ModuleBase
{
    List<ComputedParameter>? _computed;

    internal void Parametrize(string name, Func<Tensor, Parametrization> make)
    {
        var parameters = Read().Parameters;
        if (parameters.Find(member => member.Name == name).Parameter is not { } parameter)
            throw new ArgumentException(
                $"{TypeName} has no parameter '{name}' to compute; it has " +
                $"{(parameters.Count == 0 ? "none" : string.Join(", ", parameters.Select(member => member.Name)))}.", nameof(name));
        var by = make(parameter.Detach());
        var hook = BeforeForward(() => ComputedParameter.Compute(this, parameter, by));
        (_computed ??= []).Add(new(name, parameter, by, hook));
        parameter.StandFor(parameter.Detach());
    }

    internal void EndParametrization(string name)
    {
        if (_computed?.Find(each => each.Name == name) is not { } computed)
            throw new ArgumentException($"{TypeName} computes no parameter '{name}'.", nameof(name));
        computed.Hook.Dispose();
        _computed.Remove(computed);
        using (Autograd.NoGrad()) computed.Parameter.StandFor(computed.By.Compute(training: false).Clone());
        computed.Parameter.RequiresGrad = true;
    }

    /// <summary>Runs <paramref name="action"/> before each call; disposing the result ends that.</summary>
    private protected virtual IDisposable BeforeForward(Action action) =>
        throw new ArgumentException($"{TypeName} is not called itself, so there is no time to compute a parameter of it.");
}
