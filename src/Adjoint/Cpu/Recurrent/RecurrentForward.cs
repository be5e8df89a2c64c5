using Adjoint.Cpu.Fused;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Recurrent;

/// <summary>A recurrent layer over all steps. The weights are packed once.</summary>
internal static unsafe class RecurrentForward<T, TCell> where T : unmanaged where TCell : struct, ICell<T>
{
    /// <summary>
    /// Fills output and saved; the last states, [batch, hidden], go to <paramref name="hidden"/> and <paramref name="cell"/>.
    /// </summary>
    public static void Run(in RecurrentProblem<T> problem, T* hidden, T* cell)
    {
        if (cell != null) Copy(problem.Cell0, cell, problem.Batch * problem.Hidden);
        if (Isa.Has512) Run<V512<T>>(problem, cell);
        else if (Isa.Has256) Run<V256<T>>(problem, cell);
        else Run<V128<T>>(problem, cell);
        LastStates(problem, hidden);
    }

    static void Run<V>(in RecurrentProblem<T> problem, T* cell) where V : struct, IVector<V, T>
    {
        var (size, all) = (problem.Hidden, TCell.Gates * problem.Hidden);
        var byUnits = RecurrentSplit.IsByUnits(problem.Batch, all * size * sizeof(T));
        // Units of all gates begin with a panel where threads share them.
        var (parts, columns) = byUnits ? (TCell.Gates, size) : (1, all);
        var padded = TileProduct<V, T>.Padded(columns);
        using var packed = new Scratch<T>(parts * padded * size);
        using var product = new Scratch<T>(parts * padded * problem.Batch);
        for (var part = 0; part < parts; part++)
            TileProduct<V, T>.Pack(
                new(problem.Weight + part * columns * size, 1, size), size, columns, packed.Pointer + part * padded * size);
        var steps = new Steps<V>
        {
            Problem = problem,
            Weight = new(packed.Pointer, TileProduct<V, T>.Width, TileProduct<V, T>.Width * size),
            Product = (nint)product.Pointer,
            Cell = (nint)cell,
            Parts = parts,
            Padded = padded,
            Gate = byUnits ? padded : size,
        };
        RecurrentSplit.Run(steps, problem.Steps.Sizes.Length, problem.Batch, padded / TileProduct<V, T>.Width, byUnits);
    }

    struct Steps<V> : IRecurrentSteps where V : struct, IVector<V, T>
    {
        public RecurrentProblem<T> Problem;
        public Panels<T> Weight;
        public nint Product, Cell;
        public int Parts;
        public long Padded, Gate;

        public readonly void Run(int n, long from, long to, long panel, long end)
        {
            var (steps, size) = (Problem.Steps, Problem.Hidden);
            var step = steps.Step(n);
            to = Math.Min(to, steps.Sizes[step]);
            var begun = Math.Min(to, steps.Begun(step));
            if (from < begun) Multiply(Problem.Output + steps.PreviousRow(step, from) * size, from, begun, panel, end);
            var first = Math.Max(from, begun);
            if (first < to) Multiply(Problem.Hidden0 + first * size, first, to, panel, end);
            var (unit, last) = (panel * TileProduct<V, T>.Width, Math.Min(end * TileProduct<V, T>.Width, size));
            for (; from < to; from++) Update(step, from, unit, last);
        }

        readonly void Multiply(T* hidden, long from, long to, long panel, long end)
        {
            long width = TileProduct<V, T>.Width, size = Problem.Hidden;
            for (var part = 0; part < Parts; part++)
            {
                var column = part * Padded + panel * width;
                TileProduct<V, T>.Run(
                    new(hidden, size, 1), Weight.From(column / width), (T*)Product + from * Parts * Padded + column, Parts * Padded,
                    to - from, (end - panel) * width, size, add: false);
            }
        }

        readonly void Update(int step, long sequence, long from, long to)
        {
            var (size, row, before) = (Problem.Hidden, Problem.Steps.Offsets[step] + sequence, Problem.Steps.PreviousRow(step, sequence));
            TCell.Forward<V>(new()
            {
                From = from,
                To = to,
                Size = size,
                Gate = Gate,
                Input = Problem.Input + row * TCell.Gates * size,
                Product = (T*)Product + sequence * Parts * Padded,
                Bias = Problem.Bias,
                Previous = before < 0 ? Problem.Hidden0 + sequence * size : Problem.Output + before * size,
                Cell = (T*)Cell + sequence * size,
                Saved = Problem.Saved + row * TCell.Saved * size,
                Output = Problem.Output + row * size,
            });
        }
    }

    // Of each sequence that after its last step.
    static void LastStates(in RecurrentProblem<T> problem, T* hidden)
    {
        var (steps, size, done) = (problem.Steps, problem.Hidden, 0L);
        for (var n = steps.Sizes.Length - 1; n >= 0; n--)
        {
            var step = steps.Step(n);
            if (steps.Sizes[step] <= done) continue;
            Copy(problem.Output + (steps.Offsets[step] + done) * size, hidden + done * size, (steps.Sizes[step] - done) * size);
            done = steps.Sizes[step];
        }
        Copy(problem.Hidden0 + done * size, hidden + done * size, (problem.Batch - done) * size);
    }

    internal static void Copy(T* source, T* target, long count) =>
        Buffer.MemoryCopy(source, target, count * sizeof(T), count * sizeof(T));
}
