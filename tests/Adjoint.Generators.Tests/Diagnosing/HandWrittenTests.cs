namespace Adjoint.Generators.Tests.Diagnosing;

public class HandWrittenTests
{
    [Fact]
    public void AMemberThatAHandWrittenMethodNeverMentionsIsReported()
    {
        var source = new Source("""
            public class Model : ModuleBase
            {
                readonly Linear _first = new(1, 1), _second = new(1, 1), _third = new(1, 1);
                [NotState] readonly Linear _teacher = new(1, 1);
                public Parameter Weight { get; } = new();

                protected override void VisitMembers(MemberVisitor visitor)
                {
                    base.VisitMembers(visitor);
                    visitor.Child("first", _first);   // and not _third
                    visitor.Parameter(nameof(Weight), this.Weight);
                    var third = "_third";
                }
            }
            """);
        Assert.Equal(["ADJ0007 _second", "ADJ0007 _third"], source.Diagnose());
        Assert.Equal(
            "VisitMembers of module 'Model' is written by hand and never mentions '_second': visit it there, or mark it [NotState]",
            source.Messages()[0]);
    }
}
