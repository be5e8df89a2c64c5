using System.Runtime.Loader;
using Adjoint.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Adjoint.Project.Tests;

/// <summary>A program as a user writes it, compiled with the library and the generator and run within the test.</summary>
internal static class CompiledProgram
{
    // What the SDK imports for a console program.
    const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    static readonly Lock s_console = new();

    static readonly MetadataReference[] s_references =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    static CSharpCompilation Compile(
        string name, OutputKind kind, bool allowUnsafe, IEnumerable<(string Path, string Text)> sources, IEnumerable<MetadataReference> references)
    {
        var parse = new CSharpParseOptions(LanguageVersion.Latest);
        var options = new CSharpCompilationOptions(
            kind, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: allowUnsafe, optimizationLevel: OptimizationLevel.Release);
        var trees = sources.Append(("ImplicitUsings.cs", ImplicitUsings)).Select(source => CSharpSyntaxTree.ParseText(source.Item2, parse, source.Item1));
        var compilation = CSharpCompilation.Create(name.Replace('/', '.'), trees, references, options);
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new ModuleGenerator().AsSourceGenerator()], parseOptions: parse);
        driver.RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
        return (CSharpCompilation)generated;
    }

    /// <summary>The library compiled from its own sources, and more sources.</summary>
    public static CSharpCompilation Library(params IEnumerable<(string Path, string Text)> more) =>
        Compile("Adjoint", OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, Repository.Sources("src/Adjoint").Concat(more),
            s_references.Where(reference => !Path.GetFileName(reference.Display!).StartsWith("Adjoint", StringComparison.Ordinal)));

    /// <summary>What the program prints.</summary>
    public static string Run(string name, string text, params string[] arguments) => Run(name, [(name, text)], arguments).Out;

    /// <summary>What a program of several files prints, what it says to the error stream, and what it returns to the shell.</summary>
    public static (string Out, string Error, int ExitCode) Run(string name, IEnumerable<(string Path, string Text)> sources, string[] arguments)
    {
        using var image = new MemoryStream();
        var result = Compile(name, OutputKind.ConsoleApplication, allowUnsafe: false, sources, s_references).Emit(image);
        Assert.True(result.Success, $"{name} does not compile: {string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error))}");
        image.Position = 0;
        var context = new AssemblyLoadContext(name, isCollectible: true);
        try
        {
            var main = context.LoadFromStream(image).EntryPoint!;
            lock (s_console)
            {
                var (console, errors) = (Console.Out, Console.Error);
                using StringWriter printed = new(), said = new();
                try
                {
                    Console.SetOut(printed);
                    Console.SetError(said);
                    var exitCode = main.Invoke(null, main.GetParameters().Length == 0 ? [] : [arguments]) as int? ?? 0;
                    return (printed.ToString().ReplaceLineEndings("\n"), said.ToString().ReplaceLineEndings("\n"), exitCode);
                }
                finally
                {
                    Console.SetOut(console);
                    Console.SetError(errors);
                }
            }
        }
        finally
        {
            context.Unload();
        }
    }
}
