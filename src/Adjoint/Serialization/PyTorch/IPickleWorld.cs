namespace Adjoint.Serialization;

/// <summary>
/// What a pickle may refer to. In Python these would be any functions and classes there are; here a fixed list of names with
/// known meanings, none of which is ever called.
/// </summary>
internal interface IPickleWorld
{
    /// <summary>What a name means.</summary>
    /// <exception cref="InvalidDataException">The name is not on the list.</exception>
    object Global(string module, string name);

    /// <summary>The object a pickle describes as the result of a call.</summary>
    object? Reduce(object? function, object?[] arguments);

    /// <summary>The object a pickle refers to as stored elsewhere.</summary>
    object Persistent(object? id);

    /// <summary>Gives an object the state a pickle describes.</summary>
    void Build(object? target, object? state);
}
