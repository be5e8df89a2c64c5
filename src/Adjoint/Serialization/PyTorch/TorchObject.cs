namespace Adjoint.Serialization;

/// <summary>A name of Python that is known, and known to be harmless, since it stands for no more than this name.</summary>
internal sealed record TorchName(string Name);

/// <summary>An object of a class that a TorchScript archive defines itself: its attributes by name.</summary>
internal sealed class TorchObject
{
    public OrderedDictionary<object, object?> Attributes { get; } = [];
}
