using Adjoint.Bench;

return args switch
{
    [] => Timing.Report(new ManualStep(), new LinearRegression(), new SmallNetwork(), new MatrixProduct(128), new MatrixProduct(512), new MatrixProduct(1024)),
    ["--flat"] => FlatMemory.Report(1_000_000),
    ["--flat", var steps] when int.TryParse(steps, out var count) && count >= 10 => FlatMemory.Report(count),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Without arguments: times of the workloads. --flat [STEPS]: memory of a training loop of so many steps.");
    return 2;
}
