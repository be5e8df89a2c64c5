using Adjoint.Cpu.Fused;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Recurrent;

/// <summary>
/// A recurrent layer over all steps. The weights are packed once; each thread has sequences of its own, which it follows from the
/// first step to the last without waiting for others.
/// </summary>
internal static unsafe class RecurrentForward<T, TCell> where T : unmanaged where TCell : struct, ICell<T>
{
    /// <summary>
    /// The sequences of a thread, all at once but no fewer than 4: the weights, which may take all of its second cache, are read once
    /// at each step whatever their number.
    /// </summary>
    internal static long Grain(long batch) => Math.Max(4, (batch - 1) / Threads.Count + 1);

    /// <summary>
    /// Fills output and saved; the last states, [batch, hidden], go to <paramref name="hidden"/> and <paramref name="cell"/>.
    /// </summary>
    public static void Run(in RecurrentProblem<T> problem, T* hidden, T* cell)
    {
        if (Isa.Has512) Run<V512<T>>(problem, hidden, cell);
        else if (Isa.Has256) Run<V256<T>>(problem, hidden, cell);
        else Run<V128<T>>(problem, hidden, cell);
    }

    static void Run<V>(in RecurrentProblem<T> problem, T* hidden, T* cell) where V : struct, IVector<V, T>
    {
        var (size, width) = (problem.Hidden, TCell.Gates * problem.Hidden);
        using var packed = new Scratch<T>(TileProduct<V, T>.Padded(width) * size);
        var weight = TileProduct<V, T>.Pack(new(problem.Weight, 1, size), size, width, packed.Pointer);
        Threads.For(problem.Batch, Grain(problem.Batch), new Sequences<V>
        {
            Problem = problem,
            Weight = weight,
            Hidden = (nint)hidden,
            Cell = (nint)cell,
        });
    }

    struct Sequences<V> : IRange where V : struct, IVector<V, T>
    {
        public RecurrentProblem<T> Problem;
        public Panels<T> Weight;
        public nint Hidden, Cell;

        public readonly void Run(long from, long to)
        {
            var (size, width) = (Problem.Hidden, TileProduct<V, T>.Padded(TCell.Gates * Problem.Hidden));
            using var product = new Scratch<T>((to - from) * width);
            T* hidden = (T*)Hidden + from * size, cell = Cell == 0 ? null : (T*)Cell + from * size;
            Copy(Problem.Hidden0 + from * size, hidden, (to - from) * size);
            if (cell != null) Copy(Problem.Cell0 + from * size, cell, (to - from) * size);
            for (var n = 0; n < Problem.Steps.Sizes.Length; n++)
            {
                var step = Problem.Steps.Step(n);
                var rows = Math.Min(to, Problem.Steps.Sizes[step]) - from;
                if (rows <= 0) continue;
                TileProduct<V, T>.Run(new(hidden, size, 1), Weight, product.Pointer, width, rows, width, size, add: false);
                for (long i = 0; i < rows; i++) Step(Problem.Steps.Offsets[step] + from + i, product.Pointer + i * width, hidden, cell, i);
            }
        }

        readonly void Step(long row, T* product, T* hidden, T* cell, long i)
        {
            var size = Problem.Hidden;
            TCell.Forward<V>(
                new()
                {
                    Input = Problem.Input + row * TCell.Gates * size,
                    Product = product,
                    Bias = Problem.Bias,
                    Hidden = hidden + i * size,
                    Cell = cell + i * size,
                    Saved = Problem.Saved + row * TCell.Saved * size,
                    Output = Problem.Output + row * size,
                },
                size);
        }
    }

    internal static void Copy(T* source, T* target, long count) =>
        Buffer.MemoryCopy(source, target, count * sizeof(T), count * sizeof(T));
}
