namespace Adjoint.Tests;

/// <summary>Tests that look at memory, or seed the generator of the process: nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public class Alone;
