using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Recurrent;

/// <summary>
/// r, z = σ(x + p), n = tanh(x + r p), h' = n + z (h - n), where p is the product with the hidden state and its bias. Saved are r, z, n
/// and the p of n.
/// </summary>
/// <remarks>K. Cho et al., "Learning Phrase Representations using RNN Encoder-Decoder" (2014), in PyTorch's form.</remarks>
internal readonly unsafe struct GruCell<T> : ICell<T> where T : unmanaged
{
    public static int Gates => 3;

    public static int Saved => 4;

    [MethodImpl(Compile.Loop)]
    public static void Forward<V>(in ForwardRow<T> row) where V : struct, IVector<V, T>
    {
        T* x = row.Input, s = row.Saved;
        var size = row.Size;
        for (var j = row.From; j < row.To; j += V.Count)
        {
            var left = row.To - j;
            var r = V.Sigmoid(Part<V, T>.Load(x + j, left) + Product<V>(row, 0, j, left));
            var z = V.Sigmoid(Part<V, T>.Load(x + size + j, left) + Product<V>(row, 1, j, left));
            var p = Product<V>(row, 2, j, left);
            var n = V.Tanh(V.MultiplyAdd(r, p, Part<V, T>.Load(x + 2 * size + j, left)));
            var h = V.MultiplyAdd(z, Part<V, T>.Load(row.Previous + j, left) - n, n);
            Part<V, T>.Store(r, s + j, left);
            Part<V, T>.Store(z, s + size + j, left);
            Part<V, T>.Store(n, s + 2 * size + j, left);
            Part<V, T>.Store(p, s + 3 * size + j, left);
            Part<V, T>.Store(h, row.Output + j, left);
        }
    }

    [MethodImpl(Compile.Loop)]
    public static void Backward<V>(in BackwardRow<T> row) where V : struct, IVector<V, T>
    {
        T* s = row.Saved, d = row.InputGradient, e = row.ProductGradient;
        var size = row.Size;
        for (var j = row.From; j < row.To; j += V.Count)
        {
            var left = row.To - j;
            V r = Part<V, T>.Load(s + j, left), z = Part<V, T>.Load(s + size + j, left);
            V n = Part<V, T>.Load(s + 2 * size + j, left), p = Part<V, T>.Load(s + 3 * size + j, left);
            var dh = Part<V, T>.Load(row.HiddenGradient + j, left) + Part<V, T>.LoadOrZero(row.OutputGradient, j, left);
            var dn = dh * (V.One - z) * (V.One - n * n);
            var dz = dh * (Part<V, T>.Load(row.PreviousHidden + j, left) - n) * z * (V.One - z);
            var dr = dn * p * r * (V.One - r);
            Part<V, T>.Store(dr, d + j, left);
            Part<V, T>.Store(dr, e + j, left);
            Part<V, T>.Store(dz, d + size + j, left);
            Part<V, T>.Store(dz, e + size + j, left);
            Part<V, T>.Store(dn, d + 2 * size + j, left);
            Part<V, T>.Store(dn * r, e + 2 * size + j, left);
            Part<V, T>.Store(dh * z, row.HiddenGradient + j, left);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Product<V>(in ForwardRow<T> row, long gate, long j, long left) where V : struct, IVector<V, T> =>
        Part<V, T>.Load(row.Product + gate * row.Gate + j, left) + Part<V, T>.LoadOrZero(row.Bias, gate * row.Size + j, left);
}
