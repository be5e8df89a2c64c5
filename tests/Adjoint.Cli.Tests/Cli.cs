namespace Adjoint.Cli.Tests;

/// <summary>Calls the command as a shell would. One at a time: the console is the process's own.</summary>
internal static class Cli
{
    static readonly Lock s_console = new();

    public static (int ExitCode, string Out, string Error) Run(params string[] arguments)
    {
        lock (s_console)
        {
            var (oldOut, oldError) = (Console.Out, Console.Error);
            using StringWriter output = new(), error = new();
            try
            {
                Console.SetOut(output);
                Console.SetError(error);
                return (App.Run(arguments), output.ToString(), error.ToString());
            }
            finally
            {
                Console.SetOut(oldOut);
                Console.SetError(oldError);
            }
        }
    }

    /// <summary>A file with the given text, removed when the test ends.</summary>
    public sealed class TemporaryFile : IDisposable
    {
        public TemporaryFile(string text) => File.WriteAllText(Path, text);

        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"adjoint-{Guid.NewGuid():N}.csv");

        public void Dispose() => File.Delete(Path);
    }
}
