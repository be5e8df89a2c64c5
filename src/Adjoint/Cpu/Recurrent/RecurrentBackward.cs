using Adjoint.Cpu.Fused;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Recurrent;

/// <summary>Back through time, from the last step to the first; what the weights get is left to one product over all steps.</summary>
internal static unsafe class RecurrentBackward<T, TCell> where T : unmanaged where TCell : struct, ICell<T>
{
    public static void Run(in RecurrentProblem<T> problem, in RecurrentGradients<T> gradients)
    {
        if (Isa.Has512) Run<V512<T>>(problem, gradients);
        else if (Isa.Has256) Run<V256<T>>(problem, gradients);
        else Run<V128<T>>(problem, gradients);
    }

    static void Run<V>(in RecurrentProblem<T> problem, in RecurrentGradients<T> gradients) where V : struct, IVector<V, T>
    {
        var (size, batch, width) = (problem.Hidden, problem.Batch, TCell.Gates * problem.Hidden);
        // Rows as wide as the product writes them.
        var padded = TileProduct<V, T>.Padded(size);
        using var packed = new Scratch<T>(padded * width);
        using var hidden = new Scratch<T>(padded * batch);
        var steps = new Steps<V>
        {
            Problem = problem,
            Gradients = gradients,
            Weight = TileProduct<V, T>.Pack(new(problem.Weight, size, 1), width, size, packed.Pointer),
            Hidden = (nint)hidden.Pointer,
            Padded = padded,
        };
        var panels = padded / TileProduct<V, T>.Width;
        for (long i = 0; i < batch; i++) RecurrentForward<T, TCell>.Copy(gradients.Hidden + i * size, hidden.Pointer + i * padded, size);
        RecurrentSplit.Run(
            steps, problem.Steps.Sizes.Length + 1, batch, panels, RecurrentSplit.IsByUnits(batch, width * size * sizeof(T)));
        for (long i = 0; i < batch; i++) RecurrentForward<T, TCell>.Copy(hidden.Pointer + i * padded, gradients.Hidden + i * size, size);
    }

    struct Steps<V> : IRecurrentSteps where V : struct, IVector<V, T>
    {
        public RecurrentProblem<T> Problem;
        public RecurrentGradients<T> Gradients;
        public Panels<T> Weight;
        public nint Hidden;
        public long Padded;

        // The product of one step needs all units of it, and the cells of the step before only what came of that for their own.
        public readonly void Run(int n, long from, long to, long panel, long end)
        {
            var (steps, after) = (Problem.Steps, Problem.Steps.Sizes.Length - n);
            if (n > 0) Multiply(steps.Step(after), from, to, panel, end);
            if (after > 0) Differentiate(steps.Step(after - 1), from, to, panel, end);
        }

        readonly void Multiply(int step, long from, long to, long panel, long end)
        {
            var rows = Math.Min(to, Problem.Steps.Sizes[step]) - from;
            if (rows <= 0) return;
            long width = TileProduct<V, T>.Width, k = TCell.Gates * Problem.Hidden;
            var product = Gradients.Product + (Problem.Steps.Offsets[step] + from) * k;
            TileProduct<V, T>.Run(
                new(product, k, 1), Weight.From(panel), (T*)Hidden + from * Padded + panel * width, Padded,
                rows, (end - panel) * width, k, add: true);
        }

        readonly void Differentiate(int step, long from, long to, long panel, long end)
        {
            to = Math.Min(to, Problem.Steps.Sizes[step]);
            var (first, last) = (panel * TileProduct<V, T>.Width, Math.Min(end * TileProduct<V, T>.Width, Problem.Hidden));
            for (; from < to; from++) Differentiate(step, from, first, last);
        }

        readonly void Differentiate(int step, long sequence, long from, long to)
        {
            var size = Problem.Hidden;
            var (row, before) = (Problem.Steps.Offsets[step] + sequence, Problem.Steps.PreviousRow(step, sequence));
            var previous = before < 0 ? Problem.Hidden0 + sequence * size : Problem.Output + before * size;
            RecurrentForward<T, TCell>.Copy(previous + from, Gradients.Previous + row * size + from, to - from);
            TCell.Backward<V>(new()
            {
                From = from,
                To = to,
                Size = size,
                Saved = Problem.Saved + row * TCell.Saved * size,
                Output = Problem.Output + row * size,
                PreviousHidden = previous,
                // The cell is the last thing saved.
                PreviousCell = before < 0 ? Problem.Cell0 + sequence * size : Problem.Saved + ((before + 1) * TCell.Saved - 1) * size,
                OutputGradient = Gradients.Output == null ? null : Gradients.Output + row * size,
                HiddenGradient = (T*)Hidden + sequence * Padded,
                CellGradient = Gradients.Cell + sequence * size,
                InputGradient = Gradients.Input + row * TCell.Gates * size,
                ProductGradient = Gradients.Product + row * TCell.Gates * size,
            });
        }
    }
}
