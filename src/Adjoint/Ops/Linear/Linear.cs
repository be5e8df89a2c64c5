using Adjoint.Cpu.Gemm;
using Adjoint.Cpu.Loops;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The linear map of a layer: y = x Wᵀ + b, over the last dimension. <paramref name="weight"/> is [out, in] (or [in] for a
        /// single output without dimension), <paramref name="bias"/> [out].
        /// </summary>
        /// <exception cref="ArgumentException">The last size of this tensor is not that of the weight.</exception>
        public Tensor Linear(Tensor weight, Tensor? bias = null)
        {
            ArgumentNullException.ThrowIfNull(weight);
            if (weight.Rank is not (1 or 2))
                throw new ArgumentException($"Linear: the weight must be [out, in], and its shape is {weight.Shape}.");
            if (Rank == 0 || Size(-1) != weight.Size(-1))
                throw new ArgumentException(
                    $"Linear: the input's last size must be {weight.Size(-1)}, as the weight is {weight.Shape}, but the input is {Shape}.");
            return !Ops.Linear.Takes(this, weight, bias) ? Ops.Linear.Plain(this, weight, bias)
                : bias is null ? Ops.Linear.Op.Apply(this, weight)
                : Ops.Linear.Op.Apply(this, weight, bias);
        }
    }
}

namespace Adjoint.Ops
{
    /// <summary>
    /// A product with the transposed weight whose rows begin as the bias; the gradient of the weight comes out as the weight lies.
    /// </summary>
    internal sealed record Linear : Composite, IAutocast
    {
        public static readonly Linear Op = new();

        Precision IAutocast.Precision => Precision.Half;

        internal override DTypeSet Kernels => DTypeSet.Numbers;

        internal override Reads Reads(int input) => input switch
        {
            0 => Adjoint.Reads.Second,
            1 => Adjoint.Reads.First,
            _ => Adjoint.Reads.Nothing,
        };

        /// <summary>Whether these are inputs of one type, a matrix and a bias for each of its rows.</summary>
        public static bool Takes(Tensor x, Tensor weight, Tensor? bias) =>
            AutocastMode.Agree(x.DType, weight.DType) && x.DType != DType.Bool && weight.Rank == 2 &&
            (bias is null || AutocastMode.Agree(bias.DType, x.DType) && bias.Rank == 1 && bias.Count == weight.Size(0));

        /// <summary>What it means.</summary>
        public static Tensor Plain(Tensor x, Tensor weight, Tensor? bias)
        {
            var product = x.Matmul(weight.Rank == 1 ? weight : weight.Transpose(0, 1));
            return bias is null ? product : product + bias;
        }

        internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs) =>
            Plain(inputs[0], inputs[1], inputs.Length == 3 ? inputs[2] : null);

        protected override Spec Infer(ReadOnlySpan<Tensor> inputs)
        {
            var (sizes, n) = (inputs[0].Layout.Sizes, inputs[1].Layout.Sizes[0]);
            return sizes.Length == 2 ? new([sizes[0], n], inputs[0].DType) : new([.. sizes.AsSpan()[..^1], n], inputs[0].DType);
        }

        protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
        {
            var (x, bias) = (inputs[0], inputs.Length == 3 ? inputs[2] : null);
            var map = new Map
            {
                X = Flat(x),
                Weight = inputs[1],
                Bias = bias?.Ready(),
                Y = output,
            };
            output.DType.Run(ref map);
        }

        internal override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results)
        {
            var g = gradients[0]!;
            if (!GradMode.IsEnabled && g.Count > 0 && g.DType.IsIn(DTypeSet.Floating))
            {
                AtOnce(g, saved, results);
                return;
            }
            var rows = Rows(g);
            if (saved.Needs(0)) results[0] = rows.Matmul(saved.Input(1)).Reshape(saved.InputSpec(0).Layout.Sizes);
            if (saved.Needs(1)) results[1] = rows.Transpose(0, 1).Matmul(Rows(saved.Input(0)));
            if (results.Length == 3 && saved.Needs(2)) results[2] = g; // the engine sums it
        }

        static void AtOnce(Tensor g, Saved saved, Span<Tensor?> results)
        {
            var back = new Back { G = g.Ready() };
            if (saved.Needs(0))
            {
                back.Weight = saved.Input(1);
                back.DX = results[0] = Tensor.Allocate(saved.InputSpec(0));
            }
            if (saved.Needs(1))
            {
                back.X = Flat(saved.Input(0));
                back.DWeight = results[1] = Tensor.Allocate(saved.InputSpec(1));
            }
            if (results.Length == 3 && saved.Needs(2)) back.DBias = results[2] = Tensor.Allocate(saved.InputSpec(2));
            g.DType.Run(ref back);
        }

        // Rows of equal distance: a matrix as it lies, anything else contiguous.
        static Tensor Flat(Tensor x) => x.Rank == 2 ? x : x.Ready();

        // A matrix with a row for each element of a batch of any shape.
        static Tensor Rows(Tensor x) => x.Rank == 2 ? x : x.Reshape(Shape.CountOf(x.Layout.Sizes.AsSpan()[..^1]), x.Size(-1));

        unsafe struct Map : IDTypeAction
        {
            public Tensor X, Weight, Y;
            public Tensor? Bias;

            public static DTypeSet Types => DTypeSet.Numbers;

            public readonly void Run<T>() where T : unmanaged
            {
                long n = Weight.Size(0), k = Weight.Size(1), m = Y.Count / n;
                fixed (byte* x = X, weight = Weight, bias = Bias, y = Y)
                {
                    Gemm<T>.Run(
                        MatrixOf<T>(X, x), MatrixOf<T>(Weight, weight).Transposed, (T*)y, n, m, n, k, new() { ColumnBias = (T*)bias });
                }
            }
        }

        // dX = G W, dW = Gᵀ X, db = the sums of the columns of G; each where there is a place for it.
        unsafe struct Back : IDTypeAction
        {
            public Tensor G;
            public Tensor? X, Weight, DX, DWeight, DBias;

            public static DTypeSet Types => DTypeSet.Floating;

            public readonly void Run<T>() where T : unmanaged
            {
                var n = G.Size(-1);
                var m = G.Count / n;
                fixed (byte* g = G, x = X, weight = Weight, dx = DX, dWeight = DWeight, dBias = DBias)
                {
                    var gradient = MatrixOf<T>(G, g);
                    if (DX is not null) Product(gradient, MatrixOf<T>(Weight!, weight), dx, m, Weight!.Size(1), n);
                    if (DWeight is not null) Product(gradient.Transposed, MatrixOf<T>(X!, x), dWeight, n, X!.Size(-1), m);
                    if (DBias is not null) Fold<Plus, Element, T>.Run(default, (T*)g, null, (T*)dBias, 1, m, n);
                }
            }

            static void Product<T>(Matrix<T> left, Matrix<T> right, byte* result, long m, long n, long k) where T : unmanaged =>
                Gemm<T>.Run(left, right, (T*)result, n, m, n, k);
        }

        static unsafe Matrix<T> MatrixOf<T>(Tensor x, byte* pointer) where T : unmanaged =>
            x.Rank == 2 ? new((T*)pointer, x.Strides[0], x.Strides[1]) : new((T*)pointer, x.Size(-1), 1);
    }
}
