using System.Text.Json;

namespace Adjoint.Evidence.Suites;

/// <summary>
/// Brackets against NumPy's: what NumPy returns, what it writes, and where it refuses. Missing are negative steps, which
/// tensors do not have, and a second ellipsis, which has a meaning of its own here.
/// </summary>
internal static class NumpyIndex
{
    static Tensor TwelveOf(JsonElement row)
    {
        var dtype = Value.Type(row.GetProperty("dtype").GetString()!);
        var x = Tensor.Arange(12).Reshape(3, 4);
        return dtype == DType.Bool ? x.Remainder(2).To(dtype) : x.To(dtype);
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

    public static void Check(string file, JsonElement row)
    {
        var x = file == "index_curated" ? Base(row.GetProperty("base").GetString()!) : TwelveOf(row);
        var dtype = x.DType;
        var indices = Indices(row.GetProperty("tokens"));
        var expected = row.GetProperty("np");
        var isSet = row.TryGetProperty("value", out var value);
        if (isSet && x.Layout.Repeats) x = x.Clone();
        if (!expected.GetProperty("ok").GetBoolean())
        {
            try
            {
                if (isSet) x[indices] = Assigned(value);
                else _ = x[indices];
            }
            catch (ArgumentException)
            {
                return;
            }
            throw new MismatchException("NumPy refuses this index");
        }
        if (isSet) x[indices] = Assigned(value);
        var actual = isSet ? x : x[indices];
        var wanted = Tensor.From<double>(
            [.. expected.GetProperty("vals").EnumerateArray().Select(v => v.GetDouble())], new Shape(Value.Sizes(expected.GetProperty("shape"))));
        Comparison.Check("elements", actual, wanted.To(dtype), 0);
    }

    static Slice[] Indices(JsonElement tokens)
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
                case "arr": indices.Add(Tensor.From<long>([.. token[1].EnumerateArray().Select(v => v.GetInt64())], new Shape(Value.Sizes(token[2])))); break;
                case "barr":
                    indices.Add(Tensor.From<bool>([.. token[1].EnumerateArray().Select(v => v.GetBoolean())], new Shape(Value.Sizes(token[2]))));
                    break;
                case "slice" when Bound(3) is not < 0: indices.Add(Slice.Range(Bound(1), Bound(2), Bound(3) ?? 1)); break;
                default: throw new MissingException("negative steps");
            }
        }
        return tokens.EnumerateArray().Count(token => token[0].GetString() == "ell") > 1 ? throw new MissingException("two ellipses") : [.. indices];
    }

    static Tensor Assigned(JsonElement value) => value[0].GetString() switch
    {
        "scalar" => value[1].GetInt64(),
        "fscalar" => value[1].GetDouble(),
        "arr" => Tensor.From<long>([.. value[1].EnumerateArray().Select(v => v.GetInt64())], new Shape(Value.Sizes(value[2]))),
        _ => Tensor.From<double>([.. value[1].EnumerateArray().Select(v => v.GetDouble())], new Shape(Value.Sizes(value[2]))),
    };

}
