namespace Adjoint.Cli;

/// <summary>What can go wrong with files, in one line for the user.</summary>
internal static class FileErrors
{
    /// <summary>Runs a command on files; what refuses them ends it with their reason.</summary>
    public static int Explain(Func<int> command)
    {
        try
        {
            return command();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException
            or ArgumentException or KeyNotFoundException)
        {
            throw new CliException(Message(e).ReplaceLineEndings(" "));
        }
    }

    // .NET appends the name of an argument of a method, which means nothing on the command line.
    static string Message(Exception e) =>
        e is ArgumentException { ParamName: { } name }
        ? e.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal)
        : e.Message;
}
