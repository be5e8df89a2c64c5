namespace Adjoint.Nn;

/// <summary>Marks a tensor of a module that is part of its state but is not learned, such as a running mean.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class BufferAttribute : Attribute
{
    /// <summary>Whether the buffer is saved with the module; true unless said otherwise.</summary>
    public bool Persistent { get; init; } = true;
}

/// <summary>Gives a member of a module another name in state dicts than its own in snake case.</summary>
/// <param name="name">The name; without dots.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class NameAttribute(string name) : Attribute
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}

/// <summary>
/// Marks a member of a module that looks like a part of its state but is not: it is neither learned, saved nor converted.
/// </summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class NotStateAttribute : Attribute;
