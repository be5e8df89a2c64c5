using System.IO.Compression;
using System.Text;
using Adjoint.Serialization;

namespace Adjoint.Tests.Serialization;

public sealed class NumPyTests : IDisposable
{
    readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<DType> Types => [.. Enum.GetValues<DType>().Where(dtype => dtype != DType.BFloat16)];

    [Theory, MemberData(nameof(Types))]
    public void EveryTypeComesBack(DType dtype)
    {
        var tensor = (Tensor.Arange(24).Reshape(2, 3, 4) % 2).To(dtype);
        NumPyFile.Save(_folder["a.npy"], tensor.Mt);
        NumPyFile.SaveArchive(_folder["a.npz"], [new("x", tensor), new("none", Tensor.Zeros([0], dtype))]);
        Assert.True(Tensor.Equal(tensor.Mt, NumPyFile.Load(_folder["a.npy"])));
        var archive = NumPyFile.LoadArchive(_folder["a.npz"]);
        Assert.True(Tensor.Equal(tensor, archive["x"]));
        Assert.Equal([0], archive["none"].Shape);
        Assert.Equal(["x", "none"], Checkpoint.Inspect(_folder["a.npz"]).Entries.Select(entry => entry.Name));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("{}")]
    public void NothingFollowsTheDictionary(string more)
    {
        var header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }} {more}\n";
        _folder.Write("a.npy", [0x93, .. "NUMPY\u0001\0"u8, (byte)header.Length, 0, .. System.Text.Encoding.ASCII.GetBytes(header), 0, 0, 0, 0]);
        Assert.Contains("something follows the dictionary", Assert.Throws<InvalidDataException>(() => NumPyFile.Load(_folder["a.npy"])).Message);
    }

    [Fact]
    public void WhatNumPyDoesNotHaveIsSaid() =>
        Assert.Contains("To(DType.Float32)",
            Assert.Throws<NotSupportedException>(() => NumPyFile.Save(_folder["a.npy"], Tensor.Zeros([1], DType.BFloat16))).Message);

    [Fact]
    public void CompressedArchivesAreReadAndWrittenOnesAreReadByOthers()
    {
        NumPyFile.SaveArchive(_folder["a.npz"], [new("x", Tensor.Arange(1000))]);
        using (var zip = ZipFile.OpenRead(_folder["a.npz"]))
        using (var other = ZipFile.Open(_folder["b.npz"], ZipArchiveMode.Create))
        {
            using var from = zip.GetEntry("x.npy")!.Open();
            using var to = other.CreateEntry("x.npy", CompressionLevel.Optimal).Open();
            from.CopyTo(to);
        }
        Assert.True(new FileInfo(_folder["b.npz"]).Length < new FileInfo(_folder["a.npz"]).Length);
        Assert.True(Tensor.Equal(Tensor.Arange(1000), NumPyFile.LoadArchive(_folder["b.npz"])["x"]));
    }

    [Fact]
    public void ArchivesAreCompressedOnDemand()
    {
        var tensors = new KeyValuePair<string, Tensor>[] { new("x", Tensor.Zeros([100, 100])), new("y", Tensor.Arange(6).Reshape(2, 3).T) };
        NumPyFile.SaveArchive(_folder["a.npz"], tensors, compress: true);
        Assert.InRange(new FileInfo(_folder["a.npz"]).Length, 1, 2000);
        var read = NumPyFile.LoadArchive(_folder["a.npz"]);
        foreach (var (name, tensor) in tensors) Assert.True(Tensor.Equal(tensor, read[name]));
        foreach (var compress in (bool[])[false, true])
            Assert.Contains("x.npy",
                Assert.Throws<ArgumentException>(() => NumPyFile.SaveArchive(_folder["a.npz"], [tensors[0], tensors[0]], compress)).Message);
        Assert.Equal(["x", "y"], NumPyFile.LoadArchive(_folder["a.npz"]).Keys);
    }

    [Theory]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", typeof(NotSupportedException), "objects")]
    [InlineData("{'descr': '<u4', 'fortran_order': False, 'shape': (1,), }", typeof(NotSupportedException), "<u4")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'descr': '<f8'}", typeof(InvalidDataException), "unexpected key")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (4000000000000,)}", typeof(InvalidDataException), "16000000000000 bytes")]
    [InlineData(
        "{'descr': '<f4', 'fortran_order': False, 'shape': (9223372036854775807, 9223372036854775807)}", typeof(InvalidDataException), "impossible shape")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,)}", typeof(InvalidDataException), "whole numbers")]
    [InlineData("{'descr': __import__('os').system('x'), 'fortran_order': False, 'shape': ()}", typeof(InvalidDataException), "string is due")]
    public void BadHeadersAreRefused(string header, Type exception, string reason)
    {
        byte[] bytes = [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.Latin1.GetBytes(header), 0, 0, 0, 0];
        var path = _folder.Write("a.npy", bytes);
        var refusal = Assert.Throws(exception, () => NumPyFile.Load(path));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void StreamsHoldOneArrayAfterTheOther()
    {
        using var stream = new MemoryStream();
        NumPyFile.Save(stream, Tensor.Arange(3));
        NumPyFile.Save(stream, Tensor.Ones([2, 2]));
        stream.Position = 0;
        Assert.Equal([3], NumPyFile.Load(stream).Shape);
        Assert.Equal([2, 2], NumPyFile.Load(stream).Shape);
        Assert.Equal(stream.Length, stream.Position);
    }
}
