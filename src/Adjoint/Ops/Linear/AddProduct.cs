using Adjoint.Cpu.Gemm;

namespace Adjoint.Ops;

/// <summary>
/// β x + α A B for matrices or two batches of them: what is added to is where the product is summed up, or the bias of its
/// columns or rows, so that no product is stored by itself. What the operations that add a product have in common.
/// </summary>
internal sealed record AddProduct(string Operation, double Beta, double Alpha) : Primitive, IAutocast
{
    Precision IAutocast.Precision => Precision.Half;

    internal override string Name => Operation;

    internal override DTypeSet Kernels => DTypeSet.Floating;

    internal override Reads Reads(int input) => input switch
    {
        0 => Adjoint.Reads.Nothing,
        1 => Adjoint.Reads.Third,
        _ => Adjoint.Reads.Second,
    };

    /// <summary>
    /// The sum of <paramref name="x"/>, which broadcasts, and the product of two tensors of rank <paramref name="rank"/>.
    /// </summary>
    public static Tensor Of(string operation, Tensor x, Tensor a, Tensor b, Scalar? beta, Scalar? alpha, int rank = 2)
    {
        Rank.Check(operation, a, rank);
        Rank.Check(operation, b, rank);
        Matmul.CheckInner(operation, a, b);
        var isFloating = AutocastMode.Agree(x.DType, a.DType) && AutocastMode.Agree(a.DType, b.DType) && x.DType.IsFloatingPoint;
        return isFloating && beta?.ToDouble() is not 0.0
            ? new AddProduct(operation, beta?.ToDouble() ?? 1, alpha?.ToDouble() ?? 1).Apply(x, a, b)
            : Of(operation, x, a.Matmul(b), beta, alpha);
    }

    /// <summary>The same with a product that is there already.</summary>
    public static Tensor Of(string operation, Tensor x, Tensor product, Scalar? beta, Scalar? alpha)
    {
        CheckSizes(operation, x, product.Layout.Sizes);
        if (alpha is { } factor) product = product * factor;
        if (beta is not { } own) return x + product;
        return own.ToDouble() == 0 ? product : x * own + product;
    }

    /// <summary>Throws unless what is added to broadcasts to the product's sizes.</summary>
    public static void CheckSizes(string operation, Tensor x, long[] sizes)
    {
        if (Broadcast.Sizes(x.Layout.Sizes, sizes) is not { } both || !both.AsSpan().SequenceEqual(sizes))
            throw new ArgumentException(
                $"{operation}: shape {x.Shape} does not broadcast to the product's shape {new Shape(sizes)}; sizes must be equal or 1.");
    }

    protected override Spec Infer(ReadOnlySpan<Tensor> inputs)
    {
        var (a, b) = (inputs[1], inputs[2]);
        if (a.Rank == 3 && a.Size(0) != b.Size(0))
            throw new ArgumentException($"{Operation}: the batches of {a.Shape} and {b.Shape} differ.");
        long[] sizes = a.Rank == 3 ? [a.Size(0), a.Size(1), b.Size(2)] : [a.Size(0), b.Size(1)];
        CheckSizes(Operation, inputs[0], sizes);
        return new(sizes, a.DType);
    }

    protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var sum = new Sum { A = inputs[1], B = inputs[2], C = output, Alpha = Alpha };
        if (Beta != 1 || !sum.TakeAsItIs(inputs[0]))
        {
            if (Beta == 1) output.Write(inputs[0]);
            else Mul.Op.EvaluateInto(output, inputs[0], Tensor.Full([], Beta, output.DType));
        }
        output.DType.Run(ref sum);
    }

    protected override Tensor Derivative(int input, Tensor g, Saved saved) => input switch
    {
        0 => Times(g, Beta),
        1 => Matmul.Op.Apply(Times(g, Alpha), saved.Input(2).Transpose(-2, -1)),
        _ => Matmul.Op.Apply(saved.Input(1).Transpose(-2, -1), Times(g, Alpha)),
    };

    static Tensor Times(Tensor x, double factor) => factor == 1 ? x : x * factor;

    unsafe struct Sum : IDTypeAction
    {
        public Tensor A, B, C;
        public double Alpha;
        Tensor? _columnBias, _rowBias, _before;

        public static DTypeSet Types => DTypeSet.Floating;

        // What has an element for each of the product, for each column, or for each row, is read where it lies.
        public bool TakeAsItIs(Tensor x)
        {
            if (x.IsContiguous && x.Layout.HasSizesOf(C.Layout)) _before = x;
            else if (C.Rank != 2) return false;
            else if (x.Count == C.Size(1) && (x.Rank == 1 || x.Rank == 2 && x.Size(0) == 1)) _columnBias = x.Ready();
            else if (x.Rank == 2 && x.Size(1) == 1 && x.Size(0) == C.Size(0)) _rowBias = x.Ready();
            return (_before ?? _columnBias ?? _rowBias) is not null;
        }

        public readonly void Run<T>() where T : unmanaged
        {
            fixed (byte* a = A, b = B, c = C, before = _before, columns = _columnBias, rows = _rowBias)
            {
                Matrix<T> left = new((T*)a, A.Strides[^2], A.Strides[^1]), right = new((T*)b, B.Strides[^2], B.Strides[^1]);
                long m = C.Size(-2), n = C.Size(-1), k = A.Size(-1);
                var epilogue = new Epilogue<T>
                {
                    Accumulate = columns == null && rows == null,
                    Before = before == null ? 0 : (nint)(before - c),
                    ColumnBias = (T*)columns,
                    RowBias = (T*)rows,
                    HasAlpha = Alpha != 1,
                    Alpha = Cpu.Convert.To<double, T>(Alpha),
                };
                if (C.Rank == 2) Gemm<T>.Run(left, right, (T*)c, n, m, n, k, epilogue);
                else Gemm<T>.Run(new([C.Size(0)], [A.Strides[0]], [B.Strides[0]]), left, right, (T*)c, m, n, k, epilogue);
            }
        }
    }
}
