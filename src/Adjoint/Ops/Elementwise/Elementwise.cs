using System.Runtime.CompilerServices;
using Adjoint.Cpu.Loops;

namespace Adjoint.Ops;

/// <summary>From tensors to the elementwise loops: picks the element type and the cheapest walk.</summary>
internal static unsafe partial class Elementwise
{
    // Up to this many elements a contiguous map runs at once, without planning a walk.
    const long Direct = 32768;

    /// <summary>Applies <paramref name="map"/> to the inputs, which broadcast to the output and have one type.</summary>
    public static void Run<TMap>(TMap map, Tensor output, params ReadOnlySpan<Tensor> inputs) where TMap : struct, IMap
    {
        var action = new Action<TMap> { Map = map, Output = output, A = inputs[0] };
        if (inputs.Length > 1) action.B = inputs[1];
        if (inputs.Length > 2) action.C = inputs[2];
        if (inputs.Length > 3) action.D = inputs[3];
        inputs[0].DType.Run(ref action);
    }

    struct Action<TMap> : IDTypeAction where TMap : struct, IMap
    {
        public TMap Map;
        public Tensor Output;
        public Tensor A;
        public Tensor? B;
        public Tensor? C;
        public Tensor? D;

        public static DTypeSet Types => TMap.Types;

        public readonly void Run<T>() where T : unmanaged
        {
            fixed (byte* y = Output, a = A, b = &Root(B, 2), c = &Root(C, 3), d = &Root(D, 4))
            {
                if (IsDirect())
                {
                    MapLoop<TMap, T>.Contiguous(Map, (T*)a, (T*)b, (T*)c, (T*)d, (T*)y, Output.Count);
                    return;
                }
                using var walk = new Walk(Output.Layout.Sizes, TMap.Arity + 1);
                walk.Operand(0, y, Output);
                walk.Operand(1, a, A);
                if (TMap.Arity > 1) walk.Operand(2, b, B!);
                if (TMap.Arity > 2) walk.Operand(3, c, C!);
                if (TMap.Arity > 3) walk.Operand(4, d, D!);
                walk.Run(new MapLoop<TMap, T>(Map));
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static ref byte Root(Tensor? input, int arity) =>
            ref TMap.Arity < arity ? ref Unsafe.NullRef<byte>() : ref input!.GetPinnableReference();

        readonly bool IsDirect()
        {
            var layout = Output.Layout;
            return layout.Count <= Direct && layout.IsContiguous && Fits(A, layout, 1) && Fits(B, layout, 2)
                && Fits(C, layout, 3) && Fits(D, layout, 4);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static bool Fits(Tensor? input, Layout layout, int arity) =>
            TMap.Arity < arity || ReferenceEquals(input!.Layout, layout) || input.IsContiguous && input.Count == layout.Count;
    }

    /// <summary>Asks a question of every pair of elements of two tensors of one type; the output is of bytes.</summary>
    public static void Ask<TQuestion>(Tensor output, Tensor a, Tensor b) where TQuestion : struct, IQuestion
    {
        var action = new AskAction<TQuestion> { Output = output, A = a, B = b };
        a.DType.Run(ref action);
    }

    struct AskAction<TQuestion> : IDTypeAction where TQuestion : struct, IQuestion
    {
        public Tensor Output;
        public Tensor A;
        public Tensor B;

        public static DTypeSet Types => DTypeSet.Numbers;

        public readonly void Run<T>() where T : unmanaged => Walk(Output, A, B, new MaskRow<TQuestion, T>());
    }

    /// <summary>Runs <paramref name="action"/> over lines of the output and the inputs, which broadcast to it.</summary>
    public static void Walk<TAction>(Tensor output, Tensor a, TAction action) where TAction : struct, IRowAction =>
        Walk(output, a, null, null, action);

    /// <summary>Runs <paramref name="action"/> over lines of the output and the inputs, which broadcast to it.</summary>
    public static void Walk<TAction>(Tensor output, Tensor a, Tensor b, TAction action, long weight = 1)
        where TAction : struct, IRowAction =>
        Walk(output, a, b, null, action, weight);

    /// <summary>Runs <paramref name="action"/> over lines of the output and the inputs, which broadcast to it.</summary>
    public static void Walk<TAction>(Tensor output, Tensor a, Tensor? b, Tensor? c, TAction action, long weight = 1)
        where TAction : struct, IRowAction
    {
        var sizes = output.Layout.Sizes;
        fixed (byte* pointer = output, first = a, second = b, third = c)
        {
            using var walk = new Walk(sizes, c is not null ? 4 : b is not null ? 3 : 2, weight);
            walk.Operand(0, pointer, output);
            walk.Operand(1, first, a);
            if (b is not null) walk.Operand(2, second, b);
            if (c is not null) walk.Operand(3, third, c);
            walk.Run(action);
        }
    }

    /// <summary>Makes a tensor an operand of a walk.</summary>
    public static void Operand(this in Walk walk, int index, void* pointer, Tensor tensor) =>
        walk.Operand(index, pointer, tensor.Layout.Sizes, tensor.Layout.Strides, tensor.DType.ItemSize);
}
