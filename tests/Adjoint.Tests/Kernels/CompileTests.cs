using System.Reflection;

namespace Adjoint.Tests.Kernels;

/// <summary>Loops that take the time are compiled by themselves; inlined into a small method one took ten times as long.</summary>
public class CompileTests
{
    const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    [Fact]
    public void NoLoopIsInlined()
    {
        var loops = typeof(Tensor).Assembly.GetTypes().SelectMany(type => type.GetMethods(All)).Where(m => Has(m, MethodImplAttributes.AggressiveOptimization)).ToArray();
        Assert.InRange(loops.Length, 50, int.MaxValue);
        Assert.DoesNotContain(loops, m => !Has(m, MethodImplAttributes.NoInlining));
    }

    static bool Has(MethodInfo method, MethodImplAttributes flag) => (method.GetMethodImplementationFlags() & flag) != 0;
}
