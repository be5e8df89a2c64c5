using Adjoint.Fuzz;

namespace Adjoint.Tests.Serialization;

/// <summary>A little of what tests/Adjoint.Fuzz does at length.</summary>
public class FuzzTests
{
    public static TheoryData<string> Readers => [.. Reader.All.Select(reader => reader.Name)];

    [Theory, MemberData(nameof(Readers))]
    public void DamagedFilesAreReadOrRefused(string name)
    {
        var tally = new Tally();
        Fuzzer.Run(Reader.All.Single(reader => reader.Name == name), 3000, tally);
        Assert.True(tally.Refused > 500, $"{tally.Refused} refused");
        Assert.True(tally.Accepted > 10, $"{tally.Accepted} accepted");
    }
}
