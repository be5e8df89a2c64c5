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

    public static void Forward<V>(in ForwardRow<T> row) where V : struct, IVector<V, T>
    {
        T* x = row.Input + row.From, p = row.Product + row.From, s = row.Saved + row.From;
        var (size, gate, count) = (row.Size, row.Gate, row.To - row.From);
        Sigmoids<V>(x, p, s, count);
        Sigmoids<V>(x + size, p + gate, s + size, count);
        Tanhs<V>(x + 2 * size, p + 2 * gate, s + 2 * size, count);
        Sigmoids<V>(x + 3 * size, p + 3 * gate, s + 3 * size, count);
        States<V>(row);
    }

    public static void Backward<V>(in BackwardRow<T> row) where V : struct, IVector<V, T>
    {
        CellGradients<V>(row);
        GateGradients<V>(row);
    }

    // One loop for each of these, and whole vectors by themselves: more is too much for the JIT, which leaves the functions as calls.
    [MethodImpl(Compile.Loop)]
    static void Sigmoids<V>(T* x, T* product, T* gates, long count) where V : struct, IVector<V, T>
    {
        var whole = count - count % V.Count;
        for (long j = 0; j < whole; j += V.Count) V.Store(V.Sigmoid(V.Load(x + j) + V.Load(product + j)), gates + j);
        if (whole < count) End<V>(&Sigmoids<V>, x + whole, product + whole, gates + whole, count - whole);
    }

    [MethodImpl(Compile.Loop)]
    static void Tanhs<V>(T* x, T* product, T* gates, long count) where V : struct, IVector<V, T>
    {
        var whole = count - count % V.Count;
        for (long j = 0; j < whole; j += V.Count) V.Store(V.Tanh(V.Load(x + j) + V.Load(product + j)), gates + j);
        if (whole < count) End<V>(&Tanhs<V>, x + whole, product + whole, gates + whole, count - whole);
    }

    // The elements left over, as one vector.
    static void End<V>(delegate*<T*, T*, T*, long, void> gate, T* x, T* product, T* gates, long left) where V : struct, IVector<V, T>
    {
        var lanes = stackalloc T[3 * V.Count];
        V.Store(Part<V, T>.Load(x, left), lanes);
        V.Store(Part<V, T>.Load(product, left), lanes + V.Count);
        gate(lanes, lanes + V.Count, lanes + 2 * V.Count, V.Count);
        Part<V, T>.Store(V.Load(lanes + 2 * V.Count), gates, left);
    }

    [MethodImpl(Compile.Loop)]
    static void States<V>(in ForwardRow<T> row) where V : struct, IVector<V, T>
    {
        T* i = row.Saved, f = i + row.Size, g = f + row.Size, o = g + row.Size, saved = o + row.Size;
        for (var j = row.From; j < row.To; j += V.Count)
        {
            var left = row.To - j;
            var written = Part<V, T>.Load(i + j, left) * Part<V, T>.Load(g + j, left);
            var c = V.MultiplyAdd(Part<V, T>.Load(f + j, left), Part<V, T>.Load(row.Cell + j, left), written);
            var h = Part<V, T>.Load(o + j, left) * V.Tanh(c);
            Part<V, T>.Store(c, saved + j, left);
            Part<V, T>.Store(c, row.Cell + j, left);
            Part<V, T>.Store(h, row.Output + j, left);
        }
    }

    // Of the output gate, and of the cell after the step, which takes the place of what came back to it.
    [MethodImpl(Compile.Loop)]
    static void CellGradients<V>(in BackwardRow<T> row) where V : struct, IVector<V, T>
    {
        T* output = row.Saved + 3 * row.Size, cell = output + row.Size, d = row.InputGradient + 3 * row.Size;
        for (var j = row.From; j < row.To; j += V.Count)
        {
            var left = row.To - j;
            V o = Part<V, T>.Load(output + j, left), c = V.Tanh(Part<V, T>.Load(cell + j, left));
            var dh = Part<V, T>.Load(row.HiddenGradient + j, left) + Part<V, T>.LoadOrZero(row.OutputGradient, j, left);
            Part<V, T>.Store(dh * c * o * (V.One - o), d + j, left);
            Part<V, T>.Store(V.MultiplyAdd(dh * o, V.One - c * c, Part<V, T>.Load(row.CellGradient + j, left)), row.CellGradient + j, left);
            Part<V, T>.Store(V.Zero, row.HiddenGradient + j, left);
        }
    }

    [MethodImpl(Compile.Loop)]
    static void GateGradients<V>(in BackwardRow<T> row) where V : struct, IVector<V, T>
    {
        T* s = row.Saved, d = row.InputGradient;
        var size = row.Size;
        for (var j = row.From; j < row.To; j += V.Count)
        {
            var left = row.To - j;
            V i = Part<V, T>.Load(s + j, left), f = Part<V, T>.Load(s + size + j, left), g = Part<V, T>.Load(s + 2 * size + j, left);
            var dc = Part<V, T>.Load(row.CellGradient + j, left);
            Part<V, T>.Store(dc * g * i * (V.One - i), d + j, left);
            Part<V, T>.Store(dc * Part<V, T>.Load(row.PreviousCell + j, left) * f * (V.One - f), d + size + j, left);
            Part<V, T>.Store(dc * i * (V.One - g * g), d + 2 * size + j, left);
            Part<V, T>.Store(dc * f, row.CellGradient + j, left);
        }
    }
}
