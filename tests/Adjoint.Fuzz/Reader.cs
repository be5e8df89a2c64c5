using System.IO.Compression;
using System.Text;
using Adjoint.Serialization;

namespace Adjoint.Fuzz;

/// <summary>Something that reads files, good ones to begin with, and how to change one so that more than its outermost layer is reached.</summary>
/// <param name="Name">The format.</param>
/// <param name="Seeds">Files that it reads.</param>
/// <param name="Read">Reads a file.</param>
/// <param name="Inside">Changes what is inside of a file, and leaves lengths and checksums around it right.</param>
internal sealed record Reader(string Name, byte[][] Seeds, Action<byte[]> Read, Func<byte[], Func<byte[], byte[]>, byte[]> Inside)
{
    const int HeaderLimit = 10_000;

    public static IReadOnlyList<Reader> All { get; } =
    [
        new("safetensors", Corpus("safetensors/"), ReadSafeTensors, ChangeHeader(8, 0)),
        new("pytorch", [.. Corpus("torch/").Where(seed => seed[0] == 'P')], bytes => ReadTorch(bytes), ChangeEntry),
        new("legacy", [.. Corpus("torch/").Where(seed => seed[0] != 'P')], bytes => ReadTorch(bytes), (bytes, change) => change(bytes)),
        new("npy", Corpus("npy/"), bytes => NumPyFile.Load(new MemoryStream(bytes), HeaderLimit), ChangeHeader(10, 8)),
        new("npz", Corpus("npz/"), bytes => NumPyFile.ReadArchive(new("fuzz", bytes), HeaderLimit), ChangeEntry),
        new("idx", Corpus("idx/"), bytes => IdxFile.Read(new("fuzz", bytes)), (bytes, change) =>
            bytes[0] == 0 ? change(bytes) : Zipped(change(Unzipped(bytes)))),
    ];

    static void ReadSafeTensors(byte[] bytes)
    {
        using var file = SafeTensorsFile.Read(new("fuzz", bytes));
        foreach (var entry in file.Entries) file.Load(entry.Name);
    }

    static void ReadTorch(byte[] bytes)
    {
        var content = PyTorchFile.Read(new("fuzz", bytes), allowScript: true, describe: false);
        foreach (var (_, tensor) in TorchTree.Leaves<Tensor>(content, "fuzz")) tensor.ToStream(Stream.Null);
    }

    // Good files, from this project's folder Corpus and from PyTorch.
    static byte[][] Corpus(string folder)
    {
        var names = typeof(Reader).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal));
        return [.. names.Order().Select(Resource)];
    }

    static byte[] Resource(string name)
    {
        using var stream = typeof(Reader).Assembly.GetManifestResourceStream(name)!;
        return Bytes(stream);
    }

    static byte[] Zipped(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var zip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true)) zip.Write(bytes);
        return stream.ToArray();
    }

    static byte[] Unzipped(byte[] bytes)
    {
        using var zip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        return Bytes(zip);
    }

    // A header of text, whose length stands in a few bytes before it.
    static Func<byte[], Func<byte[], byte[]>, byte[]> ChangeHeader(int start, int lengthAt) => (bytes, change) =>
    {
        if (bytes.Length < start) return change(bytes);
        var length = BitConverter.ToUInt16(bytes, lengthAt);
        if (length > bytes.Length - start) return change(bytes);
        var header = change(bytes[start..(start + length)]);
        var changed = (byte[])[.. bytes[..start], .. header, .. bytes[(start + length)..]];
        BitConverter.TryWriteBytes(changed.AsSpan(lengthAt), (ushort)header.Length);
        return changed;
    };

    // One file of an archive, which is then packed anew.
    static byte[] ChangeEntry(byte[] bytes, Func<byte[], byte[]> change)
    {
        try
        {
            using var source = new ZipArchive(new MemoryStream(bytes));
            using var stream = new MemoryStream();
            using (var target = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            {
                var chosen = source.Entries.OrderByDescending(entry => entry.FullName.EndsWith("data.pkl", StringComparison.Ordinal)).First();
                foreach (var entry in source.Entries)
                {
                    using var from = entry.Open();
                    using var to = target.CreateEntry(entry.FullName, CompressionLevel.NoCompression).Open();
                    to.Write(entry == chosen ? change(Bytes(from)) : Bytes(from));
                }
            }
            return stream.ToArray();
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException or DecoderFallbackException)
        {
            return change(bytes);
        }
    }

    static byte[] Bytes(Stream stream)
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
