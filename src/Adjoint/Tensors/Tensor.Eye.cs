namespace Adjoint;

public partial class Tensor
{
    /// <summary>The identity matrix: ones on the diagonal, zeros elsewhere.</summary>
    /// <param name="n">The number of rows.</param>
    /// <param name="m">The number of columns; as many as rows if left out.</param>
    /// <param name="dtype">The type of the elements; Float32 if left out.</param>
    /// <param name="device">Where the tensor lies; the CPU if left out.</param>
    /// <param name="requiresGrad">Whether gradients with respect to it are computed.</param>
    /// <exception cref="ArgumentException">A size is negative, or there is no such device.</exception>
    /// <exception cref="InvalidOperationException">Gradients are asked for, and the type is not floating-point.</exception>
    public static Tensor Eye(long n, long? m = null, DType? dtype = null, Device? device = null, bool requiresGrad = false)
    {
        var columns = m ?? n;
        if (n < 0 || columns < 0)
            throw new ArgumentOutOfRangeException(n < 0 ? nameof(n) : nameof(m), $"Eye: a matrix cannot have the sizes [{n}, {columns}].");
        CheckDevice(device);
        var matrix = Zeros([n, columns], dtype);
        matrix.Alias(new Layout([Math.Min(n, columns)], [columns + 1]), 0).Fill(1);
        return matrix.Tracked(requiresGrad);
    }
}
