using System.Globalization;
using System.Text.Json.Serialization;
using Adjoint.Serialization;

namespace Adjoint.Cli.Data;

/// <summary>What the elements of a tensor are like; those that are NaN are counted and otherwise left out.</summary>
[method: JsonConstructor]
internal sealed record Statistics(
    [property: JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)] double Min,
    [property: JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)] double Mean,
    [property: JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)] double Max,
    long NaN)
{
    /// <summary>Those of all tensors of a file that can be loaded and have elements.</summary>
    public static Dictionary<string, Statistics> Of(string path, CheckpointSummary summary)
    {
        var loadable = summary.Entries.Where(entry => entry.DType is not null).Select(entry => entry.Name).ToHashSet();
        var tensors = Checkpoint.Load(path, name => loadable.Contains(name) ? name : null);
        return tensors.Where(tensor => tensor.Value.Count > 0).ToDictionary(tensor => tensor.Key, tensor => Of(tensor.Value));
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"min {Min:G6} mean {Mean:G6} max {Max:G6}{(NaN > 0 ? $" NaN {NaN}" : "")}");

    static Statistics Of(Tensor tensor)
    {
        var numbers = tensor.Detach().To(DType.Float64).Flatten();
        var isNaN = numbers.IsNaN();
        var missing = isNaN.CountNonzero().Item<long>();
        if (missing == numbers.Count) return new(double.NaN, double.NaN, double.NaN, missing);
        if (missing > 0) numbers = numbers.MaskedSelect(isNaN.LogicalNot());
        return new(numbers.Min().Item(), numbers.Mean().Item(), numbers.Max().Item(), missing);
    }
}
