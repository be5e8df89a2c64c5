namespace Adjoint.Generators.Tests.Diagnosing;

public class CaptureTests
{
    [Theory]
    [InlineData("partial class Model(Linear body) : ModuleBase { Tensor F(Tensor x) => body.Call(x); }", "ADJ0008 body")]
    [InlineData("partial class Model(Linear body) : ModuleBase { public ReLU Act { get; } = new(); Tensor F() => body.Weight; }", "ADJ0008 body")]
    [InlineData("partial class Model(Parameter w) : ModuleBase { public Tensor W => w; }", "ADJ0008 w")]
    [InlineData("partial class Model(List<Linear> body) : ModuleBase { int N() { Func<int> n = () => body.Count; return n(); } }", "ADJ0008 body")]
    [InlineData("partial class Model<T>(T body) : ModuleBase where T : ModuleBase { public T Body { get => body; set => body = value; } }", "ADJ0008 body")]
    [InlineData("partial class Model(Tensor mean) : ModuleBase { Tensor F() => mean; }", "ADJ0002 mean")]
    public void StateThatAMemberCapturesIsReported(string text, string expected) => Assert.Equal([expected], new Source(text).Diagnose());

    [Theory]
    [InlineData("partial class Model(Linear body) : ModuleBase { readonly Linear _body = body; }")]
    [InlineData("partial class Model(Linear body) : ModuleBase { public Linear Body { get; } = body; public string Name => nameof(body); }")]
    [InlineData("partial class Model(Linear body) : Wrap(body); partial class Wrap(Linear inner) : ModuleBase { readonly Linear _inner = inner; }")]
    [InlineData("partial class Model(int size, Func<Linear> make) : ModuleBase { public int Size => size; public Linear Make() => make(); }")]
    [InlineData("partial class Model : ModuleBase { readonly Linear _body; public Model(Linear body) { _body = body; } Tensor F(Tensor x) => x; }")]
    [InlineData("class Plain(Linear body) { public Linear Body => body; }")]
    [InlineData("class Model(Linear body) : ModuleBase { protected override void VisitMembers(MemberVisitor v) => v.Child(\"body\", body); }")]
    public void StateThatIsNotCapturedIsNotReported(string text) => Assert.Empty(new Source(text).Diagnose());

    [Fact]
    public void ManyUsesAreReportedOnce() =>
        Assert.Single(new Source("""
            partial class Model(Linear body) : ModuleBase
            {
                public Linear A => body;
                public Linear B => body;
                class Inner { void F(Linear body) => body.Call(null!); }
            }
            """).Diagnose());
}
