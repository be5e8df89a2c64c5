using System.Diagnostics;

namespace Adjoint;

/// <summary>The search for the operation whose derivative first gives NaN.</summary>
internal static class Anomaly
{
    /// <summary>Throws if a derivative of <paramref name="node"/> contains NaN.</summary>
    public static void Check(Node node, ReadOnlySpan<Tensor?> gradients)
    {
        for (var i = 0; i < gradients.Length; i++)
        {
            if (gradients[i] is not { } gradient || !gradient.Detach().IsNaN().Any().Item<bool>()) continue;
            throw new InvalidOperationException(
                $"DetectAnomaly: the derivative of {node.Name} with respect to its input {i}, shape {gradient.Shape}, contains NaN. " +
                $"The operation was called {Where(node.Trace)}");
        }
    }

    // The first frame outside of the library is where the user called the operation.
    static string Where(StackTrace? trace)
    {
        if (trace is null) return "outside of DetectAnomaly, so the place is not known; open the scope before the forward pass.";
        foreach (var frame in trace.GetFrames())
        {
            var method = DiagnosticMethodInfo.Create(frame);
            if (method is null || method.DeclaringAssemblyName.StartsWith("Adjoint,", StringComparison.Ordinal)) continue;
            var place = frame.GetFileName() is { } file ? $" ({file}:{frame.GetFileLineNumber()})" : "";
            return $"in {method.DeclaringTypeName}.{method.Name}{place}.";
        }
        return "from inside the library.";
    }
}
