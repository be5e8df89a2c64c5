using Adjoint.Cpu.Fused;
using Adjoint.Cpu.Gemm;
using Adjoint.Cpu.Simd;

namespace Adjoint.Tests.Kernels;

/// <summary>Products of tiles of every width against plain loops.</summary>
public unsafe class TileProductTests
{
    public static TheoryData<int, int, int> Sizes
    {
        get
        {
            var sizes = new TheoryData<int, int, int>();
            foreach (var m in (int[])[0, 1, 2, 3, 4, 5, 7, 8, 9, 11, 12, 13, 15, 16, 19, 20, 21, 24, 31, 48]) sizes.Add(m, 33, 5);
            foreach (var n in (int[])[1, 7, 8, 15, 16, 31, 32, 65]) sizes.Add(12, n, 7);
            foreach (var k in (int[])[0, 1, 64]) sizes.Add(13, 20, k);
            return sizes;
        }
    }

    [Theory, MemberData(nameof(Sizes))]
    public void EveryWidthGivesTheProduct(int m, int n, int k)
    {
        Check<V128<float>, float>(m, n, k);
        Check<V256<float>, float>(m, n, k);
        Check<V512<float>, float>(m, n, k);
        Check<V128<double>, double>(m, n, k);
        Check<V256<double>, double>(m, n, k);
        Check<V512<double>, double>(m, n, k);
    }

    // Whole numbers, whose products are exact.
    static void Check<V, T>(int m, int n, int k) where V : struct, IVector<V, T> where T : unmanaged, System.Numerics.INumber<T>
    {
        T[] a = Numbers<T>(m * k, 3), b = Numbers<T>(k * n, 5), start = Numbers<T>((int)(m * TileProduct<V, T>.Padded(n)), 7);
        foreach (var isTransposed in (bool[])[false, true])
        {
            foreach (var add in (bool[])[false, true])
            {
                var c = (T[])start.Clone();
                Run<V, T>(a, b, c, m, n, k, isTransposed, add);
                for (var i = 0; i < m; i++)
                {
                    for (var j = 0; j < n; j++)
                    {
                        var at = (int)(i * TileProduct<V, T>.Padded(n) + j);
                        var sum = add ? start[at] : T.Zero;
                        for (var p = 0; p < k; p++) sum += (isTransposed ? a[p * m + i] : a[i * k + p]) * (isTransposed ? b[j * k + p] : b[p * n + j]);
                        Assert.Equal(sum, c[at]);
                    }
                }
            }
        }
    }

    static void Run<V, T>(T[] a, T[] b, T[] c, int m, int n, int k, bool isTransposed, bool add) where V : struct, IVector<V, T> where T : unmanaged
    {
        var panels = new T[TileProduct<V, T>.Padded(n) * k];
        fixed (T* x = a, y = b, z = c, packed = panels)
        {
            var right = isTransposed ? TileProduct<V, T>.Pack(new(y, 1, k), k, n, packed) : TileProduct<V, T>.Pack(new(y, n, 1), k, n, packed);
            TileProduct<V, T>.Run(isTransposed ? new Matrix<T>(x, 1, m) : new(x, k, 1), right, z, TileProduct<V, T>.Padded(n), m, n, k, add);
        }
    }

    static T[] Numbers<T>(int count, int factor) where T : System.Numerics.INumber<T> =>
        [.. Enumerable.Range(0, count).Select(i => T.CreateChecked(i * factor % 11 - 5))];
}
