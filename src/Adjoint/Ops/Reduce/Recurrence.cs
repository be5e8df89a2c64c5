using Adjoint.Cpu.Loops;

namespace Adjoint.Ops;

/// <summary>
/// The linear recurrence y[i] = b[i] + a[i] y[i - 1] along a dimension, or in reverse y[i] = b[i] + a[i + 1] y[i + 1]; a and b
/// are the inputs. Each is the other's derivative with respect to b, so products differentiate to any order without
/// dividing by elements that may be 0.
/// </summary>
internal sealed record Recurrence(int Dim, bool Reverse) : Primitive
{
    internal override DTypeSet Kernels => DTypeSet.Floating;

    internal override Reads Reads(int input) => input == 0 ? Adjoint.Reads.First | Adjoint.Reads.Output : Adjoint.Reads.First;

    /// <summary>Every element moved on by one along a dimension; the last is lost and the first becomes a number.</summary>
    public static Tensor Shift(Tensor x, int dim, Scalar first)
    {
        var sizes = x.Shape.ToArray();
        var rest = x.Narrow(dim, 0, sizes[dim] - 1);
        sizes[dim] = 1;
        return Tensor.Cat([Tensor.Full(new Shape(sizes), first, x.DType), rest], dim);
    }

    protected override Spec Infer(ReadOnlySpan<Tensor> inputs) => new(inputs[1].Layout.AsContiguous(), inputs[1].DType);

    protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        Tensor a = inputs[0].Ready(), b = inputs[1].Ready();
        var recur = new RecurAction { A = a, B = b, Y = output, Span = Reduce.Span(a.Layout.Sizes, Dim), Reverse = Reverse };
        a.DType.Run(ref recur);
    }

    internal override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results)
    {
        var toB = new Recurrence(Dim, !Reverse).Apply(saved.Input(0), gradients[0]!);
        if (saved.Needs(1)) results[1] = toB;
        if (!saved.Needs(0)) return;
        var (forward, backward) = Reverse ? (toB, saved.Output) : (saved.Output, toB);
        results[0] = Shift(forward, Dim, first: 0) * backward;
    }

    unsafe struct RecurAction : IDTypeAction
    {
        public Tensor A, B, Y;
        public (long Outer, long Count, long Inner) Span;
        public bool Reverse;

        public static DTypeSet Types => DTypeSet.Floating;

        public readonly void Run<T>() where T : unmanaged
        {
            fixed (byte* a = A, b = B, y = Y) Recur<T>.Run((T*)a, (T*)b, (T*)y, Span.Outer, Span.Count, Span.Inner, Reverse);
        }
    }
}
