namespace Adjoint.Cli;

/// <summary>What the command returns to the shell.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The run itself failed: the loss diverged.</summary>
    public const int Failed = 1;

    /// <summary>A wrong call, or a file that cannot be used.</summary>
    public const int BadInput = 2;
}

/// <summary>An end that is told to the user in one line.</summary>
internal sealed class CliException(string message, int exitCode = ExitCode.BadInput) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
