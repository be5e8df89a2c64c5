using System.Reflection;

namespace Adjoint.Tests.Kernels;

/// <summary>Loops that take the time are compiled by themselves; inlined into a small method one took ten times as long.</summary>
public class CompileTests
{
    const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    [Fact]
    public void NoLoopIsInlined()
    {
        var loops = typeof(Tensor).Assembly.GetTypes().SelectMany(type => type.GetMethods(All))
            .Where(m => Has(m, MethodImplAttributes.AggressiveOptimization)).ToArray();
        Assert.InRange(loops.Length, 50, int.MaxValue);
        Assert.DoesNotContain(loops, m => !Has(m, MethodImplAttributes.NoInlining));
    }

    // What a compiler takes for too large it would leave as a call on memory, and first as one that is not optimized at all.
    [Fact]
    public void LargeFormulasAreInlined()
    {
        var formulas = typeof(Tensor).Assembly.GetTypes()
            .Where(type => type.IsValueType && type.GetInterfaces().Any(i => i.Name is "IUnaryFormula" or "IBinaryFormula" or "ITernaryFormula"));
        var large = formulas.SelectMany(type => type.GetMethods(All))
            .Where(m => m.IsGenericMethodDefinition && m.GetMethodBody()!.GetILAsByteArray()!.Length > 64).ToArray();
        Assert.InRange(large.Length, 20, int.MaxValue);
        Assert.Equal("",
            string.Join("; ", large.Where(m => !Has(m, MethodImplAttributes.AggressiveInlining)).Select(m => $"{m.DeclaringType!.FullName} {m.Name}")));
    }

    static bool Has(MethodInfo method, MethodImplAttributes flag) => (method.GetMethodImplementationFlags() & flag) != 0;
}
