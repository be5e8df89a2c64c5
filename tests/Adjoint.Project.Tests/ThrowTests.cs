using System.Text.RegularExpressions;

namespace Adjoint.Project.Tests;

/// <summary>Exceptions name the parameter as the compiler knows it, and are worded here, with the operation that was called.</summary>
public partial class ThrowTests
{
    [GeneratedRegex("""new ArgumentOutOfRangeException\(\s*(?:null\b|")""")]
    private static partial Regex WithoutName { get; }

    [GeneratedRegex(@"Argument\w*Exception\.ThrowIf(?!Null)\w+\(")]
    private static partial Regex WordedElsewhere { get; }

    [Fact]
    public void WhatIsOutOfRangeIsNamed() => Assert.Empty(Found(WithoutName));

    [Fact]
    public void NumbersAreRefusedInTheNameOfTheOperation() => Assert.Empty(Found(WordedElsewhere));

    static IEnumerable<string> Found(Regex wrong) =>
        from file in Repository.Sources("src/Adjoint")
        from match in wrong.Matches(file.Text)
        select $"{file.Path}:{file.Text.AsSpan(0, match.Index).Count('\n') + 1}: {match.Value}";
}
