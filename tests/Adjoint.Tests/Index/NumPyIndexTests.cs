using System.IO.Compression;
using System.Text.Json;

namespace Adjoint.Tests.Indexing;

/// <summary>
/// Brackets against NumPy's: what NumPy returns, what it writes, and where it refuses. Left out are negative steps, which
/// tensors do not have, and a second ellipsis, which has a meaning of its own here.
/// </summary>
public class NumPyIndexTests
{
    [Fact]
    public void GettingAndSettingGiveWhatNumPyGives() => Replay("index_curated", 1600, row => (Base(row.GetProperty("base").GetString()!), DType.Int64));

    [Fact]
    public void EveryTypeIsIndexedAlike() => Replay("index_dtype", 60, TwelveOf);

    [Fact]
    public void AssignedNumbersAreConverted() => Replay("index_setter_dtype", 10, TwelveOf);

    static (Tensor, DType)? TwelveOf(JsonElement row)
    {
        if (!Enum.TryParse<DType>(row.GetProperty("dtype").GetString()!.Replace("uint", "UInt", StringComparison.Ordinal), ignoreCase: true, out var dtype)) return null;
        var x = Tensor.Arange(12).Reshape(3, 4);
        return (dtype == DType.Bool ? x.Remainder(2).To(dtype) : x.To(dtype), dtype);
    }

    static Tensor Base(string name)
    {
        var a = Tensor.Arange(12).Reshape(3, 4);
        return name switch
        {
            "V6" => Tensor.Arange(6),
            "V1" => Tensor.Arange(1),
            "V0" => Tensor.Arange(0),
            "S" => Tensor.From(5),
            "A" => a,
            "AT" => a.T,
            "ARS" => a[Slice.Step(2)],
            "ACS" => a[.., Slice.Step(2)],
            "ANR" => a.Flip(0),
            "ANC" => a.Flip(1),
            "ASO" => a[1..],
            "ABC" => Tensor.Arange(4).Expand(3, 4),
            "B" => Tensor.Arange(24).Reshape(2, 3, 4),
            "E03" => Tensor.Zeros([0, 3], DType.Int64),
            _ => throw new InvalidDataException(name),
        };
    }

    static void Replay(string file, int atLeast, Func<JsonElement, (Tensor, DType)?> makeBase)
    {
        using var lines = new StreamReader(new GZipStream(File.OpenRead(TestFiles.Evidence("numpy-oracle", file + ".jsonl.gz")), CompressionMode.Decompress));
        var compared = 0;
        while (lines.ReadLine() is { } line)
        {
            using var row = JsonDocument.Parse(line);
            if (makeBase(row.RootElement) is not var (x, dtype) || Indices(row.RootElement.GetProperty("tokens")) is not { } indices) continue;
            compared++;
            var expected = row.RootElement.GetProperty("np");
            var isSet = row.RootElement.TryGetProperty("value", out var value);
            if (isSet && x.Layout.Repeats) x = x.Clone();
            if (!expected.GetProperty("ok").GetBoolean())
            {
                Assert.ThrowsAny<ArgumentException>(() => { _ = isSet ? x[indices] = Value(value) : x[indices]; });
                continue;
            }
            if (isSet) x[indices] = Value(value);
            var actual = isSet ? x : x[indices];
            var elements = expected.GetProperty("vals").EnumerateArray().Select(v => v.GetDouble()).ToArray();
            Assert.True(actual.DType == dtype && actual.Shape == new Shape(Sizes(expected.GetProperty("shape"))) && actual.ToArray<double>().SequenceEqual(elements),
                $"{line}\ngave {actual.DType}{actual.Shape}: {string.Join(", ", actual.ToArray<double>())}");
        }
        Assert.True(compared >= atLeast, $"only {compared} rows were compared");
    }

    static Slice[]? Indices(JsonElement tokens)
    {
        var indices = new List<Slice>();
        foreach (var token in tokens.EnumerateArray())
        {
            long? Bound(int i) => token[i].ValueKind == JsonValueKind.Null ? null : token[i].GetInt64();
            switch (token[0].GetString())
            {
                case "int": indices.Add(token[1].GetInt64()); break;
                case "new": indices.Add(Slice.NewAxis); break;
                case "ell": indices.Add(Slice.Ellipsis); break;
                case "a0": indices.Add(Tensor.From(token[1].GetInt64())); break;
                case "b0": indices.Add(Tensor.From(token[1].GetBoolean())); break;
                case "arr": indices.Add(Tensor.From<long>([.. token[1].EnumerateArray().Select(v => v.GetInt64())], new Shape(Sizes(token[2])))); break;
                case "barr": indices.Add(Tensor.From<bool>([.. token[1].EnumerateArray().Select(v => v.GetBoolean())], new Shape(Sizes(token[2])))); break;
                case "slice" when Bound(3) is not < 0: indices.Add(Slice.Range(Bound(1), Bound(2), Bound(3) ?? 1)); break;
                default: return null;
            }
        }
        return tokens.EnumerateArray().Count(token => token[0].GetString() == "ell") > 1 ? null : [.. indices];
    }

    static Tensor Value(JsonElement value) => value[0].GetString() switch
    {
        "scalar" => value[1].GetInt64(),
        "fscalar" => value[1].GetDouble(),
        "arr" => Tensor.From<long>([.. value[1].EnumerateArray().Select(v => v.GetInt64())], new Shape(Sizes(value[2]))),
        _ => Tensor.From<double>([.. value[1].EnumerateArray().Select(v => v.GetDouble())], new Shape(Sizes(value[2]))),
    };

    static long[] Sizes(JsonElement sizes) => [.. sizes.EnumerateArray().Select(size => size.GetInt64())];
}
