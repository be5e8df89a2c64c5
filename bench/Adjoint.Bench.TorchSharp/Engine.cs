namespace Adjoint.Bench;

/// <summary>What the harness needs of TorchSharp.</summary>
internal static class Engine
{
    public const string Name = "TorchSharp";

    /// <summary>Calls that take long spend their time in native code, which is as it is from the first on.</summary>
    public const int CallsToSettle = 0;

    public static readonly TimeSpan Stillness = TimeSpan.Zero;

    public static void SetThreads(int count) => set_num_threads(count);

    public static void ManualSeed(long seed) => manual_seed(seed);

    /// <summary>What is made until it is disposed goes back; without, TorchSharp leaks.</summary>
    public static IDisposable Scope() => NewDisposeScope();

    public static double[] Elements(Tensor x) => x.detach().to(float64).contiguous().data<double>().ToArray();
}
