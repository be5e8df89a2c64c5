namespace Adjoint.Nn;

/// <summary>The members one module holds itself, those of its children not counted.</summary>
internal sealed class Members : MemberVisitor
{
    readonly HashSet<string> _names = [];
    readonly ModuleBase _module;

    public Members(ModuleBase module) => _module = module;

    public List<(string Name, Parameter Parameter)> Parameters { get; } = [];

    public List<(string Name, Tensor Buffer, bool Persistent)> Buffers { get; } = [];

    public List<(string Name, ModuleBase Child)> Children { get; } = [];

    public override void Parameter(string name, Parameter? parameter)
    {
        if (parameter is null) return;
        Register(name);
        Parameters.Add((name, parameter));
    }

    public override void Buffer(string name, Tensor? buffer, bool persistent)
    {
        if (buffer is null) return;
        Register(name);
        Buffers.Add((name, buffer, persistent));
    }

    public override void Child(string name, ModuleBase? child)
    {
        if (child is null) return;
        Register(name);
        Children.Add((name, child));
    }

    void Register(string name)
    {
        if (!_names.Add(name))
            throw new InvalidOperationException(
                $"{_module.TypeName}: two members are called '{name}' in state dicts; give one of them another name with [Name(\"...\")].");
    }
}
