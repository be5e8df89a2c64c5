using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Adjoint.Generators.Tests.Generating;

public class InheritanceTests
{
    const string Base = """
        public abstract partial class Base : Module
        {
            public Linear First { get; } = new(1, 1);
            public virtual Linear Head { get; } = new(1, 1);
            public abstract Linear Tail { get; }
            protected override Tensor Forward(Tensor x) => x;
        }
        """;

    const string Derived = """
        public sealed partial class Derived : Base
        {
            public override Linear Head { get; } = new(2, 2);
            public override Linear Tail { get; } = new(2, 2);
            public Linear Last { get; } = new(1, 1);
        }
        """;

    [Fact]
    public void EachClassOfALineRegistersWhatItStores()
    {
        var files = new Source(Base + Derived).Generate();
        AssertRegisters(files["Base.g.cs"], "First", "Head");
        AssertRegisters(files["Derived.g.cs"], "Tail", "Last");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TheBaseClassMayComeFromAnotherAssembly(bool referenceAssembly)
    {
        var library = new Source(Base).Emit(referenceAssembly);
        var files = new Source(Derived) { References = [.. Library.Framework, Library.Reference, library] }.Generate();
        AssertRegisters(Assert.Single(files).Value, "Tail", "Last");
    }

    [Fact]
    public void AGenericBaseIsRecognizedThroughItsArguments() =>
        Assert.Single(new Source("""
            public abstract class Layer<TIn, TOut> : ModuleBase;
            public abstract class Same<T> : Layer<T, T>;
            public partial class Model : Same<(Tensor, Tensor)> { public ReLU Act { get; } = new(); }
            """).Registered());

    [Fact]
    public void CircularBasesAndConstraintsDoNotHang()
    {
        var source = new Source("""
            public partial class A : B { public ReLU Act { get; } = new(); }
            public partial class B : A { public ReLU Act { get; } = new(); }
            public partial class C<T, U> : ModuleBase where T : U where U : T { public T? Act { get; } }
            public partial class D : ModuleBase { public Tree? Tree { get; } }
            public abstract class Tree : IEnumerable<Tree>;
            """);
        source.Diagnose();
    }

    static void AssertRegisters(string text, params string[] members) =>
        Assert.Equal(members, text.Split('\n').Where(static line => line.Contains("this."))
            .Select(static line => line[(line.IndexOf("this.", StringComparison.Ordinal) + 5)..line.IndexOf(')')]));
}
