namespace Adjoint.Bench;

/// <summary>The product of two square Float32 matrices.</summary>
internal sealed class MatrixProduct(int size) : Workload
{
    readonly Tensor _a = Tensor.Rand([size, size]), _b = Tensor.Rand([size, size]);

    public override string Name => $"matrix product {size}";

    public override double Run() => _a.Matmul(_b).Count;
}
