using Adjoint.Evidence;

namespace Adjoint.Tests.Replay;

/// <summary>The evidence folder, replayed as the console program does.</summary>
public class EvidenceTests
{
    public static TheoryData<string> Suites => [.. Suite.All.Keys];

    [Theory, MemberData(nameof(Suites))]
    public void NothingDiffersFromWhatOthersComputed(string suite)
    {
        var results = Replayed.Suite(suite);
        Assert.Empty(results.Where(result => result.Outcome == Outcome.Failed).Select(result => $"{result.Operation} {result.Case}: {result.Detail}").Take(20));
        Assert.Contains(results, result => result.Outcome == Outcome.Passed);
    }
}
