namespace Adjoint.Optim;

/// <summary>
/// What an optimizer needs to go on where it was, in PyTorch's structure: parameters are numbered through all groups in order.
/// The tensors share the optimizer's memory.
/// </summary>
/// <param name="State">For each parameter that made a step the tensors remembered, by name; <c>step</c> holds the number of steps where
/// that is remembered.</param>
/// <param name="ParameterGroups">The groups in order.</param>
public sealed record OptimizerState(
    IReadOnlyDictionary<int, IReadOnlyDictionary<string, Tensor>> State,
    IReadOnlyList<ParameterGroupState> ParameterGroups);

/// <summary>The options of a group and which parameters are in it.</summary>
/// <param name="Options">The options by PyTorch's names.</param>
/// <param name="Parameters">The numbers of the parameters.</param>
public sealed record ParameterGroupState(IReadOnlyDictionary<string, Scalar> Options, IReadOnlyList<int> Parameters);
