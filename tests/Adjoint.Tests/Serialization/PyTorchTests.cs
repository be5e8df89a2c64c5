using Adjoint.Nn;
using Adjoint.Serialization;

namespace Adjoint.Tests.Serialization;

public sealed class PyTorchTests : IDisposable
{
    readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    static string Golden(string name) => TestFiles.Golden(Path.Combine("files", name));

    [Fact]
    public void EveryTypeIsRead()
    {
        var tensors = PyTorchFile.LoadTensors(Golden("types.pt"));
        Assert.Equal(Enum.GetValues<DType>(), tensors.Values.Select(tensor => tensor.DType).Order());
        Assert.All(
            tensors, tensor => Assert.Equal(tensor.Key == "bool" ? [0, 1, 0, 1, 0, 1] : [0, 1, 2, 3, 4, 5], tensor.Value.To(DType.Int32).ToArray<int>()));
    }

    [Fact]
    public void OldFilesHavePartsOfStoragesAndNamesOfAnyLetters()
    {
        var tree = Assert.IsType<OrderedDictionary<object, object?>>(PyTorchFile.Load(Golden("legacy_views.pt")));
        Assert.Equal([5f, 6, 7], ((Tensor)tree["part"]!).ToArray<float>());
        ((Tensor)tree["whole"]!)[6] = 100f;
        Assert.Equal([5f, 100, 7], ((Tensor)tree["part"]!).ToArray<float>());
    }

    [Theory]
    [InlineData("tree.pt")]
    [InlineData("legacy.pt")]
    public void WhatHoldsTheTensorsIsReadToo(string file)
    {
        var tree = Assert.IsType<OrderedDictionary<object, object?>>(PyTorchFile.Load(Golden(file)));
        var (whole, part, turned) = ((Tensor)tree["whole"]!, (Tensor)tree["part"]!, (Tensor)tree["turned"]!);
        Assert.Equal([3f, 4, 5, 6, 7, 8], part.ToArray<float>());
        Assert.Equal([1, 4], turned.Strides.ToArray());
        whole[4] = 100f;
        Assert.Equal(100, part[0, 1].Item());
        Assert.Equal(100, turned[0, 1].Item());
        Assert.Equal(2.5, ((Tensor)tree["scalar"]!).Item());
        Assert.Equal([0, 3], ((Tensor)tree["empty"]!).Shape);
        Assert.True(Assert.IsType<Parameter>(tree["parameter"]).RequiresGrad);
        var nested = (OrderedDictionary<object, object?>)tree["nested"]!;
        Assert.Equal((object?[])[1L, 2.5, "text", null, true], (object?[])((List<object?>)nested["list"]!)[1]!);
        Assert.Equal(-(1L << 40), nested[7L]);
        Assert.Equal((object?[])[2L, 3L], (object?[])tree["size"]!);
        Assert.Equal(DType.Float64, tree["dtype"]);
        Assert.Equal("cuda:0", tree["device"]);
        Assert.Equal([0, 255], (byte[])tree["raw"]!);
    }

    [Fact]
    public void TensorsAreNamedByTheirPath() => Assert.Equal(
        ["whole", "part", "turned", "scalar", "empty", "parameter", "nested.list.0"], PyTorchFile.LoadTensors(Golden("tree.pt")).Keys);

    [Fact]
    public void APartMayBeChosen()
    {
        Assert.Equal(["list.0"], PyTorchFile.LoadTensors(Golden("tree.pt"), "nested").Keys);
        Assert.Contains("there are whole, part", Assert.Throws<KeyNotFoundException>(() => PyTorchFile.LoadTensors(Golden("tree.pt"), "model")).Message);
    }

    [Fact]
    public void FilesAreDescribedWithoutReadingTheirElements()
    {
        var entries = PyTorchFile.Entries(Golden("tree.pt"));
        Assert.Equal(new("part", "float32", DType.Float32, [2, 3], 24), entries[1]);
        var entry = Assert.Single(PyTorchFile.Entries(Golden("complex.pt")));
        Assert.Equal(("ComplexFloatStorage", null), (entry.Type, entry.DType));
        Assert.Contains("ComplexFloatStorage", Assert.Throws<NotSupportedException>(() => PyTorchFile.Load(Golden("complex.pt"))).Message);
    }

    [Fact]
    public void TorchScriptIsNamedAndItsParametersAreOffered()
    {
        Assert.Contains("TorchScript", Assert.Throws<NotSupportedException>(() => PyTorchFile.Load(Golden("script.pt"))).Message);
        Assert.Equal(["0.weight", "0.bias"], PyTorchFile.LoadTensors(Golden("script.pt")).Keys);
    }

    [Fact]
    public void WhatPythonWouldExecuteIsNamedAndRefused() =>
        Assert.Contains("'posix.system'", Assert.Throws<InvalidDataException>(() => PyTorchFile.Load(Golden("harmful.pt"))).Message);

    [Fact]
    public void WhatIsWrittenIsReadBack()
    {
        var memory = Tensor.Arange(0, 100.0f);
        var tree = new OrderedDictionary<string, object?>
        {
            ["slice"] = memory[10..20],
            ["turned"] = memory.Reshape(10, 10).T,
            ["types"] = new object?[] { 1, 2L, -3_000_000_000L, 2.5, "ä", true, null, DType.Int8 },
            ["list"] = new List<Tensor> { Tensor.Zeros([0]), Tensor.From(7) },
            ["pair"] = (0.9, 0.999),
            ["parameter"] = new Parameter(Tensor.Ones([2])),
            ["halves"] = Tensor.Ones([3], DType.BFloat16),
            ["empty"] = new Dictionary<string, object?>(),
        };
        PyTorchFile.Save(_folder["a.pt"], tree);
        var read = (OrderedDictionary<object, object?>)PyTorchFile.Load(_folder["a.pt"])!;
        Assert.Equal(tree.Keys, read.Keys);
        var (slice, turned) = ((Tensor)read["slice"]!, (Tensor)read["turned"]!);
        Assert.True(Tensor.Equal(memory[10..20], slice));
        Assert.True(Tensor.Equal(memory.Reshape(10, 10).T, turned));
        slice[0] = -1f;
        Assert.Equal(-1, turned[0, 1].Item());
        Assert.Equal((object?[])[1L, 2L, -3_000_000_000L, 2.5, "ä", true, null, DType.Int8], (object?[])read["types"]!);
        Assert.Equal((object?[])[0.9, 0.999], (object?[])read["pair"]!);
        Assert.IsType<Parameter>(read["parameter"]);
        Assert.Equal(7, ((Tensor)((List<object?>)read["list"]!)[1]!).Item());
    }

    [Fact]
    public void OnlyTheUsedPartOfAMemoryIsWritten()
    {
        PyTorchFile.Save(_folder["a.pt"], Tensor.Zeros([1_000_000])[500..510]);
        Assert.InRange(new FileInfo(_folder["a.pt"]).Length, 0, 2000);
    }

    [Fact]
    public void WhatCannotBeWrittenIsSaidAndLeavesNothing()
    {
        Assert.Contains("a Version cannot",
            Assert.Throws<ArgumentException>(() => PyTorchFile.Save(_folder["a.pt"], new List<object?> { new Version(1, 2) })).Message);
        var loop = new List<object?>();
        loop.Add(loop);
        Assert.Contains("contain themselves", Assert.Throws<ArgumentException>(() => PyTorchFile.Save(_folder["a.pt"], loop)).Message);
        Assert.Empty(_folder.Files);
    }
}
