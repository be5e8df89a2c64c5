using System.CommandLine;
using System.CommandLine.Help;
using Adjoint.Cli.Output;

namespace Adjoint.Cli;

/// <summary>The <c>adjoint</c> command.</summary>
internal static class App
{
    /// <summary>Runs one call and returns its exit code. What went wrong is one line on the standard error stream.</summary>
    public static int Run(string[] arguments)
    {
        // A Command, since a RootCommand is called what the program's file is called.
        var root = new Command("adjoint", "Deep learning in plain C#.")
        {
            TrainCommand.Create(), InspectCommand.Create(), ConvertCommand.Create(),
            new HelpOption { Recursive = true }, new VersionOption(),
        };
        var call = root.Parse(arguments.Length > 0 ? arguments : ["--help"]);
        if (call.Errors.Count > 0)
        {
            // The last error names what was given; that a command is missing stands before it.
            var command = call.CommandResult.Command == root ? root.Name : $"{root.Name} {call.CommandResult.Command.Name}";
            return Fail(
                $"{call.Errors[^1].Message.ReplaceLineEndings(" ").Replace("\t", "", StringComparison.Ordinal)} See {command} --help.",
                ExitCode.BadInput);
        }
        try
        {
            return call.Invoke(new() { EnableDefaultExceptionHandler = false });
        }
        catch (CliException e)
        {
            return Fail(e.Message, e.ExitCode);
        }
        catch (IOException e)
        {
            return Fail(e.Message, ExitCode.BadInput); // nobody reads what is printed
        }
    }

    static int Fail(string message, int exitCode)
    {
        Console.Error.WriteLine(Printable.Of(message));
        return exitCode;
    }
}
