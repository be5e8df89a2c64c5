using System.Text.Json;
using Adjoint.Tests.Operations;

namespace Adjoint.Tests.Reductions;

/// <summary>Results, types and gradients at special numbers, of nothing and for every type are PyTorch's; see Goldens/reductions.py.</summary>
public class PyTorchReductionTests
{
    static readonly ILookup<string, JsonElement> s_lines = File.ReadLines(TestFiles.Golden("reductions.jsonl"))
        .Select(line => JsonDocument.Parse(line).RootElement).ToLookup(line => line.GetProperty("op").GetString()!);

    public static TheoryData<string> Names => [.. s_lines.Select(group => group.Key)];

    [Theory, MemberData(nameof(Names))]
    public void TheResultsAreThoseOfPyTorch(string name)
    {
        var wrong = s_lines[name].Select(line => (line, difference: Difference(line))).Where(pair => pair.difference is not null).ToList();
        Assert.True(wrong.Count == 0, string.Join("\n", wrong.Select(pair => $"{pair.difference}: {pair.line}")));
    }

    static string? Difference(JsonElement line)
    {
        var dtype = Enum.Parse<DType>(line.GetProperty("dtype").GetString()!);
        var x = Tensor.From(Elements(line.GetProperty("x"))).Reshape(ShapeOf(line)).To(dtype);
        if (dtype.IsFloatingPoint) x.RequiresGrad = true;
        int[] dims = [.. line.GetProperty("dims").EnumerateArray().Select(dim => dim.GetInt32())];
        var (name, keep) = (line.GetProperty("op").GetString()!, line.GetProperty("keep").GetBoolean());
        if (Differs(name, x)) return null;
        if (line.GetProperty("out") is not { ValueKind: JsonValueKind.Object } expected) return Refusal(name, x, dims, keep);
        var y = Call(name, x, dims, keep);
        var type = expected.GetProperty("dtype").GetString();
        if (y.DType.ToString() != type) return $"type {y.DType} for {type}";
        if (y.Shape != ShapeOf(expected)) return $"shape {y.Shape}";
        var tolerance = y.DType switch { DType.Float16 => 2e-3, DType.BFloat16 => 1e-2, DType.Float32 => 1e-6, _ => 1e-12 };
        if (!IsClose(Elements(expected.GetProperty("data")), y, tolerance)) return $"{y}";
        if (!line.TryGetProperty("gradient", out var gradient)) return null;
        if (HasGradientOfItsOwn(name, x)) return null;
        y.Backward(Tensor.Arange(1, y.Count + 1, 1).To(y.DType).Reshape(y.Shape));
        return IsClose(Elements(gradient), x.Grad!, 1e-12, numberForNaN: name is "Amax" or "Amin") ? null : $"gradient {x.Grad}";
    }

    static string? Refusal(string name, Tensor x, int[] dims, bool keep)
    {
        try
        {
            return $"{Call(name, x, dims, keep)} where PyTorch refuses";
        }
        catch (ArgumentException e)
        {
            var operation = name.Split(' ')[0];
            return e.Message.Contains(operation is "Max" or "Min" ? operation[1..] : operation) ? null : $"'{e.Message}' does not name {operation}";
        }
    }

