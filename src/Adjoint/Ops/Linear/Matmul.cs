using Adjoint.Cpu;
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
        /// <exception cref="ArgumentException">The inner sizes differ, the batches do not broadcast, or an operand is zero-dimensional.</exception>
        public Tensor Matmul(Tensor other)
        {
            ArgumentNullException.ThrowIfNull(other);
            if (Rank == 0 || other.Rank == 0)
                throw new ArgumentException($"Matmul: both operands need at least one dimension, and the shapes are {Shape} and {other.Shape}; use * for numbers.");
            var dtype = Promotion.Promote(DType, other.DType);
            var (a, b) = (To(dtype), other.To(dtype));
            Ops.Matmul.CheckInner(nameof(Matmul), a, b);
            if (b.Rank == 1) return a.Matmul(b.Unsqueeze(1)).Reshape(a.Shape.AsSpan()[..^1]);
            if (a.Rank == 1) return a.Unsqueeze(0).Matmul(b).Reshape([.. b.Shape.AsSpan()[..^2], b.Size(-1)]);
            if (a.Rank == 2 && b.Rank == 2) return Ops.Matmul.Op.Apply(a, b);
            // One matrix on the right of many: all rows of the batch at once, instead of the same matrix many times.
            if (b.Rank == 2) return Ops.Matmul.Op.Apply(a.Reshape(Shape.CountOf(a.Shape.AsSpan()[..^1]), a.Size(-1)), b).Reshape([.. a.Shape.AsSpan()[..^1], b.Size(-1)]);
            return Ops.Matmul.Batched(a, b);
        }
    }
}

namespace Adjoint.Ops
{
    /// <summary>[m, k] times [k, n], or [batch, m, k] times [batch, k, n].</summary>
    internal sealed record Matmul : Primitive
    {
        public static readonly Matmul Op = new();

        internal override DTypeSet Kernels => DTypeSet.Numbers;

        internal override Reads Reads(int input) => input == 0 ? Adjoint.Reads.Second : Adjoint.Reads.First;

        /// <summary>Throws unless the last size of the first is the last but one of the second.</summary>
        public static void CheckInner(string operation, Tensor a, Tensor b)
        {
            var (left, right) = (a.Size(-1), b.Size(b.Rank == 1 ? 0 : -2));
            if (left == right) return;
            var hint = b.Rank >= 2 && b.Size(-1) == left ? "; did you mean b.Mt (b.T)?" : a.Rank >= 2 && a.Size(-2) == right ? "; did you mean a.Mt (a.T)?" : ".";
            throw new ArgumentException($"{operation}: inner sizes {left} and {right} differ ({a.Shape} x {b.Shape}){hint}");
        }

        /// <summary>The product of batches that broadcast.</summary>
        public static Tensor Batched(Tensor a, Tensor b)
        {
            ReadOnlySpan<long> batchA = a.Layout.Sizes.AsSpan()[..^2], batchB = b.Layout.Sizes.AsSpan()[..^2];
            var batch = Broadcast.Sizes(batchA, batchB) ??
                throw new ArgumentException($"Matmul: the leading dimensions of {a.Shape} and {b.Shape} do not broadcast; sizes must be equal or 1.");
            long m = a.Size(-2), k = a.Size(-1), n = b.Size(-1);
            var left = a.Expand([.. batch, m, k]).Reshape(Shape.CountOf(batch), m, k);
            var right = b.Expand([.. batch, k, n]).Reshape(Shape.CountOf(batch), k, n);
            return Op.Apply(left, right).Reshape([.. batch, m, n]);
        }

        protected override Spec Infer(ReadOnlySpan<Tensor> inputs)
        {
            var (a, b) = (inputs[0], inputs[1]);
            if (a.DType == DType.Bool) throw new ArgumentException("Matmul: not defined for Bool; convert with To(DType.Float32).");
            CheckInner(Name, a, b);
            return new(a.Rank == 2 ? [a.Size(0), b.Size(1)] : [a.Size(0), a.Size(1), b.Size(2)], a.DType);
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
                    else Batch(left, right, (T*)c, m, n, k);
                }
            }

            readonly void Batch<T>(Matrix<T> a, Matrix<T> b, T* c, long m, long n, long k) where T : unmanaged
            {
                var batch = C.Size(0);
                var each = new Each<T> { A = a, B = b, C = (nint)c, StepA = A.Strides[0], StepB = B.Strides[0], M = m, N = n, K = k };
                // Few large products share the threads one after the other, many small ones side by side.
                if (batch < Threads.Count) each.Run(0, batch);
                else Threads.For(batch, Math.Max(1, (1 << 18) / Math.Max(1, m * n * k)), each);
            }
        }

        unsafe struct Each<T> : IRange where T : unmanaged
        {
            public Matrix<T> A, B;
            public nint C;
            public long StepA, StepB, M, N, K;

            public readonly void Run(long from, long to)
            {
                for (var i = from; i < to; i++)
                {
                    Gemm<T>.Run(
                        new(A.Pointer + i * StepA, A.Row, A.Column), new(B.Pointer + i * StepB, B.Row, B.Column), (T*)C + i * M * N, N, M, N, K);
                }
            }
        }
    }
}
