using Adjoint.Cpu.Statistics;

namespace Adjoint
{
    /// <summary>How <see cref="Tensor.Cdist"/> computes Euclidean distances.</summary>
    public enum CdistMode
    {
        /// <summary>By a matrix product where either list has more than 25 points, otherwise directly.</summary>
        ProductIfLarge,

        /// <summary>By a matrix product, ‖a‖² + ‖b‖² - 2 a·b: fast, but points that lie close together lose digits.</summary>
        Product,

        /// <summary>From the differences: exact.</summary>
        Direct,
    }

    public partial class Tensor
    {
        /// <summary>
        /// The distances of all points of this list from all of another: (Σ |a - b|ᵖ)^(1/p), the largest |a - b| for p = ∞, the number
        /// of coordinates that differ for p = 0. Where a distance has no derivative, at 0, its gradient is 0.
        /// </summary>
        /// <param name="other">The other points, [.., columns, width]; dimensions before these broadcast.</param>
        /// <param name="p">The order of the distance; 2, the Euclidean one, if left out.</param>
        /// <param name="mode">How Euclidean distances are computed.</param>
        /// <returns>[.., rows, columns], if this tensor is [.., rows, width].</returns>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> is negative.</exception>
        /// <exception cref="ArgumentException">The elements are not floating-point numbers of one type,
        /// or the shapes do not fit.</exception>
        public Tensor Cdist(Tensor other, double p = 2, CdistMode mode = CdistMode.ProductIfLarge)
        {
            ArgumentNullException.ThrowIfNull(other);
            Ops.Reduce.RequireFloating(nameof(Cdist), DType);
            if (!(p >= 0))
                throw new ArgumentOutOfRangeException(nameof(p), p, $"Cdist: the order of a distance is not negative, but {p} is.");
            if (Rank < 2 || other.Rank < 2 || Size(-1) != other.Size(-1) || DType != other.DType)
                throw new ArgumentException(
                    "Cdist: lists of points [.., rows, width] of one type and width are needed, " +
                    $"not {DType}{Shape} and {other.DType}{other.Shape}.");
            long rows = Size(-2), columns = other.Size(-2), width = Size(-1);
            var batch = Broadcast.Sizes(Layout.Sizes.AsSpan(..^2), other.Layout.Sizes.AsSpan(..^2))
                ?? throw new ArgumentException($"Cdist: the leading dimensions of shapes {Shape} and {other.Shape} do not broadcast.");
            var count = batch.Aggregate(1L, (product, size) => product * size);
            var byProduct = p == 2 && (mode == CdistMode.Product || mode == CdistMode.ProductIfLarge && (rows > 25 || columns > 25));
            var a = Expand([.. batch, rows, width]).Reshape(count, rows, width);
            var b = other.Expand([.. batch, columns, width]).Reshape(count, columns, width);
            return new Ops.Cdist(p, byProduct).Apply(a, b).Reshape([.. batch, rows, columns]);
        }
    }
}

namespace Adjoint.Ops
{
    internal sealed record Cdist(double P, bool ByProduct) : Composite
    {
        internal override DTypeSet Kernels => DTypeSet.Floating;

        internal override Reads Reads(int input) => Adjoint.Reads.Inputs | Adjoint.Reads.Output;

        internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs)
        {
            Tensor a = inputs[0], b = inputs[1];
            return a.Size(-1) == 0
                ? Tensor.Zeros([a.Size(0), a.Size(1), b.Size(1)], a.DType)
                : (a.Unsqueeze(-2) - b.Unsqueeze(-3)).Norm(P, -1);
        }

        protected override Spec Infer(ReadOnlySpan<Tensor> inputs) =>
            new([inputs[0].Size(0), inputs[0].Size(1), inputs[1].Size(1)], inputs[0].DType);

        protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
        {
            using var mode = Autograd.NoGrad();
            Tensor a = inputs[0].Detach(), b = inputs[1].Detach();
            if (ByProduct) Product(a, b, output);
            else new PairAction { P = P, A = a.Contiguous(), B = b.Contiguous(), Y = output }.Start();
        }

        // (-2a, ‖a‖², 1) · (b, 1, ‖b‖²) is ‖a - b‖².
        static void Product(Tensor a, Tensor b, Tensor output)
        {
            Tensor squaresA = a.Square().Sum(-1, keepDim: true), squaresB = b.Square().Sum(-1, keepDim: true);
            var left = Tensor.Cat([a * -2, squaresA, Tensor.OnesLike(squaresA)], -1);
            var right = Tensor.Cat([b, Tensor.OnesLike(squaresB), squaresB], -1);
            output.CopyFrom(left.Matmul(right.Mt).Clamp(min: 0).Sqrt());
        }

        // Which coordinate the largest difference belongs to is the plain meaning's affair.
        internal override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results)
        {
            if (GradMode.IsEnabled || double.IsInfinity(P) || saved.Output.Count == 0 || saved.Output.DType.IsHalf)
            {
                base.Derivatives(gradients, saved, results);
                return;
            }
            if (P == 0) return;
            Tensor a = saved.Input(0), b = saved.Input(1), y = saved.Output, g = gradients[0]!;
            if (saved.Needs(0)) results[0] = Back(a, b, y, g);
            if (saved.Needs(1)) results[1] = Back(b, a, y.Mt, g.Mt);
        }

        Tensor Back(Tensor a, Tensor b, Tensor y, Tensor g)
        {
            if (ByProduct)
            {
                var ratio = Tensor.Where(y.Eq(0), Tensor.Zeros([], y.DType), g / y);
                return a * ratio.Sum(-1, keepDim: true) - ratio.Matmul(b);
            }
            var gradient = Tensor.Empty(a.Shape, a.DType);
            new PairAction
            {
                P = P,
                A = a.Contiguous(),
                B = b.Contiguous(),
                Y = y.Contiguous(),
                G = g.Contiguous(),
                Gradient = gradient,
            }.Start();
            return gradient;
        }

        unsafe struct PairAction : IDTypeAction
        {
            public double P;
            public Tensor A, B, Y;
            public Tensor? G, Gradient;

            public static DTypeSet Types => DTypeSet.Floating;

            public void Start() => A.DType.Run(ref this);

            public readonly void Run<T>() where T : unmanaged
            {
                switch (P)
                {
                    case 0: Run<T, Hamming>(default); break;
                    case 1: Run<T, Manhattan>(default); break;
                    case 2: Run<T, Euclidean>(default); break;
                    case double.PositiveInfinity: Run<T, Chebyshev>(default); break;
                    default: Run<T, Minkowski>(new(P)); break;
                }
            }

            readonly void Run<T, TDistance>(TDistance distance) where T : unmanaged where TDistance : struct, IDistance
            {
                long batch = A.Size(0), rows = A.Size(1), columns = B.Size(1), width = A.Size(2);
                fixed (byte* a = A, b = B, y = Y, g = G, gradient = Gradient)
                {
                    if (G is null) PairDistances<T>.Run(distance, (T*)a, (T*)b, (T*)y, batch, rows, columns, width);
                    else PairDistances<T>.Backward(distance, (T*)a, (T*)b, (T*)y, (T*)g, (T*)gradient, batch, rows, columns, width);
                }
            }
        }
    }
}
