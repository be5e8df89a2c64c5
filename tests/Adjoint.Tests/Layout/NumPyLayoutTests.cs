using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Adjoint.Tests.Layouts;

/// <summary>Layout operations against NumPy's, bit for bit, for every type and 20 ways for the operands to lie in memory.</summary>
public class NumPyLayoutTests
{
    static readonly Dictionary<string, Func<Tensor[], JsonElement, Tensor>> Operations = new()
    {
        ["ravel"] = (x, _) => x[0].Reshape(-1),
        ["flatten"] = (x, _) => x[0].Flatten(),
        ["reshape"] = (x, p) => x[0].Reshape(Sizes(p.GetProperty("shape"))),
        ["transpose"] = (x, _) => x[0].T,
        ["swapaxes"] = (x, p) => x[0].Swapaxes(Number(p, "a1"), Number(p, "a2")),
        ["moveaxis"] = (x, p) => x[0].Movedim(Number(p, "src"), Number(p, "dst")),
        ["expand_dims"] = (x, p) => x[0].Unsqueeze(Number(p, "axis")),
        ["squeeze"] = (x, _) => x[0].Squeeze(),
        ["roll"] = (x, p) => x[0].Roll(Number(p, "shift")),
        ["repeat"] = (x, p) => x[0].RepeatInterleave(Number(p, "repeats")),
        ["tile"] = (x, p) => x[0].Tile(Number(p, "reps")),
        ["rot90"] = (x, p) => x[0].Rot90(Number(p, "k"), p.GetProperty("axes")[0].GetInt32(), p.GetProperty("axes")[1].GetInt32()),
        ["concatenate"] = (x, p) => Tensor.Cat(x, Number(p, "axis")),
        ["stack"] = (x, p) => Tensor.Stack(x, Number(p, "axis")),
        ["hstack"] = (x, _) => Tensor.HStack(x),
        ["vstack"] = (x, _) => Tensor.VStack(x),
        ["dstack"] = (x, _) => Tensor.DStack(x),
        ["split"] = (x, p) => x[0].Chunk(Number(p, "sections"), Number(p, "axis"))[Number(p, "piece")],
        ["hsplit"] = (x, p) => x[0].Chunk(Number(p, "sections"), x[0].Rank == 1 ? 0 : 1)[Number(p, "piece")],
        ["vsplit"] = (x, p) => x[0].Chunk(Number(p, "sections"))[Number(p, "piece")],
        ["dsplit"] = (x, p) => x[0].Chunk(Number(p, "sections"), 2)[Number(p, "piece")],
        ["take"] = (x, p) => p.GetProperty("axis").ValueKind == JsonValueKind.Null ? x[0].Take(x[1]) : x[0].IndexSelect(Number(p, "axis"), x[1]),
        ["extract"] = (x, _) => x[1].MaskedSelect(x[0]),
        ["compress"] = (x, p) => x[1].Movedim(Number(p, "axis"), 0)[x[0]].Movedim(0, Number(p, "axis")),
        ["put"] = (x, _) => x[0].Reshape(-1).IndexPut([x[1]], x[2]).Reshape(x[0].Shape),
        ["where"] = (x, _) => Tensor.Where(x[0], x[1], x[2]),
        ["copyto"] = (x, _) => x[0].CopyFrom(x[1]),
        ["copyto_overlap"] = (x, p) => View(x[0], p.GetProperty("dst")).CopyFrom(View(x[0], p.GetProperty("src"))),
    };

    [Theory]
    [InlineData("manip", 3000)]
    [InlineData("groupa", 40)]
    [InlineData("where", 10)]
    [InlineData("copyto", 50)]
    public void ElementsEndUpWhereNumPyPutsThem(string file, int atLeast)
    {
        using var lines = new StreamReader(new GZipStream(File.OpenRead(TestFiles.Evidence("numpy-oracle", file + ".jsonl.gz")), CompressionMode.Decompress));
        var compared = 0;
        while (lines.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            var row = document.RootElement;
            if (!Operations.TryGetValue(row.GetProperty("op").GetString()!, out var operation) || Operands(row) is not { } operands) continue;
            var expected = row.GetProperty("expected");
            if (TypeOf(expected) is not { } dtype) continue;
            var actual = operation(operands, row.GetProperty("params"));
            compared++;
            Assert.True(actual.DType == dtype && actual.Shape == new Shape(Sizes(expected.GetProperty("shape"))), $"{line}\ngave {actual.DType}{actual.Shape}");
            var bytes = new byte[actual.Count * dtype.ItemSize];
            MemoryMarshal.CreateSpan(ref actual.Contiguous().GetPinnableReference(), bytes.Length).CopyTo(bytes);
            var hex = Convert.ToHexStringLower(bytes);
            Assert.True(hex == expected.GetProperty("buffer").GetString(), $"{line}\ngave {hex}");
        }
        Assert.True(compared >= atLeast, $"only {compared} rows were compared");
    }

    // Null where there is a type or a stride that tensors do not have, or where the rules for types differ.
    static Tensor[]? Operands(JsonElement row)
    {
        var operands = new List<Tensor>();
        foreach (var operand in row.GetProperty("operands").EnumerateArray())
        {
            if (TypeOf(operand) is not { } dtype) return null;
            var bytes = Convert.FromHexString(operand.GetProperty("buffer").GetString()!);
            var memory = Tensor.Empty([operand.GetProperty("bufferSize").GetInt64()], dtype);
            bytes.CopyTo(MemoryMarshal.CreateSpan(ref memory.GetPinnableReference(), bytes.Length));
            if (Sizes(operand.GetProperty("strides")).Any(stride => stride < 0)) return null;
            operands.Add(View(memory, operand));
        }
        var op = row.GetProperty("op").GetString();
        if (op == "where" && (operands[0].DType != DType.Bool || operands[1].DType != operands[2].DType)) return null;
        if (op == "copyto" && operands[1].DType.IsFloatingPoint && !operands[0].DType.IsFloatingPoint) return null;
        if (op is "concatenate" or "stack" && operands.Any(x => x.DType != operands[0].DType)) return null;
        return op == "copyto_overlap" && Sizes(row.GetProperty("params").GetProperty("src").GetProperty("strides")).Any(stride => stride < 0) ? null : [.. operands];
    }

    static Tensor View(Tensor memory, JsonElement view) => memory.Alias(
        new(Sizes(view.GetProperty("shape")), Sizes(view.GetProperty("strides"))), memory.StorageOffset + view.GetProperty("offset").GetInt64());

    static DType? TypeOf(JsonElement tensor) => tensor.GetProperty("dtype").GetString() switch
    {
        "bool" => DType.Bool,
        "uint8" => DType.UInt8,
        "int8" => DType.Int8,
        "int16" => DType.Int16,
        "int32" => DType.Int32,
        "int64" => DType.Int64,
        "float16" => DType.Float16,
        "float32" => DType.Float32,
        "float64" => DType.Float64,
        _ => null,
    };

    static int Number(JsonElement parameters, string name) => parameters.GetProperty(name).GetInt32();

    static long[] Sizes(JsonElement sizes) => [.. sizes.EnumerateArray().Select(size => size.GetInt64())];
}
