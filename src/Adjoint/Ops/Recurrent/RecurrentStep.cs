namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>One step of an LSTM, where this tensor holds the sums of its four gates: the next hidden state and cell.</summary>
        internal (Tensor Hidden, Tensor Cell) LstmStep(Tensor cell) => Ops.RecurrentStep.Lstm(this, cell);

        /// <summary>
        /// One step of a gated recurrent unit, where this tensor is what comes from the input and <paramref name="product"/> what
        /// comes from the hidden state, biases included.
        /// </summary>
        internal Tensor GruStep(Tensor hidden, Tensor product) => Ops.RecurrentStep.Gru(this, hidden, product);
    }
}

namespace Adjoint.Ops
{
    /// <summary>What a recurrent layer does at each step.</summary>
    internal enum RecurrentKind
    {
        /// <summary>h' = tanh(x + p).</summary>
        Tanh,

        /// <summary>h' = max(x + p, 0).</summary>
        Relu,

        /// <summary>Gates, and a cell.</summary>
        Lstm,

        /// <summary>Gates without a cell.</summary>
        Gru,
    }

    /// <summary>One step of each recurrent layer in tensor operations.</summary>
    internal static class RecurrentStep
    {
        /// <summary>i, f, o = σ(.), g = tanh(.), c' = f c + i g, h' = o tanh c'.</summary>
        public static (Tensor Hidden, Tensor Cell) Lstm(Tensor gates, Tensor cell)
        {
            var parts = gates.Chunk(4, -1);
            var next = parts[1].Sigmoid() * cell + parts[0].Sigmoid() * parts[2].Tanh();
            return (parts[3].Sigmoid() * next.Tanh(), next);
        }

        /// <summary>r, z = σ(x + p), n = tanh(x + r p), h' = n + z (h - n).</summary>
        public static Tensor Gru(Tensor input, Tensor hidden, Tensor product)
        {
            Tensor[] x = input.Chunk(3, -1), p = product.Chunk(3, -1);
            var n = (x[2] + (x[0] + p[0]).Sigmoid() * p[2]).Tanh();
            return n + (x[1] + p[1]).Sigmoid() * (hidden - n);
        }

        /// <summary>The next hidden state of a kind without a cell.</summary>
        public static Tensor Next(RecurrentKind kind, Tensor input, Tensor hidden, Tensor product) => kind switch
        {
            RecurrentKind.Gru => Gru(input, hidden, product),
            RecurrentKind.Relu => (input + product).Relu(),
            _ => (input + product).Tanh(),
        };
    }
}
