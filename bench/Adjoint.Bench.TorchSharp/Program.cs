using Adjoint.Bench;

return args is ["--files"]
    ? FileSpeed.Report(megabytes: 1024)
    : BenchCommand.Create("--files, alone: how long files take to save and load.").Parse(args).Invoke();
