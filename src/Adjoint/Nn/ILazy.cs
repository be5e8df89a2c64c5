namespace Adjoint.Nn;

/// <summary>
/// A layer that takes its shape from its first input, or from a state dict. Its parameters are there from the start, without elements,
/// so that an optimizer can be made; then the same objects get their numbers.
/// </summary>
internal interface ILazy
{
    /// <summary>Whether the layer has no shape yet.</summary>
    bool IsPending { get; }
}
