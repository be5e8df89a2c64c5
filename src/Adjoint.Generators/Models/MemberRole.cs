namespace Adjoint.Generators.Models;

/// <summary>What a field or auto-property is to the module that has it.</summary>
internal enum MemberRole
{
    /// <summary>Nothing: a number, a string, a service.</summary>
    None,

    /// <summary>Trained and saved.</summary>
    Parameter,

    /// <summary>Saved (if persistent) and moved along, not trained.</summary>
    Buffer,

    /// <summary>A module inside the module.</summary>
    Child,

    /// <summary>A tensor nobody said anything about.</summary>
    Unmarked,

    /// <summary>Modules or parameters in a collection that registers nothing.</summary>
    Hidden,
}
