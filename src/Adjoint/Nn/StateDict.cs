namespace Adjoint.Nn;

/// <summary>
/// The numbers of a module by name, in the order in which the module declares them: what is saved to a file and loaded
/// from it. The tensors share the memory of the module, so they change when it learns; <c>Clone()</c> those that are to stay.
/// </summary>
public sealed class StateDict : OrderedDictionary<string, Tensor>;

/// <summary>
/// What did not fit when a state dict was loaded: <c>var (missing, unexpected) = model.LoadStateDict(state, strict: false);</c>
/// </summary>
/// <param name="Missing">Names the module has and the state dict does not.</param>
/// <param name="Unexpected">Names the state dict has and the module does not.</param>
public sealed record LoadResult(IReadOnlyList<string> Missing, IReadOnlyList<string> Unexpected);
