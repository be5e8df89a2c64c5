using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Adjoint.Serialization;

namespace Adjoint.Tests.Serialization;

/// <summary>Files made to do harm are refused at once, and hardly any memory is used for them.</summary>
public sealed class HostileTests : IDisposable
{
    readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AHeaderOfTwoToThe63Bytes() => Refused("a.safetensors", [255, 255, 255, 255, 255, 255, 255, 127, 1, 2, 3]);

    [Fact]
    public void ASafeTensorsShapeOfTerabytes()
    {
        var header = """{"x":{"dtype":"F32","shape":[1000000,1000000],"data_offsets":[0,4000000000000]}}"""u8;
        var bytes = new byte[8 + header.Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, header.Length);
        header.CopyTo(bytes.AsSpan(8));
        Refused("a.safetensors", bytes);
    }

    [Fact]
    public void JsonNestedAHundredThousandTimes()
    {
        var header = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 100_000)));
        var bytes = new byte[8 + header.Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, header.Length);
        header.CopyTo(bytes, 8);
        Refused("a.safetensors", bytes, memory: 4 << 20);
    }

    [Fact]
    public void APickleNestedAHundredThousandTimesIsReadWithoutRecursion()
    {
        byte[] pickle = [0x80, 2, .. Enumerable.Repeat((byte)']', 100_000), .. Enumerable.Repeat((byte)'a', 99_999), (byte)'.'];
        _folder.Write("a.pt", Archive(pickle));
        Assert.IsType<List<object?>>(PyTorchFile.Load(_folder["a.pt"]));
        Assert.Throws<InvalidDataException>(() => PyTorchFile.LoadTensors(_folder["a.pt"]));
    }

    [Fact]
    public void AListThatContainsItself() => Refused("a.pt", Archive([0x80, 2, .. "]q\0h\0a."u8]), memory: 512 << 20, seconds: 30);

    [Fact]
    public void APickleThatCallsTheShell() => Refused("a.pt", Archive([0x80, 2, .. "cos\nsystem\nX\u0002\0\0\0lsq\0\u0085R."u8]));

    [Fact]
    public void AnArchiveThatBecomesTenThousandTimesAsLarge()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("x.npy", CompressionLevel.SmallestSize).Open();
            entry.Write(new byte[100_000_000]);
        }
        var bytes = stream.ToArray();
        // The directory's entry says 4 GB, and so does what stands before the file; that few bytes cannot become so many.
        var directory = bytes.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0x50, 0x4b, 1, 2]);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(directory + 24), uint.MaxValue - 1);
        Refused("a.npz", bytes, "cannot become");
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(22), uint.MaxValue - 1);
        Refused("a.npz", bytes, "cannot become");
    }

    [Fact]
    public void ANumPyShapeOfTerabytesInACompressedArchive()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("x.npy", CompressionLevel.SmallestSize).Open();
            entry.Write(new NpyHeader("<f4", false, [1_000_000, 1_000_000]).ToBytes());
        }
        Refused("a.npz", stream.ToArray());
    }

    [Fact]
    public void ATensorThatReachesBeyondItsStorage()
    {
        var pickle = new PickleWriter();
        pickle.Global("torch._utils", "_rebuild_tensor_v2").Op('(')
            .Op('(').Text("storage").Global("torch", "FloatStorage").Text("0").Text("cpu").Number(4).Op('t').Op('Q')
            .Number(1).Tuple([2, 2]).Tuple([2, 1]).Truth(false).Op('N').Op('t').Op('R').Op('.');
        Refused("a.pt", Archive(pickle.Written.ToArray(), new byte[16]), "reaches beyond the 4 elements");
    }

    [Fact]
    public void ATensorThatRepeatsOneElementForever()
    {
        var pickle = new PickleWriter();
        pickle.Global("torch._utils", "_rebuild_tensor_v2").Op('(')
            .Op('(').Text("storage").Global("torch", "FloatStorage").Text("0").Text("cpu").Number(4).Op('t').Op('Q')
            .Number(0).Tuple([1L << 40]).Tuple([0]).Truth(false).Op('N').Op('t').Op('R').Op('.');
        Refused("a.pt", Archive(pickle.Written.ToArray(), new byte[16]), "too often");
    }

    [Fact]
    public void AStorageOfTwoTypes()
    {
        var pickle = new PickleWriter();
        pickle.Op('(');
        foreach (var type in (string[])["FloatStorage", "IntStorage"])
            pickle.Global("torch._utils", "_rebuild_tensor_v2").Op('(')
                .Op('(').Text("storage").Global("torch", type).Text("0").Text("cpu").Number(4).Op('t').Op('Q')
                .Number(0).Tuple([4]).Tuple([1]).Truth(false).Op('N').Op('t').Op('R');
        Refused("a.pt", Archive(pickle.Op('t').Op('.').Written.ToArray(), new byte[16]), "elements of several types");
    }

    [Theory]
    [InlineData("IntStorage", 4)]
    [InlineData("FloatStorage", 3)]
    public void AStorageOfTwoTypesOrSizesInAnOldFile(string type, long count)
    {
        const string magic = "80028A0A6CFC9C46F9206AA850192E", version = "80024DE9032E";
        var machine = new PickleWriter().Op('}').Op('(').Text("little_endian").Truth(true).Op('u').Op('.');
        var pickle = new PickleWriter().Op('(');
        foreach (var (storage, elements) in ((string, long)[])[("FloatStorage", 4), (type, count)])
            pickle.Op('(').Text("storage").Global("torch", storage).Text("0").Text("cpu").Number(elements).Op('N').Op('t').Op('Q');
        pickle.Op('t').Op('.');
        Refused("a.pt", [.. Convert.FromHexString(magic + version), .. machine.Written, .. pickle.Written, .. new byte[64]], "of several types or sizes");
    }

    [Fact]
    public void AStorageThatIsNotAsLongAsItIsSaidToBe()
    {
        var pickle = new PickleWriter();
        pickle.Op('(').Text("storage").Global("torch", "FloatStorage").Text("0").Text("cpu").Number(1L << 60).Op('t').Op('Q').Op('.');
        Refused("a.pt", Archive(pickle.Written.ToArray(), new byte[16]), "the archive has 16 bytes");
    }

    void Refused(string name, byte[] bytes, string reason = "", long memory = 1 << 20, double seconds = 1)
    {
        var path = _folder.Write(name, bytes);
        var (refusal, least) = (Refusal(), TimeSpan.MaxValue);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.InRange(Allocations.Of(1, () =>
        {
            var start = Stopwatch.GetTimestamp();
            Refusal();
            least = TimeSpan.FromTicks(Math.Min(least.Ticks, Stopwatch.GetElapsedTime(start).Ticks));
        }), 0, memory);
        Assert.InRange(least.TotalSeconds, 0, seconds);

        InvalidDataException Refusal() => Assert.Throws<InvalidDataException>(() => Checkpoint.Load(path));
    }

    static byte[] Archive(byte[] pickle, byte[]? storage = null)
    {
        using var stream = new MemoryStream();
        var zip = new ZipWriter(stream);
        zip.Add("a/data.pkl", pickle);
        if (storage is not null) zip.Add("a/data/0", storage);
        zip.Finish();
        return stream.ToArray();
    }
}
