using Adjoint.Cpu.Gemm;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The matrix product. Two vectors give their dot product, a matrix and a vector a vector, two matrices
        /// [m, k] and [k, n] a matrix [m, n]; with more dimensions the leading ones are a batch of matrices and broadcast.
        /// Transposed operands (<see cref="Transpose"/>) are read as they lie; nothing is copied for them. Types are promoted.
        /// </summary>
        /// <exception cref="ArgumentException">The inner sizes differ, the batches do not broadcast, or an operand
        /// is zero-dimensional.</exception>
        public Tensor Matmul(Tensor other)
        {
            ArgumentNullException.ThrowIfNull(other);
            if (Rank == 0 || other.Rank == 0)
                throw new ArgumentException(
                    $"Matmul: both operands need at least one dimension, and the shapes are {Shape} and {other.Shape}; use * for numbers.");
            var dtype = Promotion.Promote(DType, other.DType);
            var (a, b) = (To(dtype), other.To(dtype));
            Ops.Matmul.CheckInner(nameof(Matmul), a, b);
            if (b.Rank == 1) return a.Matmul(b.Unsqueeze(1)).Reshape(a.Shape.AsSpan()[..^1]);
            if (a.Rank == 1) return a.Unsqueeze(0).Matmul(b).Reshape([.. b.Shape.AsSpan()[..^2], b.Size(-1)]);
            if (a.Rank == 2 && b.Rank == 2) return Ops.Matmul.Op.Apply(a, b);
            // One matrix on the right of many: all rows of the batch at once, instead of the same matrix many times.
            if (b.Rank == 2)
                return Ops.Matmul.Op.Apply(a.Reshape(Shape.CountOf(a.Shape.AsSpan()[..^1]), a.Size(-1)), b)
                    .Reshape([.. a.Shape.AsSpan()[..^1], b.Size(-1)]);
            return Ops.Matmul.Op.Apply(a, b);
        }
    }
}

namespace Adjoint.Ops
{
    /// <summary>[..., m, k] times [..., k, n]; what stands before the last two dimensions broadcasts, without a copy.</summary>
    internal sealed record Matmul : Primitive, IAutocast
    {
        public static readonly Matmul Op = new();

        Precision IAutocast.Precision => Precision.Half;

        internal override DTypeSet Kernels => DTypeSet.Numbers;

        internal override Reads Reads(int input) => input == 0 ? Adjoint.Reads.Second : Adjoint.Reads.First;

        /// <summary>Throws unless the last size of the first is the last but one of the second.</summary>
        public static void CheckInner(string operation, Tensor a, Tensor b)
        {
            var (left, right) = (a.Size(-1), b.Size(b.Rank == 1 ? 0 : -2));
            if (left == right) return;
            var hint = b.Rank >= 2 && b.Size(-1) == left ? "; did you mean b.Mt (b.T)?"
                : a.Rank >= 2 && a.Size(-2) == right ? "; did you mean a.Mt (a.T)?"
                : ".";
            throw new ArgumentException($"{operation}: inner sizes {left} and {right} differ ({a.Shape} x {b.Shape}){hint}");
        }

        protected override Spec Infer(ReadOnlySpan<Tensor> inputs)
        {
            var (a, b) = (inputs[0], inputs[1]);
            if (a.DType == DType.Bool) throw new ArgumentException("Matmul: not defined for Bool; convert with To(DType.Float32).");
            CheckInner(Name, a, b);
            if (a.Rank == 2 && b.Rank == 2) return new([a.Size(0), b.Size(1)], a.DType);
            var batch = Broadcast.Sizes(a.Layout.Sizes.AsSpan()[..^2], b.Layout.Sizes.AsSpan()[..^2]) ??
                throw new ArgumentException(
                    $"Matmul: the leading dimensions of {a.Shape} and {b.Shape} do not broadcast; sizes must be equal or 1.");
            return new([.. batch, a.Size(-2), b.Size(-1)], a.DType);
        }

        protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
        {
            var product = new Product { A = inputs[0], B = inputs[1], C = output };
            output.DType.Run(ref product);
        }

        protected override Tensor Derivative(int input, Tensor g, Saved saved) =>
            input == 0 ? Op.Apply(g, saved.Input(1).Transpose(-2, -1)) : Op.Apply(saved.Input(0).Transpose(-2, -1), g);

        unsafe struct Product : IDTypeAction
        {
            public Tensor A, B, C;

            public static DTypeSet Types => DTypeSet.Numbers;

            public readonly void Run<T>() where T : unmanaged
            {
                fixed (byte* a = A, b = B, c = C)
                {
                    var left = new Matrix<T>((T*)a, A.Strides[^2], A.Strides[^1]);
                    var right = new Matrix<T>((T*)b, B.Strides[^2], B.Strides[^1]);
                    long m = C.Size(-2), n = C.Size(-1), k = A.Size(-1);
                    if (C.Rank == 2) Gemm<T>.Run(left, right, (T*)c, n, m, n, k);
                    else Gemm<T>.Run(new(C.Layout.Sizes[..^2], Steps(A), Steps(B)), left, right, (T*)c, m, n, k);
                }
            }

            // From one matrix to the next along every dimension of the batch.
            readonly long[] Steps(Tensor x) => x.Layout.StridesFor([.. C.Layout.Sizes[..^2], x.Size(-2), x.Size(-1)])[..^2];
        }
    }
}
