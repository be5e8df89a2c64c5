namespace Adjoint.Generators.Tests.Diagnosing;

public class LostStateTests
{
    static Source Model(string members) =>
        new($$"""public abstract partial class Model<T> : ModuleBase where T : ModuleBase { {{members}} }""");

    [Theory]
    [InlineData("readonly Tensor _mean = new();", "ADJ0002 _mean")]
    [InlineData("public Tensor? Mean { get; set; }", "ADJ0002 Mean")]
    [InlineData("public Tensor Mean => field ??= new();", "ADJ0002 Mean")]
    [InlineData("readonly Parameter _weight = new(); readonly Tensor _mean = new();", "ADJ0002 _mean")]
    [InlineData("[Name(\"m\")] public Tensor Mean { get; } = new();", "ADJ0002 Mean")]
    public void ATensorThatDoesNotSayWhatItIsIsReported(string members, string expected) =>
        Assert.Equal([expected], Model(members).Diagnose());

    [Theory]
    [InlineData("[Buffer] readonly Tensor _mean = new();")]
    [InlineData("[field: Buffer] public Tensor Mean { get; } = new();")]
    [InlineData("[NotState] public Tensor? Last { get; set; }")]
    [InlineData("public Parameter Weight { get; } = new();")]
    [InlineData("public Tensor Computed => new();")]
    [InlineData("static readonly Tensor Shared = new();")]
    [InlineData("public List<Tensor> Trace { get; } = [];")]
    [InlineData("Tensor Twice(Tensor x) { Tensor y = x; return y; }")]
    [InlineData("readonly Tensor _mean = new(); protected override void VisitMembers(MemberVisitor v) => v.Buffer(\"m\", _mean, true);")]
    public void ATensorThatDoesSayItIsNotReported(string members) => Assert.Empty(Model(members).Diagnose());

    [Theory]
    [InlineData("readonly List<Linear> _layers = [];", "ADJ0003 _layers")]
    [InlineData("readonly Linear[] _layers = [];", "ADJ0003 _layers")]
    [InlineData("readonly Linear[,][] _layers = new Linear[1, 1][];", "ADJ0003 _layers")]
    [InlineData("public Dictionary<string, ModuleBase> Heads { get; } = [];", "ADJ0003 Heads")]
    [InlineData("public IEnumerable<Module>? Heads { get; set; }", "ADJ0003 Heads")]
    [InlineData("public IReadOnlyList<T>? Heads { get; set; }", "ADJ0003 Heads")]
    [InlineData("public System.Collections.Immutable.ImmutableArray<Linear> Heads { get; set; }", "ADJ0003 Heads")]
    [InlineData("public (Linear Q, int K) Heads { get; set; }", "ADJ0003 Heads")]
    [InlineData("public List<(int, Linear)> Heads { get; } = [];", "ADJ0003 Heads")]
    [InlineData("public Lazy<Linear>? Head { get; set; }", "ADJ0003 Head")]
    [InlineData("public Memory<Parameter> Weights { get; set; }", "ADJ0003 Weights")]
    [InlineData("public HashSet<Parameter> Weights { get; } = [];", "ADJ0003 Weights")]
    public void StateInAPlainCollectionIsReported(string members, string expected) =>
        Assert.Equal([expected], Model(members).Diagnose());

    [Theory]
    [InlineData("readonly ModuleList _layers = new();")]
    [InlineData("[NotState] readonly List<Linear> _layers = [];")]
    [InlineData("static readonly List<Linear> Layers = [];")]
    [InlineData("public IEnumerable<Linear> Layers => [];")]
    [InlineData("public Func<Linear>? Factory { get; set; } public Action<Parameter>? Init { get; set; }")]
    [InlineData("public List<string> Names { get; } = []; public string Title { get; } = \"\"; public (int, string) Pair { get; }")]
    [InlineData("public WeakReference<Linear>? Parent { get; set; }")]
    [InlineData("readonly List<Linear> _l = []; protected override void VisitMembers(MemberVisitor v) { foreach (var l in _l) v.Child(\"l\", l); }")]
    public void WhatIsNoPlainCollectionOfStateIsNotReported(string members) => Assert.Empty(Model(members).Diagnose());

    [Fact]
    public void TheMessageNamesTheWayOut() =>
        Assert.Equal(
        [
            "'_a' keeps Linear objects in a plain collection, where neither training nor saving finds them: use ModuleList or ModuleDict",
            "'_b' keeps Parameter objects in a plain collection, where neither training nor saving finds them: give each parameter a field of its own",
            "'_c' of module 'Model' is neither trained nor saved: " +
            "make it a Parameter to train it, a [Buffer] to save it, or [NotState] if it is meant to be neither",
        ], Model("readonly List<Linear> _a = []; readonly Parameter[] _b = []; readonly Tensor _c = new();").Messages());

    [Theory]
    [InlineData("Linear IHeaded.Head { get; } = new(1, 1);", "ADJ0009 Head")]
    [InlineData("public Linear Hidden { set => field = value; }", "ADJ0009 Hidden")]
    public void AMemberThatCannotBeReadIsReported(string member, string expected)
    {
        var source = new Source($$"""
            public interface IHeaded { Linear Head { get => new(1, 1); } }
            public partial class Model : ModuleBase, IHeaded { {{member}} }
            """);
        Assert.Equal([expected], source.Diagnose());
        Assert.Empty(source.Generate());
    }
}
