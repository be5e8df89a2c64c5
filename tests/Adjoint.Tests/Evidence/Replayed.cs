using System.Collections.Concurrent;
using Adjoint.Evidence;

namespace Adjoint.Tests.Replay;

/// <summary>What came of each suite of the evidence folder; each is replayed once for all tests.</summary>
internal static class Replayed
{
    static readonly ConcurrentDictionary<string, Lazy<IReadOnlyList<CaseResult>>> s_suites = new();

    /// <summary>The results of a suite; the test is skipped where there is no evidence folder.</summary>
    public static IReadOnlyList<CaseResult> Suite(string suite)
    {
        _ = TestFiles.Evidence(suite);
        return s_suites.GetOrAdd(suite, name => new(() => Adjoint.Evidence.Suite.Replay(TestFiles.Evidence(), name))).Value;
    }
}
