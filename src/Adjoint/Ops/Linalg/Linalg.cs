namespace Adjoint;

/// <summary>
/// Linear algebra on matrices and batches of them, with derivatives of first and second order: what <c>torch.linalg</c> is.
/// The last two dimensions of a tensor are the matrix, those before are a batch. Elements are Float32 or Float64.
/// </summary>
public static partial class Linalg
{
}
