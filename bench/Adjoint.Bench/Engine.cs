using Adjoint.Cpu;

namespace Adjoint.Bench;

/// <summary>What the harness needs of Adjoint.</summary>
internal static class Engine
{
    public const string Name = "Adjoint";

    /// <summary>
    /// The JIT compiles what was called thirty times, twice: with fewer calls, code that is still on its way would be measured.
    /// </summary>
    public const int CallsToSettle = 70;

    /// <summary>
    /// It compiles on a thread of its own, which takes a core from what is measured: so long nothing must have been compiled.
    /// </summary>
    public static readonly TimeSpan Stillness = TimeSpan.FromSeconds(0.1);

    public static void SetThreads(int count) => Threads.Count = count;

    public static void ManualSeed(long seed) => Tensor.ManualSeed(seed);

    /// <summary>What is made until it is disposed goes back at once.</summary>
    public static TensorScope Scope() => new();

    public static double[] Elements(Tensor x) => x.Detach().To(DType.Float64).ToArray<double>();
}
