namespace Adjoint.Generators.Tests.Diagnosing;

public class NameTests
{
    static Source Model(string members) => new($$"""public abstract partial class Model : ModuleBase { {{members}} }""");

    [Theory]
    [InlineData("ReLU _act = new(); ReLU Act { get; } = new();", "ADJ0004 Act")]
    [InlineData("[Buffer] Tensor _act = new(); Parameter Act = new();", "ADJ0004 Act")]
    [InlineData("ReLU A = new(); [Name(\"a\")] ReLU B = new();", "ADJ0004 B")]
    public void TwoMembersOfOneNameAreReported(string members, string expected) => Assert.Equal([expected], Model(members).Diagnose());

    [Theory]
    [InlineData("ReLU A = new(); ReLU B = new();")]
    [InlineData("ReLU _act = new(); public ReLU Act => _act;")]
    [InlineData("ReLU _act = new(); [NotState] ReLU Act = new();")]
    [InlineData("ReLU _act = new(); [Name(\"act2\")] ReLU Act = new();")]
    [InlineData("ReLU _act = new(); static readonly ReLU Act = new();")]
    public void MembersWithNamesOfTheirOwnAreNotReported(string members) => Assert.Empty(Model(members).Diagnose());

    [Fact]
    public void AMemberNamedLikeOneOfABaseClassIsReported()
    {
        const string Derived = "public partial class Derived : Base { readonly ReLU _head = new(); readonly ReLU _own = new(); }";
        const string Base = "public partial class Base : ModuleBase { public ReLU Head { get; } = new(); }";
        Assert.Equal(["ADJ0004 _head"], new Source(Base + Derived).Diagnose());
        var elsewhere = new Source(Derived) { References = [.. Library.Framework, Library.Reference, new Source(Base).Emit(true)] };
        Assert.Equal(["ADJ0004 _head"], elsewhere.Diagnose());
        Assert.Equal(
            ["'_head' would be called 'head' in the state dict, as 'Base.Head' already is: rename it, or give it another name with [Name]"],
            elsewhere.Messages());
    }

    [Theory]
    [InlineData("[Name(\"\")] ReLU Act = new();", "\"\" cannot be the name of 'Act' in the state dict: it is empty")]
    [InlineData("[Name(\"a.b\")] ReLU Act = new();",
        "\"a.b\" cannot be the name of 'Act' in the state dict: it has a dot, which separates a module from its members")]
    public void ANameThatCannotBeIsReported(string members, string message)
    {
        Assert.Equal(["ADJ0006 Act"], Model(members).Diagnose());
        Assert.Equal([message], Model(members).Messages());
    }

    [Theory]
    [InlineData("[Name(\"a b/c-1\")] ReLU Act = new();")]
    [InlineData("[Name(\"0\")] ReLU Act = new();")]
    [InlineData("[Name(\"\"), NotState] Linear Act = new(1, 1);", "ADJ0005 Name(\"\")")]
    public void OtherNamesAreNotReported(string members, params string[] others) => Assert.Equal(others, Model(members).Diagnose());
}
