namespace Adjoint.Generators.Tests.Generating;

public class MembersTests
{
    static string[] Registered(string members) =>
        new Source($$"""public abstract partial class Model<T> : ModuleBase where T : ModuleBase { {{members}} }""").Registered();

    static void AssertNothing(string text) => Assert.Empty(new Source(text).Generate());

    [Theory]
    [InlineData("public readonly Linear Fc1 = new(1, 1);", """visitor.Child("fc1", this.Fc1);""")]
    [InlineData("protected internal Linear? Fc1;", """visitor.Child("fc1", this.Fc1);""")]
    [InlineData("public Linear Fc1 { get; private set; } = new(1, 1);", """visitor.Child("fc1", this.Fc1);""")]
    [InlineData("public required Linear Fc1 { get; init; }", """visitor.Child("fc1", this.Fc1);""")]
    [InlineData("public required Parameter W;", """visitor.Parameter("w", this.W);""")]
    [InlineData("public ModuleBase? Any { get; set; }", """visitor.Child("any", this.Any);""")]
    [InlineData("public T? Body { get; set; }", """visitor.Child("body", this.Body);""")]
    [InlineData("public ModuleList Blocks { get; } = new();", """visitor.Child("blocks", this.Blocks);""")]
    [InlineData("public Linear Lazy => field ??= new(1, 1);", """visitor.Child("lazy", this.Lazy);""")]
    [InlineData("public Linear Head { get; set => field = value ?? new(1, 1); } = new(1, 1);", """visitor.Child("head", this.Head);""")]
    [InlineData("[field: Buffer] public Tensor Mean { get; } = new();", """visitor.Buffer("mean", this.Mean, persistent: true);""")]
    [InlineData("[Buffer(Persistent = true)] public Tensor? Mean;", """visitor.Buffer("mean", this.Mean, persistent: true);""")]
    [InlineData("[Name(\"downsample.0\")] Linear _skip = new(1, 1);", """visitor.Child("downsample.0", this._skip);""")]
    [InlineData("public partial Linear P { get; } public partial Linear P { get => field ??= new(1, 1); }", """visitor.Child("p", this.P);""")]
    [InlineData("protected Linear visitor = new(1, 1);", """visitor.Child("visitor", this.visitor);""")]
    [InlineData("[Obsolete(\"old\")] public Linear Old { get; } = new(1, 1);", """visitor.Child("old", this.Old);""")]
    public void AMemberThatHoldsStateIsRegistered(string member, string call) => Assert.Equal([call], Registered(member));

    [Fact]
    public void EveryVariableOfOneDeclarationIsRegistered() =>
        Assert.Equal(
            ["""visitor.Child("q", this._q);""", """visitor.Child("k", this._k);""", """visitor.Child("v", this._v);"""],
            Registered("readonly Linear _q = new(1, 1), _k = new(1, 1), _v = new(1, 1);"));

    [Theory]
    [InlineData("public static readonly Linear Shared = new(1, 1);")]
    [InlineData("public static Linear Shared { get; } = new(1, 1);")]
    [InlineData("public Linear Computed => new(1, 1);")]
    [InlineData("public Linear Computed { get => new(1, 1); set { } }")]
    [InlineData("public abstract Linear Later { get; }")]
    [InlineData("public Linear this[int i] => new(1, i);")]
    [InlineData("public Tensor Unmarked = new();")]
    [InlineData("[NotState] public Tensor Cache = new();")]
    [InlineData("[NotState] public Linear Teacher = new(1, 1);")]
    [InlineData("[NotState, Buffer] public Tensor Cache = new();")]
    [InlineData("public int Features { get; } = 3; public const int N = 3; public event Action? Changed { add { } remove { } }")]
    [InlineData("public List<int> Sizes { get; } = [];")]
    [InlineData("public Func<Linear>? Factory { get; set; }")]
    public void WhatHoldsNoStateOfItsOwnIsNotRegistered(string member) =>
        AssertNothing($$"""public abstract partial class Model : ModuleBase { {{member}} }""");

    [Fact]
    public void OnlyModulesGetAMethod() => AssertNothing("""
        public partial record NotAModule(Linear Linear);
        public partial class NeitherAModule : IDisposable { public Linear L { get; } = new(1, 1); public void Dispose() { } }
        public partial class Alone { public Linear L { get; } = new(1, 1); }
        namespace Other { public class ModuleBase; public partial class Imitation : ModuleBase { public Linear L { get; } = new(1, 1); } }
        """);

    [Fact]
    public void AHandWrittenMethodIsLeftAlone() => AssertNothing("""
        public partial class Model : ModuleBase
        {
            readonly Linear _linear = new(1, 1);
            protected override void VisitMembers(MemberVisitor visitor) => visitor.Child("linear", _linear);
        }
        """);

    [Fact]
    public void AMethodOfTheSameNameWithOtherParametersIsNoHindrance() =>
        Assert.Single(Registered("readonly Linear _linear = new(1, 1); protected void VisitMembers(int depth) => Depth = depth; int Depth { get; set; }"));

    [Fact]
    public void AModuleInTheGlobalNamespaceIsWrittenWithoutOne() =>
        Assert.DoesNotContain("namespace", Assert.Single(new Source(
            "partial class Model : ModuleBase { public ReLU Act { get; } = new(); }").Generate()).Value);
}
