// Prints how many bits the vectors of the kernels have, and how many GFLOP/s a matrix product reaches with them.
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Adjoint;

var bits = Isa.Has512(null) ? 512 : Isa.Has256(null) ? 256 : 128;
Threads.Count = 1;
var a = Tensor.Ones([384, 384]);
var fastest = double.MaxValue;
for (var i = 0; i < 50; i++)
{
    var start = Stopwatch.GetTimestamp();
    _ = a.Matmul(a);
    fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(start).TotalSeconds);
}
Console.WriteLine($"{bits} {2 * Math.Pow(384, 3) / fastest / 1e9:F0}");

static class Isa
{
    const string Name = "Adjoint.Cpu.Simd.Isa, Adjoint";

    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "get_Has512")]
    public static extern bool Has512([UnsafeAccessorType(Name)] object? isa);

    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "get_Has256")]
    public static extern bool Has256([UnsafeAccessorType(Name)] object? isa);
}
