namespace Adjoint.Tests;

/// <summary>Tests that look at memory: nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public class Alone;
