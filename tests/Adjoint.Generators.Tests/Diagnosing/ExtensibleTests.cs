namespace Adjoint.Generators.Tests.Diagnosing;

public class ExtensibleTests
{
    [Theory]
    [InlineData("class Model : ModuleBase { public ReLU Act { get; } = new(); }", "ADJ0001 Model")]
    [InlineData("class Model : ModuleBase { readonly Parameter _w = new(); }", "ADJ0001 Model")]
    [InlineData("class Model : ModuleBase { [Buffer] readonly Tensor _w = new(); }", "ADJ0001 Model")]
    [InlineData("class Model : Linear { public Model() : base(1, 1) { } public ReLU Act { get; } = new(); }", "ADJ0001 Model")]
    [InlineData("class Outer { partial class Model : ModuleBase { public ReLU Act { get; } = new(); } }", "ADJ0001 Model")]
    [InlineData("file partial class Model : ModuleBase { public ReLU Act { get; } = new(); }", "ADJ0001 Model")]
    [InlineData("file partial class Outer { public partial class Model : ModuleBase { public ReLU Act { get; } = new(); } }", "ADJ0001 Model")]
    public void AModuleWithStateThatCannotBeAddedToIsReported(string text, string expected) =>
        Assert.Equal([expected], new Source(text).Diagnose());

    [Theory]
    [InlineData("class Model : ModuleBase;")]
    [InlineData("class Model : ModuleBase { public int Size { get; } = 3; public static readonly ReLU Act = new(); }")]
    [InlineData("class Model : ModuleBase { [NotState] public ReLU Act { get; } = new(); }")]
    [InlineData("class Model : ModuleBase { ReLU Act { get; } = new(); protected override void VisitMembers(MemberVisitor v) => v.Child(\"a\", Act); }")]
    [InlineData("partial class Outer { partial class Model : ModuleBase { public ReLU Act { get; } = new(); } }")]
    [InlineData("class Plain { public ReLU Act { get; } = new(); }")]
    public void AModuleThatNeedsNothingAddedIsNotReported(string text) => Assert.Empty(new Source(text).Diagnose());

    [Fact]
    public void ABaseClassThatSealsTheMethodIsReportedAndNothingIsGenerated()
    {
        var source = new Source("""
            public class Closed : ModuleBase { protected sealed override void VisitMembers(MemberVisitor visitor) { } }
            public partial class Model : Closed { public ReLU Act { get; } = new(); }
            """);
        Assert.Equal(["ADJ0001 Model"], source.Diagnose());
        Assert.Empty(source.Generate());
    }

    [Fact]
    public void TheMessageSaysWhatToWrite() =>
        Assert.Equal(
        [
            "Module 'A' has state to register, but it is not partial: write 'partial class A<T>'",
            "Module 'B' has state to register, but 'Outer' around it is not partial: write 'partial struct Outer'",
            "Module 'C' has state to register, but it is file-local, which no other file can add to: take 'file' away",
            "Module 'E' has state to register, but its base class 'D' seals VisitMembers: hold a 'D' in a field instead of deriving from it",
        ], new Source("""
            class A<T> : ModuleBase { public ReLU Act { get; } = new(); }
            struct Outer { partial class B : ModuleBase { public ReLU Act { get; } = new(); } }
            file class C : ModuleBase { public ReLU Act { get; } = new(); }
            class D : ModuleBase { protected sealed override void VisitMembers(MemberVisitor visitor) { } }
            partial class E : D { public ReLU Act { get; } = new(); }
            """).Messages());
}
