using Adjoint.Bench;

return args switch
{
    ["--flat"] => FlatMemory.Report(1_000_000),
    ["--flat", var steps] when int.TryParse(steps, out var count) && count >= 10 => FlatMemory.Report(count),
    ["--files"] => FileSpeed.Report(megabytes: 1024),
    _ => BenchCommand.Create(
        "--flat [STEPS], alone: the memory of a training loop of so many steps. " +
        "--files, alone: how long files take to save and load.").Parse(args).Invoke(),
};
