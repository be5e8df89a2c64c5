using System.Runtime.CompilerServices;
using Adjoint.Cpu.Gemm;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Attention;

/// <summary>Copies of matrices, multiplied by a number and padded.</summary>
internal static unsafe class ScaledRows<T> where T : unmanaged
{
    /// <summary>Copies x[rows, columns] times <paramref name="scale"/>, each row padded with zeros to <paramref name="width"/>.</summary>
    [MethodImpl(Compile.Loop)]
    public static void Copy(Matrix<T> x, long rows, long columns, long width, double scale, T* target)
    {
        for (long i = 0; i < rows; i++, target += width)
        {
            var source = x.Pointer + i * x.Row;
            long j = 0;
            if (x.Column == 1)
            {
                var factors = V256<T>.Of(scale);
                for (; j <= columns - V256<T>.Count; j += V256<T>.Count) V256<T>.Store(V256<T>.Load(source + j) * factors, target + j);
            }
            var factor = V128<T>.Of(scale);
            for (; j < columns; j++) V128<T>.StoreOne(V128<T>.LoadOne(source + j * x.Column) * factor, target + j);
            for (; j < width; j++) target[j] = default;
        }
    }
}
