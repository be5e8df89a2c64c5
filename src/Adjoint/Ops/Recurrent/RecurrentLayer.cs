using Adjoint.Cpu.Recurrent;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The steps of an LSTM, where this tensor is what comes from the input, biases included: [rows, 4 h], the rows of each step
        /// (<paramref name="steps"/> says how many) after those of the steps before it.
        /// </summary>
        /// <returns>The hidden states [rows, h], and the last hidden states and cells, [batch, h].</returns>
        internal (Tensor Output, Tensor Hidden, Tensor Cell) Lstm(Tensor weight, Tensor hidden, Tensor cell, long[] steps, bool isReversed)
        {
            var outputs = Ops.RecurrentLayer.Run(Ops.RecurrentKind.Lstm, steps, isReversed, this, weight, hidden, cell);
            return (outputs[0], outputs[1], outputs[2]);
        }

        /// <summary>
        /// An LSTM whose hidden states are projected to [batch, p] by a matrix [p, h], step by step in tensor operations.
        /// </summary>
        internal (Tensor Output, Tensor Hidden, Tensor Cell) ProjectedLstm(
            Tensor weight, Tensor hidden, Tensor cell, Tensor projection, long[] steps, bool isReversed)
        {
            var layer = new Ops.RecurrentLayer(Ops.RecurrentKind.Lstm, new(steps), isReversed);
            var outputs = layer.DecomposeMany([this, weight, hidden, cell, projection]);
            return (outputs[0], outputs[1], outputs[2]);
        }

        /// <summary>
        /// The same of a gated recurrent unit: [rows, 3 h]; <paramref name="bias"/>, [3 h], is that of the product with the hidden state.
        /// </summary>
        internal (Tensor Output, Tensor Hidden) Gru(Tensor weight, Tensor hidden, Tensor? bias, long[] steps, bool isReversed)
        {
            Tensor[] inputs = bias is null ? [this, weight, hidden] : [this, weight, hidden, bias];
            var outputs = Ops.RecurrentLayer.Run(Ops.RecurrentKind.Gru, steps, isReversed, inputs);
            return (outputs[0], outputs[1]);
        }

        /// <summary>The same of a plain recurrent network with tanh or ReLU: [rows, h].</summary>
        internal (Tensor Output, Tensor Hidden) Rnn(Tensor weight, Tensor hidden, bool isRelu, long[] steps, bool isReversed)
        {
            var outputs = Ops.RecurrentLayer.Run(
                isRelu ? Ops.RecurrentKind.Relu : Ops.RecurrentKind.Tanh, steps, isReversed, this, weight, hidden);
            return (outputs[0], outputs[1]);
        }
    }
}

namespace Adjoint.Ops
{
    /// <summary>
    /// Inputs: what comes from the input [rows, gates * h], the weight of the hidden state [gates * h, h], the first hidden state
    /// [batch, h], and the first cell (LSTM) or, if there is one, the bias (GRU). Outputs: the states after each step, the last
    /// hidden state, the last cell (LSTM), and what is saved. In tensor operations there may be a projection besides.
    /// </summary>
    internal sealed record RecurrentLayer(RecurrentKind Kind, Dims Steps, bool IsReversed) : Composite
    {
        internal override string Name => Kind switch { RecurrentKind.Lstm => "Lstm", RecurrentKind.Gru => "Gru", _ => "Rnn" };

        internal override Reads Reads(int input) => Adjoint.Reads.Inputs | Adjoint.Reads.Output;

        /// <summary>Computes in Float32 what the half types have no kernel for.</summary>
        public static Tensor[] Run(RecurrentKind kind, long[] steps, bool isReversed, params Tensor[] inputs)
        {
            var type = inputs[0].DType;
            var operation = new RecurrentLayer(kind, new(steps), isReversed);
            if (!type.IsHalf) return operation.ApplyMany(inputs);
            return Array.ConvertAll(operation.ApplyMany(Array.ConvertAll(inputs, x => x.To(DType.Float32))), y => y.To(type));
        }

        internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs) => DecomposeMany(inputs)[0];

