namespace Adjoint.Ops;

/// <summary>The check of operations that take one number of dimensions only.</summary>
internal static class Rank
{
    public static void Check(string operation, Tensor tensor, int rank)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (tensor.Rank != rank) throw new ArgumentException($"{operation}: needs {rank} dimension(s), and the shape is {tensor.Shape}.");
    }
}
