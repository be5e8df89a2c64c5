namespace Adjoint.Nn;

/// <summary>A parameter of a module that a <see cref="Parametrization"/> computes before each call.</summary>
internal sealed record ComputedParameter(string Name, Parameter Parameter, Parametrization By, IDisposable Hook)
{
    /// <summary>Computes the parameter: it stands for the result, history included, until the next call.</summary>
    public static void Compute(ModuleBase module, Parameter parameter, Parametrization by)
    {
        var value = by.Compute(module.Training);
        if (value.Shape != parameter.Shape)
            throw new InvalidOperationException(
                $"{by.TypeName}: computed a tensor of shape {value.Shape} " +
                $"for a parameter of {module.TypeName} whose shape is {parameter.Shape}.");
        parameter.StandFor(value);
    }

    /// <summary>Puts what it is computed from behind the other members, in its place.</summary>
    public void Replace(Members members)
    {
        members.Parameters.RemoveAll(member => ReferenceEquals(member.Parameter, Parameter));
        var own = By.Read();
        foreach (var (name, parameter) in own.Parameters) members.Parameter($"{Name}_{name}", parameter);
        foreach (var (name, buffer, persistent) in own.Buffers) members.Buffer($"{Name}_{name}", buffer, persistent);
        foreach (var (name, child) in own.Children) members.Child($"{Name}_{name}", child);
    }
}
