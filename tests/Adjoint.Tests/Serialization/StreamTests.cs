using System.IO.Compression;
using Adjoint.Serialization;

namespace Adjoint.Tests.Serialization;

public sealed class StreamTests : IDisposable
{
    readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void RawElementsComeBack()
    {
        using var stream = new MemoryStream();
        var tensor = Tensor.Arange(6).Reshape(2, 3).T;
        tensor.ToStream(stream);
        Assert.Equal(48, stream.Length);
        stream.Position = 0;
        Assert.True(Tensor.Equal(tensor, Tensor.FromStream(stream, [3, 2], DType.Int64)));
        stream.Position = 8;
        Assert.Contains("[3, 2]", Assert.Throws<EndOfStreamException>(() => Tensor.FromStream(stream, [3, 2], DType.Int64)).Message);
        Assert.Throws<EndOfStreamException>(() => Tensor.FromStream(new MemoryStream(), [1L << 40]));
    }

    [Theory]
    [InlineData(0x08, DType.UInt8, "01")]
    [InlineData(0x09, DType.Int8, "01")]
    [InlineData(0x0B, DType.Int16, "0001")]
    [InlineData(0x0C, DType.Int32, "00000001")]
    [InlineData(0x0D, DType.Float32, "3F800000")]
    [InlineData(0x0E, DType.Float64, "3FF0000000000000")]
    public void IdxHoldsTheHighestByteFirst(byte type, DType dtype, string one)
    {
        byte[] bytes = [0, 0, type, 2, 0, 0, 0, 1, 0, 0, 0, 2, .. Convert.FromHexString(one), .. Convert.FromHexString(one)];
        var plain = IdxFile.Load(_folder.Write("a.idx", bytes));
        using (var zip = new GZipStream(File.Create(_folder["a.gz"]), CompressionLevel.Optimal)) zip.Write(bytes);
        Assert.Equal(dtype, plain.DType);
        Assert.Equal([1, 2], plain.Shape);
        Assert.Equal([1, 1], plain.ToArray<double>());
        Assert.True(Tensor.Equal(plain, IdxFile.Load(_folder["a.gz"])));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0000")]
    [InlineData("00000701000000 01")]
    [InlineData("01000801000000 0101")]
    [InlineData("0000080100000002 01")]
    [InlineData("0000080100000001 0101")]
    [InlineData("00000E03FFFFFFFFFFFFFFFFFFFFFFFF")]
    [InlineData("00000E02 00100000 00100000 00")]
    [InlineData("1f8b080000")]
    public void BrokenIdxIsRefused(string hex) =>
        Assert.Throws<InvalidDataException>(() => IdxFile.Load(_folder.Write("a.idx", Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)))));

    [Fact]
    public void MnistIsRead()
    {
        var images = IdxFile.Load(TestFiles.Evidence("datasets", "t10k-images-idx3-ubyte.gz"));
        var labels = IdxFile.Load(TestFiles.Evidence("datasets", "t10k-labels-idx1-ubyte.gz"));
        Assert.Equal([10000, 28, 28], images.Shape);
        Assert.Equal([7L, 2, 1, 0, 4], labels[..5].ToArray<long>());
    }
}