    static Tensor Call(string name, Tensor x, int[] dims, bool keep) => name switch
    {
        "Max" when dims.Length == 0 => x.Max(),
        "Min" when dims.Length == 0 => x.Min(),
        "ArgMax" => dims.Length == 0 ? x.ArgMax() : x.ArgMax(dims[0], keep),
        "ArgMin" => dims.Length == 0 ? x.ArgMin() : x.ArgMin(dims[0], keep),
        "Unique" => dims.Length == 0 ? x.Unique() : x.Unique(dims[0]),
        "Sum" => x.Sum(dims, keep),
        "Mean" => x.Mean(dims, keep),
        "Prod" => x.Prod(dims, keep),
        "NanSum" => x.NanSum(dims, keep),
        "NanMean" => x.NanMean(dims, keep),
        "Amax" => x.Amax(dims, keep),
        "Amin" => x.Amin(dims, keep),
        "All" => x.All(dims, keep),
        "Any" => x.Any(dims, keep),
        "Var" => x.Var(dims, 1, keep),
        "Var 0" => x.Var(dims, 0, keep),
        "Std" => x.Std(dims, 1, keep),
        "Std 0" => x.Std(dims, 0, keep),
        "LogSumExp" => x.LogSumExp(dims, keep),
        "CountNonzero" => x.CountNonzero(dims),
        "Max" => x.Max(dims[0], keep).Values,
        "Max indices" => x.Max(dims[0], keep).Indices,
        "Min" => x.Min(dims[0], keep).Values,
        "Min indices" => x.Min(dims[0], keep).Indices,
        "CumSum" => x.CumSum(dims[0]),
        "CumProd" => x.CumProd(dims[0]),
        "Softmax" => x.Softmax(dims[0]),
        "LogSoftmax" => x.LogSoftmax(dims[0]),
        "Sort" => x.Sort(dims[0]).Values,
        "Sort indices" => x.Sort(dims[0]).Indices,
        "Sort descending" => x.Sort(dims[0], descending: true).Values,
        "Sort descending indices" => x.Sort(dims[0], descending: true).Indices,
        "TopK" => x.TopK(1, dims[0]).Values,
        "TopK smallest" => x.TopK(1, dims[0], largest: false).Values,
        _ when name.StartsWith("Norm ", StringComparison.Ordinal) => x.Norm(Number(name[5..]), dims, keep),
        _ => throw new InvalidDataException(name),
    };

    // What PyTorch has no meaning of its own for.
    static bool Differs(string name, Tensor x) => name switch
    {
        // Truth values are ordered here.
        "ArgMax" or "ArgMin" or "TopK" or "TopK smallest" => x.DType == DType.Bool,
        // Of bytes PyTorch makes bytes, for programs from before there were truth values.
        "All" or "Any" => x.DType == DType.UInt8,
        // Of no integers PyTorch makes nothing, of some it refuses to.
        "Softmax" or "LogSoftmax" => x.Count == 0 && !x.DType.IsFloatingPoint,
        // PyTorch's order is arbitrary where there is NaN, and a number alone is refused.
        "Unique" => x.Rank == 0 || x.DType.IsFloatingPoint && x.Detach().IsNaN().Any().Item<bool>(),
        _ => false,
    };

    static bool HasGradientOfItsOwn(string name, Tensor x) => name switch
    {
        // Where there is a zero PyTorch multiplies nothing by it, not even infinity.
        "Prod" or "CumProd" => !x.Detach().IsFinite().All().Item<bool>(),
        // Which of equal elements are taken is not defined.
        "TopK" or "TopK smallest" => x.Detach().Unique().Count < x.Count,
        // Infinity times zero.
        "Var" => x.Rank == 0,
        _ => false,
    };

    static bool IsClose(double[] expected, Tensor actual, double tolerance, bool numberForNaN = false)
    {
        var elements = actual.ToArray<double>();
        return elements.Length == expected.Length && elements.Zip(expected).All(pair =>
            pair.First.Equals(pair.Second) || Math.Abs(pair.First - pair.Second) <= tolerance * Math.Max(1, Math.Abs(pair.Second))
            || numberForNaN && double.IsNaN(pair.Second));
    }

    static Shape ShapeOf(JsonElement tensor) => Shape.Create([.. tensor.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())]);

    static double[] Elements(JsonElement list) =>
        [.. list.EnumerateArray().Select(number => number.ValueKind == JsonValueKind.String ? Number(number.GetString()!) : number.GetDouble())];

    static double Number(string text) => text switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        "nan" => double.NaN,
        _ => double.Parse(text),
    };
}
