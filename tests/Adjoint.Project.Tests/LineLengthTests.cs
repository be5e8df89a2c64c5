using System.Globalization;

namespace Adjoint.Project.Tests;

/// <summary>What .editorconfig says of the length of lines is true. Tests have more room, for tables with one case a line.</summary>
public class LineLengthTests
{
    [Theory]
    [InlineData("src", "*.cs")]
    [InlineData("bench", "*.cs")]
    [InlineData("samples", "*.cs")]
    [InlineData("tests", "tests/**.cs")]
    public void NoLineIsTooLong(string folder, string section)
    {
        var most = MaxLineLength(section);
        var files = Repository.Sources(folder).ToArray();
        Assert.NotEmpty(files);
        string[] found =
        [
            .. from file in files
               from line in file.Text.ReplaceLineEndings("\n").Split('\n').Index()
               where line.Item.Length > most
               select $"{folder}/{file.Path}:{line.Index + 1}: {line.Item.Length} columns",
        ];
        Assert.True(found.Length == 0, $"Lines are longer than {most} columns:\n{string.Join("\n", found)}");
    }

    static int MaxLineLength(string section)
    {
        const string Key = "max_line_length = ";
        var lines = Repository.Read(".editorconfig").Split('\n').SkipWhile(line => line != $"[{section}]").Skip(1);
        var length = lines.TakeWhile(line => !line.StartsWith('[')).Single(line => line.StartsWith(Key, StringComparison.Ordinal));
        return int.Parse(length[Key.Length..], CultureInfo.InvariantCulture);
    }
}
