using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Recurrent;

/// <summary>
/// i, f, o = σ(.), g = tanh(.), c' = f c + i g, h' = o tanh c'. Saved are i, f, g, o and c'.
/// </summary>
/// <remarks>S. Hochreiter and J. Schmidhuber, "Long Short-Term Memory" (1997).</remarks>
internal readonly unsafe struct LstmCell<T> : ICell<T> where T : unmanaged
{
    public static int Gates => 4;

    public static int Saved => 5;

    [MethodImpl(Compile.Loop)]
    public static void Forward<V>(in ForwardRow<T> row, long hidden) where V : struct, IVector<V, T>
    {
        T* x = row.Input, p = row.Product, s = row.Saved;
        for (long j = 0; j < hidden; j += V.Count)
        {
            var left = hidden - j;
            V i = V.Sigmoid(Gate<V>(x, p, j, left)), f = V.Sigmoid(Gate<V>(x, p, hidden + j, left));
            V g = V.Tanh(Gate<V>(x, p, 2 * hidden + j, left)), o = V.Sigmoid(Gate<V>(x, p, 3 * hidden + j, left));
            var c = V.MultiplyAdd(f, Part<V, T>.Load(row.Cell + j, left), i * g);
            var h = o * V.Tanh(c);
            Part<V, T>.Store(i, s + j, left);
            Part<V, T>.Store(f, s + hidden + j, left);
            Part<V, T>.Store(g, s + 2 * hidden + j, left);
            Part<V, T>.Store(o, s + 3 * hidden + j, left);
            Part<V, T>.Store(c, s + 4 * hidden + j, left);
            Part<V, T>.Store(c, row.Cell + j, left);
            Part<V, T>.Store(h, row.Hidden + j, left);
            Part<V, T>.Store(h, row.Output + j, left);
        }
    }

    [MethodImpl(Compile.Loop)]
    public static void Backward<V>(in BackwardRow<T> row, long hidden) where V : struct, IVector<V, T>
    {
        T* s = row.Saved, d = row.InputGradient;
        for (long j = 0; j < hidden; j += V.Count)
        {
            var left = hidden - j;
            V i = Part<V, T>.Load(s + j, left), f = Part<V, T>.Load(s + hidden + j, left);
            V g = Part<V, T>.Load(s + 2 * hidden + j, left), o = Part<V, T>.Load(s + 3 * hidden + j, left);
            var c = V.Tanh(Part<V, T>.Load(s + 4 * hidden + j, left));
            var dh = Part<V, T>.Load(row.HiddenGradient + j, left) + Part<V, T>.LoadOrZero(row.OutputGradient, j, left);
            var dc = V.MultiplyAdd(dh * o, V.One - c * c, Part<V, T>.Load(row.CellGradient + j, left));
            Part<V, T>.Store(dc * g * i * (V.One - i), d + j, left);
            Part<V, T>.Store(dc * Part<V, T>.Load(row.PreviousCell + j, left) * f * (V.One - f), d + hidden + j, left);
            Part<V, T>.Store(dc * i * (V.One - g * g), d + 2 * hidden + j, left);
            Part<V, T>.Store(dh * c * o * (V.One - o), d + 3 * hidden + j, left);
            Part<V, T>.Store(dc * f, row.CellGradient + j, left);
            Part<V, T>.Store(V.Zero, row.HiddenGradient + j, left);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Gate<V>(T* x, T* product, long j, long left) where V : struct, IVector<V, T> =>
        Part<V, T>.Load(x + j, left) + Part<V, T>.Load(product + j, left);
}
