using System.IO.Compression;
using System.Text;
using Adjoint.Serialization;

namespace Adjoint.Tests.Serialization;

public class ZipTests
{
    [Fact]
    public void TheChecksumIsThatOfTheTextbooks()
    {
        Assert.Equal(0xCBF43926u, Crc32.Of("123456789"u8));
        Assert.Equal(0u, Crc32.Of([]));
    }

    [Fact]
    public void EveryWayOfComputingTheChecksumAgrees()
    {
        var bytes = new byte[5000];
        new Random(1).NextBytes(bytes);
        foreach (var length in (int[])[0, 1, 15, 16, 63, 64, 127, 128, 129, 143, 144, 255, 256, 1000, 4999])
        {
            var crc = new Crc32();
            crc.Add(bytes.AsSpan(0, length / 3));
            crc.Add(bytes.AsSpan(length / 3, length - length / 3));
            Assert.Equal(~Crc32.ByTable(uint.MaxValue, bytes.AsSpan(0, length)), crc.Value);
        }
    }

    [Fact]
    public void OthersReadWhatIsWritten()
    {
        var archive = Written();
        using var zip = new ZipArchive(new MemoryStream(archive));
        Assert.Equal(["a/text", "ä"], zip.Entries.Select(entry => entry.FullName));
        using var reader = new StreamReader(zip.Entries[0].Open());
        Assert.Equal("hello", reader.ReadToEnd());
        Assert.Equal(0, new ZipReader(new InputFile("test", archive)).Find("ä")!.Offset % 64);
    }

    [Fact]
    public void WhatOthersCompressIsRead()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("x", CompressionLevel.Optimal).Open();
            entry.Write(new byte[10_000]);
        }
        var reader = new ZipReader(new InputFile("test", stream.ToArray()));
        Assert.Equal(new byte[10_000], reader.ReadAll(reader.Find("x")!, 10_000));
        Assert.Throws<InvalidDataException>(() => reader.ReadAll(reader.Find("x")!, 9_999));
    }

    [Fact]
    public void EveryChangedByteThatMattersIsNoticed()
    {
        var archive = Written();
        var noticed = 0;
        for (var i = 0; i < archive.Length; i++)
        {
            var changed = (byte[])archive.Clone();
            changed[i] ^= 0x10;
            try
            {
                var reader = new ZipReader(new InputFile("test", changed));
                foreach (var entry in reader.Entries) reader.ReadAll(entry, 1000);
            }
            catch (InvalidDataException)
            {
                noticed++;
            }
        }
        // Times, attributes and padding mean nothing.
        Assert.InRange(noticed, archive.Length / 2, archive.Length);
    }

    [Fact]
    public void WhatIsEncryptedOrOverlapsIsRefused()
    {
        var encrypted = Written();
        encrypted[Directory(encrypted) + 8] |= 1;
        Assert.Contains("'a/text' in the archive is encrypted", Refusal(encrypted));
        var overlapping = Written();
        foreach (var place in (int[])[Directory(overlapping) + 20, Directory(overlapping) + 24, 18, 22]) overlapping[place] = 60;
        Assert.Contains("overlaps with something else", Refusal(overlapping));

        static string Refusal(byte[] archive) => Assert.Throws<InvalidDataException>(() => new ZipReader(new InputFile("test", archive))).Message;
        static int Directory(byte[] archive) => archive.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x50, 0x4b, 1, 2]);
    }

    [Fact]
    public void AFileThatCannotBeWrittenLeavesNothingBehind()
    {
        using var folder = new Folder();
        folder.Write("a", "before"u8);
        Assert.Throws<IOException>(() => AtomicFile.Write(folder["a"], stream =>
        {
            stream.Write("half"u8);
            throw new IOException("the disk is full");
        }));
        Assert.Equal(["a"], folder.Files);
        Assert.Equal("before", File.ReadAllText(folder["a"]));
    }

    [Fact]
    public void DuplicateNamesAreRefused()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("x");
            zip.CreateEntry("x");
        }
        Assert.Contains("two files named 'x'", Assert.Throws<InvalidDataException>(() => new ZipReader(new InputFile("test", stream.ToArray()))).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("PK")]
    [InlineData("PK\u0003\u0004 and then something else that is long enough to be looked at")]
    public void WhatIsNoArchiveIsRefused(string text) =>
        Assert.Throws<InvalidDataException>(() => new ZipReader(new InputFile("test", Encoding.Latin1.GetBytes(text))));

    static byte[] Written()
    {
        using var stream = new MemoryStream();
        var writer = new ZipWriter(stream);
        writer.Add("a/text", "hello"u8);
        writer.Add("ä", [1, 2], Tensor.Arange(10));
        writer.Finish();
        return stream.ToArray();
    }
}
