using System.Buffers.Binary;
using System.Text;
using Adjoint.Serialization;

namespace Adjoint.Tests.Serialization;

public sealed class SafeTensorsTests : IDisposable
{
    readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<DType> Types => [.. Enum.GetValues<DType>()];

    [Theory, MemberData(nameof(Types))]
    public void EveryTypeComesBack(DType dtype)
    {
        var tensor = (Tensor.Arange(24).Reshape(2, 3, 4) % 2).To(dtype);
        SafeTensorsFile.Save(_folder["a.safetensors"], [
            new("x", tensor), new("turned", tensor.Permute(2, 0, 1)), new("none", Tensor.Zeros([0, 3], dtype)), new("one", tensor[0, 0, 1])]);
        var loaded = SafeTensorsFile.LoadAll(_folder["a.safetensors"]);
        Assert.True(Tensor.Equal(tensor, loaded["x"]));
        Assert.True(Tensor.Equal(tensor.Permute(2, 0, 1), loaded["turned"]));
        Assert.Equal(dtype, loaded["x"].DType);
        Assert.Equal([0, 3], loaded["none"].Shape);
        Assert.Equal([], loaded["one"].Shape);
    }

    [Fact]
    public void TensorsLieAlignedInAStableOrderWithTheNotes()
    {
        Tensor small = Tensor.Ones([3], DType.UInt8), large = Tensor.Ones([3], DType.Float64);
        SafeTensorsFile.Save(_folder["a.safetensors"], [new("small", small), new("large", large)], new Dictionary<string, string> { ["format"] = "pt" });
        using var file = SafeTensorsFile.Open(_folder["a.safetensors"]);
        Assert.Equal(["large", "small"], file.Entries.Select(entry => entry.Name));
        Assert.Equal("pt", file.Metadata["format"]);
        var bytes = File.ReadAllBytes(_folder["a.safetensors"]);
        var header = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        Assert.Equal(0, header % 8);
        Assert.Equal(
            """{"__metadata__":{"format":"pt"},"large":{"dtype":"F64","shape":[3],"data_offsets":[0,24]}""" +
            ""","small":{"dtype":"U8","shape":[3],"data_offsets":[24,27]}}""",
            Encoding.UTF8.GetString(bytes, 8, header).TrimEnd());
    }

    [Fact]
    public void ATensorIsReadWhenItIsAskedFor()
    {
        SafeTensorsFile.Save(_folder["a.safetensors"], [new("a", Tensor.Ones([1_000_000])), new("b", Tensor.Arange(3))]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var file = SafeTensorsFile.Open(_folder["a.safetensors"]);
        Assert.Equal([0L, 1, 2], file.Load("b").ToArray<long>());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        Assert.Contains("there is no tensor 'c'", Assert.Throws<KeyNotFoundException>(() => file.Load("c")).Message);
    }

    [Theory]
    [InlineData("""{"x":{"dtype":"F8_E4M3","shape":[2],"data_offsets":[0,2]}}""", 2, "F8_E4M3")]
    [InlineData("""{"x":{"dtype":"F4","shape":[4],"data_offsets":[0,2]}}""", 2, "F4")]
    [InlineData("""{"x":{"dtype":"C64","shape":[1],"data_offsets":[0,8]}}""", 8, "C64")]
    public void TypesOfOthersAreListedAndRefusedByName(string header, int bytes, string type)
    {
        var path = Write(header, bytes);
        var entry = Assert.Single(Checkpoint.Inspect(path).Entries);
        Assert.Equal((type, null), (entry.Type, entry.DType));
        Assert.Contains($"'x' is of type {type}", Assert.Throws<NotSupportedException>(() => SafeTensorsFile.LoadAll(path)).Message);
    }

    [Theory]
    [InlineData("""{"x":{"dtype":"F4","shape":[3],"data_offsets":[0,2]}}""", 2)]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"more":1}}""", 4)]
    [InlineData("""{"x":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4)]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}} x""", 4)]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 5)]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"y":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", 8)]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"y":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}""", 8)]
    [InlineData("""{"__metadata__":{"a":"1","a":"2"}}""", 0)]
    [InlineData("""{"__metadata__":{"a":1}}""", 0)]
    [InlineData("""{"__metadata__":{},"__metadata__":{}}""", 0)]
    [InlineData("""{"x":{"dtype":"F32","shape":[0,9223372036854775807,9223372036854775807],"data_offsets":[0,0]}}""", 0)]
    [InlineData("""[]""", 0)]
    [InlineData("""{"x":""", 0)]
    public void WhatBreaksARuleIsRefused(string header, int bytes)
    {
        var path = Write(header, bytes);
        var refusal = Assert.Throws<InvalidDataException>(() => SafeTensorsFile.Open(path));
        Assert.StartsWith(path, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TruthIsOneWhateverTheByte()
    {
        var path = Write("""{"x":{"dtype":"BOOL","shape":[3],"data_offsets":[0,3]}}""", 0);
        File.AppendAllBytes(path, [0, 1, 200]);
        Assert.Equal([0, 1, 1], SafeTensorsFile.LoadAll(path)["x"].To(DType.UInt8).ToArray<byte>());
    }

    [Fact]
    public void AModelMayBeSpreadOverFiles()
    {
        var tensors = Enumerable.Range(0, 5).Select(i => new KeyValuePair<string, Tensor>($"t{i}", Tensor.Full([10], (double)i))).ToList();
        SafeTensorsIndex.Save(_folder["model.safetensors.index.json"], tensors, maxShardBytes: 90);
        Assert.Equal(
            ["model-00001-of-00003.safetensors", "model-00002-of-00003.safetensors", "model-00003-of-00003.safetensors", "model.safetensors.index.json"],
            _folder.Files);
        var loaded = Checkpoint.Load(_folder["model.safetensors.index.json"]);
        Assert.Equal(tensors.Select(tensor => tensor.Key), loaded.Keys);
        Assert.All(tensors, tensor => Assert.True(Tensor.Equal(tensor.Value, loaded[tensor.Key])));
        Assert.Equal(5, Checkpoint.Inspect(_folder["model.safetensors.index.json"]).Entries.Count);
    }

    [Theory]
    [InlineData("""{"weight_map":{"x":"../secret.safetensors"}}""")]
    [InlineData("""{"weight_map":{"x":""}}""")]
    [InlineData("""{"weight_map":{"x":1}}""")]
    [InlineData("""{"weight_map":[]}""")]
    [InlineData("""{}""")]
    [InlineData("""{""")]
    public void AnIndexMayNotPointElsewhere(string index)
    {
        var path = _folder.Write("model.safetensors.index.json", Encoding.UTF8.GetBytes(index));
        Assert.Throws<InvalidDataException>(() => SafeTensorsIndex.Load(path));
    }

    string Write(string header, int bytes)
    {
        var content = new byte[8 + header.Length + bytes];
        BinaryPrimitives.WriteInt64LittleEndian(content, header.Length);
        Encoding.UTF8.GetBytes(header, content.AsSpan(8));
        return _folder.Write($"{Guid.NewGuid()}.safetensors", content);
    }
}
