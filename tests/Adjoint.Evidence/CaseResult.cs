namespace Adjoint.Evidence;

/// <summary>What became of a case.</summary>
internal enum Outcome
{
    Passed,
    Failed,

    /// <summary>The library does not have the operation or the argument, or its rules differ where PyTorch's do from NumPy's.</summary>
    Missing,
}

/// <summary>A case of a suite, and what came of it: the difference, or the reason why there is nothing to compare.</summary>
internal sealed record CaseResult(string Suite, string Operation, string Case, Outcome Outcome, string Detail = "");

/// <summary>Thrown where the library has nothing to compare with.</summary>
internal sealed class MissingException(string reason) : Exception(reason);

/// <summary>Thrown where the library gives something else than the evidence.</summary>
internal sealed class MismatchException(string difference) : Exception(difference);
