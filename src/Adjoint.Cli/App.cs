using System.CommandLine;

namespace Adjoint.Cli;

/// <summary>The <c>adjoint</c> command.</summary>
internal static class App
{
    /// <summary>Runs one call and returns its exit code. What went wrong is one line on the standard error stream.</summary>
    public static int Run(string[] arguments)
    {
        var root = new RootCommand("Deep learning in plain C#.") { TrainCommand.Create(), InspectCommand.Create(), ConvertCommand.Create() };
        var call = root.Parse(arguments.Length > 0 ? arguments : ["--help"]);
        if (call.Errors.Count > 0)
        {
            var command = call.CommandResult.Command is RootCommand ? "adjoint" : $"adjoint {call.CommandResult.Command.Name}";
            return Fail($"{call.Errors[0].Message.ReplaceLineEndings(" ").Replace("\t", "", StringComparison.Ordinal)} See {command} --help.", ExitCode.BadInput);
        }
        try
        {
            return call.Invoke(new() { EnableDefaultExceptionHandler = false });
        }
        catch (CliException e)
        {
            return Fail(e.Message, e.ExitCode);
        }
    }

    static int Fail(string message, int exitCode)
    {
        Console.Error.WriteLine(message);
        return exitCode;
    }
}
