using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Adjoint.Evidence.Suites;

/// <summary>Results and vector-Jacobian products of PyTorch's operator table: in Float64, and the same cast to Float32.</summary>
internal static class TorchOps
{
    const double Bound = 1e-9, LinearAlgebraBound = 1e-7, SingleBound = 1e-4;

    // PyTorch 1.13.1 itself is wrong here by up to 3.3e-7 (40 digits say so): Bessel functions from 4 to 8, Ai around -3.
    static readonly HashSet<string> s_rough = ["special.airy_ai", "special.bessel_j0", "special.bessel_j1", "special.bessel_y0", "special.bessel_y1"];
    const double RoughBound = 4e-7;

    public static IEnumerable<Case> Cases(string folder) => Suite.Rows(folder).Select(line => CaseOf(line.Row));

    /// <summary>The case that a row records.</summary>
    public static Case CaseOf(JsonElement row) => new(row.GetProperty("op").GetString()!, $"sample {row.GetProperty("sample")}", () => Check(row));

    static void Check(JsonElement row)
    {
        var name = row.GetProperty("op").GetString()!;
        if (!OperationMap.All.TryGetValue(name, out var operation)) throw new MissingException("no such operation");
        if (row.GetProperty("out").GetArrayLength() == 0) throw new MissingException("no result is recorded");
        var exact = Evaluate(row, operation, tensor => tensor);
        Compare(row, exact, s_rough.Contains(name) ? RoughBound : name.StartsWith("linalg", StringComparison.Ordinal) ? LinearAlgebraBound : Bound);
        var single = Evaluate(row, operation, tensor => tensor.To(DType.Float32));
        try
        {
            Compare(row, single, SingleBound);
        }
        catch (MismatchException)
        {
            // Where the function is steep, rounding the inputs alone changes the result: the reference is then the Float64
            // result, shown right above, at the rounded inputs.
            CompareRounded(single, Evaluate(row, operation, tensor => tensor.To(DType.Float32).To(DType.Float64)));
        }
    }

    sealed record Evaluation(List<object> Results, IReadOnlyList<(string Path, Tensor Gradient)> Gradients, DType DType);

    static Evaluation Evaluate(JsonElement row, Func<Call, object> operation, Func<Tensor, Tensor> cast)
    {
        var dtype = cast(Tensor.Zeros([], DType.Float64)).DType;
        var leaves = new Dictionary<string, Tensor>();
        Tensor Take(Tensor tensor, string path, bool requiresGrad)
        {
            if (tensor.DType != DType.Float64) return tensor;
            var taken = cast(tensor);
            if (!requiresGrad) return taken;
            taken.RequiresGrad = true;
            leaves[path] = taken;
            return taken;
        }
        object? Read(JsonElement value, string path) => Value.Read(value, path, Take) is var read && read is DType.Float64 ? dtype : read;

        object?[] positional = [Read(row.GetProperty("input"), "/input"), .. row.GetProperty("args").EnumerateArray().Select((a, i) => Read(a, $"/args/{i}"))];
        var named = row.GetProperty("kwargs").EnumerateObject().ToDictionary(item => item.Name, item => Read(item.Value, $"/kwargs/{item.Name}"));
        var call = new Call(positional, named);
        var results = Gauge.Settle(row.GetProperty("op").GetString()!, Flatten(operation(call)), Expected(row));
        call.CheckAllRead();
        if (!row.TryGetProperty("grads", out var grads) || !row.TryGetProperty("cot", out var cotangents)) return new(results, [], dtype);

        Tensor? sum = null;
        foreach (var (index, cotangent) in row.GetProperty("cot_for").EnumerateArray().Zip(cotangents.EnumerateArray()))
        {
            var output = (Tensor)results[index.GetInt32()];
            var product = (output * ((Tensor)Value.Read(cotangent)!).To(output.DType)).Sum();
            sum = sum is null ? product : sum + product;
        }
        if (sum is { RequiresGrad: true }) sum.Backward();
        var paths = grads.EnumerateArray().Select(grad => string.Concat(grad.GetProperty("path").EnumerateArray().Select(part => $"/{part}")));
        return new(results, [.. paths.Select(path => (path, leaves[path].Grad ?? Tensor.ZerosLike(leaves[path])))], dtype);
    }

    static void Compare(JsonElement row, Evaluation actual, double bound)
    {
        var expected = Expected(row);
        if (actual.Results.Count != expected.Length) throw new MismatchException($"expected {expected.Length} results, got {actual.Results.Count}");
        for (var i = 0; i < expected.Length; i++)
        {
            var what = $"{actual.DType} result {i}";
            if (expected[i] is Tensor tensor)
            {
                var result = (Tensor)actual.Results[i];
                if (tensor.DType == DType.Float64 && result.DType != DType.Float64) tensor = tensor.To(actual.DType);
                Comparison.Check(what, result, tensor, bound);
            }
            else if (!Equals(expected[i], actual.Results[i]))
            {
                throw new MismatchException($"{what}: expected {expected[i]}, got {actual.Results[i]}");
            }
        }
        if (actual.Gradients.Count == 0) return;
        foreach (var (grad, (path, gradient)) in row.GetProperty("grads").EnumerateArray().Zip(actual.Gradients))
        {
            if (grad.GetProperty("g").ValueKind != JsonValueKind.Null && Value.Read(grad.GetProperty("g")) is Tensor wanted)
                Comparison.Check($"{actual.DType} gradient of {path[1..]}", gradient, wanted.To(gradient.DType), bound);
        }
    }

    static object?[] Expected(JsonElement row)
    {
        var expected = row.GetProperty("out").EnumerateArray().Select(value => Value.Read(value)).ToArray();
        return expected is [object?[] list] ? list : expected;
    }

    static void CompareRounded(Evaluation single, Evaluation reference)
    {
        for (var i = 0; i < single.Results.Count; i++)
            Comparison.Check($"{single.DType} result {i}", (Tensor)single.Results[i], (Tensor)reference.Results[i], SingleBound, checkType: false);
        foreach (var ((path, gradient), (_, wanted)) in single.Gradients.Zip(reference.Gradients))
            Comparison.Check($"{single.DType} gradient of {path[1..]}", gradient, wanted, SingleBound, checkType: false);
    }

    static List<object> Flatten(object result) => result switch
    {
        Tensor[] tensors => [.. tensors],
        ITuple tuple => [.. Enumerable.Range(0, tuple.Length).Select(i => tuple[i]!)],
        _ => [result],
    };
}
