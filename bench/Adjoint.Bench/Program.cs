using Adjoint.Bench;

return args switch
{
    ["--flat"] => FlatMemory.Report(1_000_000),
    ["--flat", var steps] when int.TryParse(steps, out var count) && count >= 10 => FlatMemory.Report(count),
    _ => BenchCommand.Create("--flat [STEPS], alone: the memory of a training loop of so many steps.").Parse(args).Invoke(),
};
