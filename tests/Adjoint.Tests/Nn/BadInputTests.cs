using System.Reflection;
using Adjoint.Nn;

namespace Adjoint.Tests.Nn;

/// <summary>Every layer says in its own name what is wrong: with the numbers it is made of, with the shape, and with the type of an input.</summary>
public class BadInputTests
{
    public static TheoryData<string, string> All => [.. BadInputTable.Rows.Select(row => (row.Layer, row.What))];

    [Theory, MemberData(nameof(All))]
    public void TheLayerSaysWhatIsWrong(string layer, string what)
    {
        var row = BadInputTable.Rows.Single(row => row.Layer == layer && row.What == what);
        var e = Assert.ThrowsAny<ArgumentException>(row.Act);
        Assert.True(e is not ArgumentNullException, e.Message);
        Assert.Contains(layer, e.Message);
        Assert.All(row.Seen, seen => Assert.Contains(seen, e.Message));
        // The frame's own text says nothing about the layer.
        Assert.False(e.Message.StartsWith(layer.ToLowerInvariant(), StringComparison.Ordinal), e.Message);
    }

    [Fact]
    public void EveryLayerIsHere()
    {
        var folder = Path.Combine(RepositoryRoot.Path, "src", "Adjoint", "Nn", "Layers");
        var files = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension)
            .Append("SinusoidalPositionalEncoding").Append("RotaryPositionalEncoding").ToHashSet();
        var layers = typeof(ModuleBase).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(ModuleBase)) && !type.IsAbstract
            && files.Contains(type.Name.Split('`')[0])
            && type.GetConstructors(BindingFlags.Public | BindingFlags.Instance).Length > 0).Select(type => type.Name);
        var rows = BadInputTable.Rows.Select(row => row.Layer).ToHashSet();
        Assert.Equal([], layers.Where(name => !rows.Contains(name) && !BadInputTable.TakeEverything.Contains(name)));
    }
}
