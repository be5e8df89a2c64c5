namespace Adjoint.Generators.Tests.Diagnosing;

public class AttributeTests
{
    static Source Model(string members) => new($$"""public abstract partial class Model : ModuleBase { {{members}} }""");

    [Theory]
    [InlineData("[Buffer] public Parameter W = new();", "Buffer", "W", "a Parameter is registered already")]
    [InlineData("[Buffer] public int N = 1;", "Buffer", "N", "it is not a Tensor")]
    [InlineData("[Buffer] public ReLU Act = new();", "Buffer", "Act", "it is not a Tensor")]
    [InlineData("[Buffer] public static Tensor Shared = new();", "Buffer", "Shared", "it is static, and state belongs to an instance")]
    [InlineData("[Buffer] public Tensor Computed => new();", "Buffer", "Computed", "it stores nothing of its own")]
    [InlineData("[Buffer] public abstract Tensor Later { get; }", "Buffer", "Later", "it stores nothing of its own")]
    [InlineData("[Buffer, NotState] public Tensor Last = new();", "Buffer", "Last", "[NotState] says that it is not state")]
    [InlineData("[Name(\"n\"), NotState] public ReLU Act = new();", "Name", "Act", "[NotState] says that it is not state")]
    [InlineData("[Name(\"n\")] public int N = 1;", "Name", "N", "it is not a parameter, a buffer or a module")]
    [InlineData("[NotState] public int N = 1;", "NotState", "N", "a value of its type is never state")]
    [InlineData("[NotState] public ReLU Computed => new();", "NotState", "Computed", "it stores nothing of its own")]
    public void AnAttributeThatSaysNothingIsReported(string members, string attribute, string member, string reason) =>
        Assert.Equal([$"[{attribute}] has no effect on '{member}': {reason}"], Model(members).Messages());

    [Fact]
    public void TheAttributeIsPointedAt() => Assert.Equal(["ADJ0005 Buffer"], Model("[Buffer] public int N = 1;").Diagnose());

    [Fact]
    public void OutsideOfModulesNoneOfThemSaysAnything() =>
        Assert.Equal(["ADJ0005 Buffer", "ADJ0005 Name(\"n\")", "ADJ0005 NotState"], new Source("""
            class Plain { [Buffer] Tensor _a = new(); [Name("n")] ReLU B { get; } = new(); [NotState] ReLU C => B; Tensor D => _a; }
            """).Diagnose());

    [Theory]
    [InlineData("[Buffer] public Tensor Mean = new();")]
    [InlineData("[Buffer, Name(\"m\")] public Tensor Mean { get; } = new();")]
    [InlineData("[Name(\"w\")] public Parameter Weight { get; } = new();")]
    [InlineData("[NotState] public Tensor Last = new();")]
    [InlineData("[NotState] public List<ReLU> Acts = [];")]
    [InlineData("[NotState] public ReLU Teacher = new();")]
    [InlineData("[Buffer] public partial Tensor P { get; } public partial Tensor P { get => field ??= new(); }")]
    [InlineData("[Obsolete] public Tensor Computed => new();")]
    public void AnAttributeThatSaysSomethingIsNotReported(string members) => Assert.Empty(Model(members).Diagnose());
}
