using System.Globalization;

namespace Adjoint.Nn;

/// <summary>Values as Python writes them, for the printed form of modules.</summary>
internal static class Repr
{
    public static string Of(bool value) => value ? "True" : "False";

    /// <summary>The shortest digits that read back as the same number: <c>1.0</c>, <c>0.01</c>, <c>1e-05</c>.</summary>
    public static string Of(double value)
    {
        if (!double.IsFinite(value)) return double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        var text = value.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e');
        return text.AsSpan().ContainsAny('.', 'e') ? text : text + ".0";
    }

    /// <summary>A line for each parameter: <c>(0): Parameter containing: [torch.float32 of size 2x3]</c>.</summary>
    public static string Of(IEnumerable<(string Name, Parameter Parameter)> parameters) => string.Join('\n', parameters.Select(each =>
        $"({each.Name}): Parameter containing: " +
        $"[torch.{each.Parameter.DType.ToString().ToLowerInvariant()} of size {string.Join('x', each.Parameter.Shape)}]"));
}
