namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The product of the orthogonal matrix Q, whose reflections this tensor holds as <see cref="Geqrf"/> gives them, with
        /// another matrix: Q C, with <paramref name="transpose"/> Qᵀ C, with <paramref name="left"/> false C Q or C Qᵀ. Q, of as
        /// many rows as this tensor has, is never formed. Source: PyTorch, <c>torch.ormqr</c>.
        /// </summary>
        /// <param name="tau">The factors of the reflections.</param>
        /// <param name="other">C.</param>
        /// <param name="left">Whether Q stands left of C.</param>
        /// <param name="transpose">Whether Q is transposed.</param>
        /// <exception cref="ArgumentException">The shapes or types do not fit.</exception>
        public Tensor Ormqr(Tensor tau, Tensor other, bool left = true, bool transpose = false)
        {
            Ops.Reflectors.Check(nameof(Ormqr), this, tau);
            Ops.Matrices.Check(nameof(Ormqr), other, "the other matrix");
            Ops.Matrices.CheckSameType(nameof(Ormqr), this, other);
            if (!Ops.Matrices.Batch(this).SequenceEqual(Ops.Matrices.Batch(other)) || Size(-2) != other.Size(left ? -2 : -1)
                || tau.Size(-1) > Size(-2))
                throw new ArgumentException(
                    $"Ormqr: reflections of shape {Shape} with {tau.Size(-1)} factors and a matrix of shape {other.Shape} on their " +
                    $"{(left ? "right" : "left")} do not fit.");
            return left
                ? new Ops.Ormqr(transpose).Apply(this, tau, other)
                : new Ops.Ormqr(!transpose).Apply(this, tau, other.Mt).Mt;
        }
    }
}

namespace Adjoint.Ops
{
    internal sealed record Ormqr(bool Transposed) : Composite
    {
        internal override DTypeSet Kernels => DTypeSet.Floating;

        internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs) => Reflectors.Apply(inputs[0], inputs[1], inputs[2], Transposed);

        protected override Spec Infer(ReadOnlySpan<Tensor> inputs) => new(inputs[2].Layout.AsContiguous(), inputs[2].DType);

        protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
        {
            Tensor a = inputs[0].Ready(), tau = inputs[1].Ready();
            long m = output.Size(-2), n = output.Size(-1);
            Elementwise.Convert(output, inputs[2]);
            Matrices.Run(
                new Reflectors.Kernel(m, a.Size(-1), tau.Size(-1), n, Transposed), Shape.CountOf(Matrices.Batch(a).ToArray()),
                m * n * tau.Size(-1), output, a, tau);
        }
    }
}