        internal override Tensor[] DecomposeMany(ReadOnlySpan<Tensor> inputs)
        {
            var (x, weight, hidden) = (inputs[0], inputs[1], inputs[2]);
            var last = inputs.Length > 3 ? inputs[3] : null;
            var steps = new SequenceSteps(Steps.Values, IsReversed);
            var outputs = new Tensor[Steps.Length];
            for (var n = 0; n < outputs.Length; n++)
            {
                var step = steps.Step(n);
                var (own, rest) = Parts(hidden, steps.Sizes[step]);
                var input = x.Narrow(0, steps.Offsets[step], steps.Sizes[step]);
                if (Kind != RecurrentKind.Lstm)
                {
                    outputs[step] = RecurrentStep.Next(Kind, input, own, own.Linear(weight, last));
                }
                else
                {
                    var (cell, otherCells) = Parts(last!, steps.Sizes[step]);
                    (outputs[step], var next) = RecurrentStep.Lstm(input + own.Linear(weight), cell);
                    if (inputs.Length > 4) outputs[step] = outputs[step].Linear(inputs[4]);
                    last = Joined(next, otherCells);
                }
                hidden = Joined(outputs[step], rest);
            }
            var output = outputs.Length == 0 ? Tensor.Zeros([0, hidden.Size(-1)], x.DType) : Tensor.Cat(outputs);
            return Kind == RecurrentKind.Lstm ? [output, hidden, last!] : [output, hidden];
        }

        internal override Tensor[] EvaluateMany(ReadOnlySpan<Tensor> inputs)
        {
            var (rows, size) = (inputs[0].Size(0), inputs[1].Size(1));
            var saved = Kind switch { RecurrentKind.Lstm => 5, RecurrentKind.Gru => 4, _ => 0 };
            var action = new RecurrentForwardAction(this, inputs)
            {
                Output = Tensor.Allocate(new Spec([rows, size], inputs[0].DType)),
                Hidden = Tensor.Allocate(inputs[2].Layout, inputs[0].DType),
                Cell = Kind == RecurrentKind.Lstm ? Tensor.Allocate(inputs[3].Layout, inputs[0].DType) : null,
                Saved = Tensor.Allocate(new Spec([rows, saved * size], inputs[0].DType)),
            };
            if (action.Hidden.Count > 0) inputs[0].DType.Run(ref action);
            return action.Cell is { } cell
                ? [action.Output, action.Hidden, cell, action.Saved]
                : [action.Output, action.Hidden, action.Saved];
        }

        internal override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results)
        {
            if (GradMode.IsEnabled)
            {
                base.Derivatives(gradients, saved, results);
                return;
            }
            var inputs = saved.Inputs(results.Length);
            var isLstm = Kind == RecurrentKind.Lstm;
            var action = new RecurrentBackwardAction(this, inputs)
            {
                Output = saved.OutputAt(0),
                Saved = saved.OutputAt(isLstm ? 3 : 2),
                OutputGradient = gradients[0]?.Contiguous(),
                HiddenGradient = gradients[1]?.Copy() ?? Tensor.Zeros(inputs[2].Shape, inputs[2].DType),
                CellGradient = !isLstm ? null : gradients[2]?.Copy() ?? Tensor.Zeros(inputs[3].Shape, inputs[3].DType),
                InputGradient = Tensor.Allocate(inputs[0].Layout, inputs[0].DType),
                ProductGradient = Kind == RecurrentKind.Gru ? Tensor.Allocate(inputs[0].Layout, inputs[0].DType) : null,
                Previous = Tensor.Allocate(saved.OutputAt(0).Layout, inputs[0].DType),
            };
            if (inputs[2].Count > 0) inputs[0].DType.Run(ref action);
            var product = action.ProductGradient ?? action.InputGradient;
            results[0] = action.InputGradient;
            if (saved.Needs(1)) results[1] = product.T.Matmul(action.Previous);
            results[2] = action.HiddenGradient;
            if (results.Length > 3) results[3] = action.CellGradient ?? (saved.Needs(3) ? product.Sum(0) : null);
        }

        static (Tensor Own, Tensor? Others) Parts(Tensor states, long count) => states.Size(0) == count
            ? (states, null) : (states.Narrow(0, 0, count), states.Narrow(0, count, states.Size(0) - count));

        static Tensor Joined(Tensor own, Tensor? rest) => rest is null ? own : Tensor.Cat([own, rest]);
    }
}
