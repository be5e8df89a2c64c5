namespace Adjoint.Generators.Tests.Generating;

public class PartsTests
{
    const string Usings = "using Adjoint; using Adjoint.Nn; ";

    [Fact]
    public void PartsInSeveralFilesAreOneModuleInTheOrderOfTheFileNames()
    {
        var registered = new Source(
            ("/src/Model.Head.cs", Usings + "partial class Model { public ReLU Head { get; } = new(); }"),
            ("/src/Model.Body.cs", Usings +
                "partial class Model : ModuleBase { public ReLU Body2 { get; } = new(); ReLU Body1 = new(); ReLU Get() => Body1; }"),
            ("/src/Model.cs", Usings + "partial class Model : ModuleBase { public ReLU Stem { get; } = new(); }")).Registered();
        Assert.Equal(
        [
            """visitor.Child("stem", this.Stem);""", """visitor.Child("body2", this.Body2);""",
            """visitor.Child("body1", this.Body1);""", """visitor.Child("head", this.Head);""",
        ], registered);
    }

    [Fact]
    public void APartWithoutABaseListMayHoldAllTheMembers() =>
        Assert.Single(new Source(
            ("A.cs", Usings + "partial class Model { public ReLU Act { get; } = new(); }"),
            ("B.cs", Usings + "partial class Model : ModuleBase;")).Registered());

    [Theory]
    [InlineData(Microsoft.CodeAnalysis.NullableContextOptions.Disable)]
    [InlineData(Microsoft.CodeAnalysis.NullableContextOptions.Enable)]
    public void GeneratedCodeCompilesInCSharp12WithAndWithoutNullable(Microsoft.CodeAnalysis.NullableContextOptions nullable) =>
        Assert.Equal(3, new Source(("Model.cs", Usings + """
            namespace N;
            public partial class Model<T> : ModuleBase where T : ModuleBase
            {
                public Parameter Weight { get; } = new();
                [Buffer] public Tensor Mean = new();
                public T Inner { get; set; } = null!;
            }
            """)) { Language = Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp12, Nullable = nullable }.Registered().Length);
}
