namespace Adjoint.Nn;

/// <summary>Lets members of a module stand for other tensors, until it is disposed.</summary>
internal readonly struct Roles : IDisposable
{
    readonly List<(Tensor Member, Tensor Before)> _members = [];

    public Roles(ModuleBase module, IReadOnlyDictionary<string, Tensor> values)
    {
        var members = new Dictionary<string, Tensor>();
        foreach (var (name, parameter) in module.NamedParameters()) members.Add(name, parameter);
        foreach (var (name, buffer) in module.NamedBuffers()) members.Add(name, buffer);
        foreach (var (name, value) in values)
        {
            if (!members.TryGetValue(name, out var member))
                throw new ArgumentException(
                    $"FunctionalCall: {module.TypeName} has no parameter or buffer '{name}'; " +
                    $"it has {string.Join(", ", members.Keys)}.", nameof(values));
            if (value.Shape != member.Shape)
                throw new ArgumentException(
                    $"FunctionalCall: '{name}' of {module.TypeName} has shape {member.Shape}, " +
                    $"and the tensor given has shape {value.Shape}.", nameof(values));
        }
        foreach (var (name, value) in values)
        {
            var member = members[name];
            _members.Add((member, member.Twin()));
            member.StandFor(value);
        }
    }

    public void Dispose()
    {
        foreach (var (member, before) in _members) member.StandFor(before);
    }
}
