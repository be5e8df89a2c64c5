using Adjoint.Cpu.Loops;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The sums of the elements up to each one along a dimension. Integers and truth values are summed as Int64, Float32 in
        /// double precision.
        /// </summary>
        /// <param name="dim">The dimension.</param>
        /// <param name="dtype">The type to convert to before summing.</param>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        /// <exception cref="ArgumentException"><paramref name="dtype"/> is Bool.</exception>
        public Tensor CumSum(int dim, DType? dtype = null) =>
            new Ops.CumSum(Dim.Wrap(dim, Rank), Reverse: false).Apply(To(dtype ?? (DType.IsFloatingPoint ? DType : DType.Int64)));
    }
}

namespace Adjoint.Ops
{
    internal sealed record CumSum(int Dim, bool Reverse) : Scanning<Plus>(Dim, Reverse)
    {
        protected override Tensor Derivative(int input, Tensor g, Saved saved) => new CumSum(Dim, !Reverse).Apply(g);
    }

    /// <summary>An operation that folds the elements up to each one along a dimension.</summary>
    /// <param name="Dim">The dimension, wrapped.</param>
    /// <param name="Reverse">Whether it begins with the last element.</param>
    internal abstract record Scanning<TFold>(int Dim, bool Reverse) : Primitive, IAutocast where TFold : struct, IFold
    {
        Precision IAutocast.Precision => Precision.Single;

        internal sealed override DTypeSet Kernels => DTypeSet.Numbers;

        protected sealed override Spec Infer(ReadOnlySpan<Tensor> inputs) => inputs[0].DType == DType.Bool
            ? throw new ArgumentException($"{Name}: the result cannot be Bool; leave out dtype for Int64.")
            : new(inputs[0].Layout.AsContiguous(), inputs[0].DType);

        protected sealed override void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
        {
            var x = inputs[0].Ready();
            var scan = new ScanAction { X = x, Y = output, Span = Reduce.Span(x.Layout.Sizes, Dim), Reverse = Reverse };
            x.DType.Run(ref scan);
        }

        unsafe struct ScanAction : IDTypeAction
        {
            public Tensor X, Y;
            public (long Outer, long Count, long Inner) Span;
            public bool Reverse;

            public static DTypeSet Types => DTypeSet.Numbers;

            public readonly void Run<T>() where T : unmanaged
            {
                fixed (byte* x = X, y = Y) Scan<TFold, T>.Run((T*)x, (T*)y, Span.Outer, Span.Count, Span.Inner, Reverse);
            }
        }
    }
}
