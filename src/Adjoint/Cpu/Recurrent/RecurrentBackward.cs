using Adjoint.Cpu.Fused;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Recurrent;

/// <summary>
/// Back through time. Each thread follows sequences of its own from the last step to the first; what the weights get is left to one
/// product over all steps.
/// </summary>
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
        var (size, width) = (problem.Hidden, TCell.Gates * problem.Hidden);
        using var packed = new Scratch<T>(TileProduct<V, T>.Padded(size) * width);
        var weight = TileProduct<V, T>.Pack(new(problem.Weight, size, 1), width, size, packed.Pointer);
        var grain = RecurrentForward<T, TCell>.Grain(problem.Batch);
        Threads.For(problem.Batch, grain, new Sequences<V> { Problem = problem, Gradients = gradients, Weight = weight });
    }

    struct Sequences<V> : IRange where V : struct, IVector<V, T>
    {
        public RecurrentProblem<T> Problem;
        public RecurrentGradients<T> Gradients;
        public Panels<T> Weight;

        public readonly void Run(long from, long to)
        {
            // Rows as wide as the product writes them.
            var (size, padded) = (Problem.Hidden, TileProduct<V, T>.Padded(Problem.Hidden));
            using var scratch = new Scratch<T>((to - from) * padded);
            var hidden = scratch.Pointer;
            for (var i = from; i < to; i++)
                RecurrentForward<T, TCell>.Copy(Gradients.Hidden + i * size, hidden + (i - from) * padded, size);
            for (var n = Problem.Steps.Sizes.Length - 1; n >= 0; n--)
            {
                var step = Problem.Steps.Step(n);
                var rows = Math.Min(to, Problem.Steps.Sizes[step]) - from;
                if (rows <= 0) continue;
                for (long i = 0; i < rows; i++) Step(step, from + i, hidden + i * padded);
                var width = TCell.Gates * size;
                var product = Gradients.Product + (Problem.Steps.Offsets[step] + from) * width;
                TileProduct<V, T>.Run(new(product, width, 1), Weight, hidden, padded, rows, size, width, add: true);
            }
            for (var i = from; i < to; i++)
                RecurrentForward<T, TCell>.Copy(hidden + (i - from) * padded, Gradients.Hidden + i * size, size);
        }

        readonly void Step(int step, long sequence, T* hidden)
        {
            var size = Problem.Hidden;
            var (row, before) = (Problem.Steps.Offsets[step] + sequence, Problem.Steps.PreviousRow(step, sequence));
            var previous = before < 0 ? Problem.Hidden0 + sequence * size : Problem.Output + before * size;
            RecurrentForward<T, TCell>.Copy(previous, Gradients.Previous + row * size, size);
            TCell.Backward<V>(
                new()
                {
                    Saved = Problem.Saved + row * TCell.Saved * size,
                    Output = Problem.Output + row * size,
                    PreviousHidden = previous,
                    // The cell is the last thing saved.
                    PreviousCell = before < 0 ? Problem.Cell0 + sequence * size : Problem.Saved + ((before + 1) * TCell.Saved - 1) * size,
                    OutputGradient = Gradients.Output == null ? null : Gradients.Output + row * size,
                    HiddenGradient = hidden,
                    CellGradient = Gradients.Cell + sequence * size,
                    InputGradient = Gradients.Input + row * TCell.Gates * size,
                    ProductGradient = Gradients.Product + row * TCell.Gates * size,
                },
                size);
        }
    }
}
