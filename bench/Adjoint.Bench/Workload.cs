namespace Adjoint.Bench;

/// <summary>Something to be timed: <see cref="Run"/> does it once and returns a number that shows that it was done.</summary>
internal abstract class Workload
{
    public abstract string Name { get; }

    public abstract double Run();
}
