namespace Adjoint.Cli.Output;

/// <summary>Text out of files, which a terminal must not take for commands.</summary>
internal static class Printable
{
    /// <summary>The text in one line, with its control characters written out.</summary>
    public static string Of(string text) => text.Any(char.IsControl)
        ? string.Concat(text.Select(letter => char.IsControl(letter) ? $"\\u{(int)letter:x4}" : letter.ToString()))
        : text;
}
