using Adjoint.Cpu.Recurrent;

namespace Adjoint.Ops;

/// <summary>From tensors to the kernels of recurrent layers.</summary>
internal unsafe struct RecurrentForwardAction : IDTypeAction
{
    readonly RecurrentLayer _operation;
    readonly Tensor _input, _weight, _hidden;
    readonly Tensor? _last;

    public required Tensor Output, Hidden, Saved;
    public required Tensor? Cell;

    public RecurrentForwardAction(RecurrentLayer operation, ReadOnlySpan<Tensor> inputs)
    {
        _operation = operation;
        (_input, _weight, _hidden) = (inputs[0].Contiguous(), inputs[1].Contiguous(), inputs[2].Contiguous());
        _last = inputs.Length > 3 ? inputs[3].Contiguous() : null;
    }

    public static DTypeSet Types => DTypeSet.Floating;

    public readonly void Run<T>() where T : unmanaged
    {
        switch (_operation.Kind)
        {
            case RecurrentKind.Lstm: Run<T, LstmCell<T>>(); break;
            case RecurrentKind.Gru: Run<T, GruCell<T>>(); break;
            case RecurrentKind.Relu: Run<T, RnnCell<T, ReluActivation>>(); break;
            default: Run<T, RnnCell<T, TanhActivation>>(); break;
        }
    }

    readonly void Run<T, TCell>() where T : unmanaged where TCell : struct, ICell<T>
    {
        fixed (byte* x = _input, w = _weight, h0 = _hidden, last = _last, y = Output, saved = Saved, h = Hidden, c = Cell)
            RecurrentForward<T, TCell>.Run(Problem((T*)x, (T*)w, (T*)h0, (T*)last, (T*)y, (T*)saved), (T*)h, (T*)c);
    }

    readonly RecurrentProblem<T> Problem<T>(T* x, T* w, T* h0, T* last, T* y, T* saved) where T : unmanaged =>
        RecurrentBackwardAction.Problem(_operation, _hidden.Layout.Sizes, x, w, h0, last, y, saved);
}

/// <summary>The same on the way back.</summary>
internal unsafe struct RecurrentBackwardAction : IDTypeAction
{
    readonly RecurrentLayer _operation;
    readonly Tensor _weight, _hidden;
    readonly Tensor? _last;

    public required Tensor Output, Saved, HiddenGradient, InputGradient, Previous;
    public required Tensor? OutputGradient, CellGradient, ProductGradient;

    public RecurrentBackwardAction(RecurrentLayer operation, Tensor[] inputs)
    {
        _operation = operation;
        (_weight, _hidden) = (inputs[1].Contiguous(), inputs[2].Contiguous());
        _last = inputs.Length > 3 ? inputs[3].Contiguous() : null;
    }

    public static DTypeSet Types => DTypeSet.Floating;

    public readonly void Run<T>() where T : unmanaged
    {
        switch (_operation.Kind)
        {
            case RecurrentKind.Lstm: Run<T, LstmCell<T>>(); break;
            case RecurrentKind.Gru: Run<T, GruCell<T>>(); break;
            case RecurrentKind.Relu: Run<T, RnnCell<T, ReluActivation>>(); break;
            default: Run<T, RnnCell<T, TanhActivation>>(); break;
        }
    }

    readonly void Run<T, TCell>() where T : unmanaged where TCell : struct, ICell<T>
    {
        fixed (byte* w = _weight, h0 = _hidden, last = _last, y = Output, saved = Saved, gy = OutputGradient, gh = HiddenGradient,
            gc = CellGradient)
        fixed (byte* gx = InputGradient, gp = ProductGradient ?? InputGradient, previous = Previous)
        {
            var gradients = new RecurrentGradients<T>
            {
                Output = (T*)gy,
                Hidden = (T*)gh,
                Cell = (T*)gc,
                Input = (T*)gx,
                Product = (T*)gp,
                Previous = (T*)previous,
            };
            RecurrentBackward<T, TCell>.Run(
                Problem(_operation, _hidden.Layout.Sizes, null, (T*)w, (T*)h0, (T*)last, (T*)y, (T*)saved), gradients);
        }
    }

    /// <summary>What both kernels are told.</summary>
    public static RecurrentProblem<T> Problem<T>(
        RecurrentLayer operation, long[] states, T* x, T* w, T* h0, T* last, T* y, T* saved) where T : unmanaged =>
        new()
        {
            Steps = new(operation.Steps.Values, operation.IsReversed),
            Batch = states[0],
            Hidden = states[1],
            Input = x,
            Weight = w,
            Hidden0 = h0,
            Cell0 = operation.Kind == RecurrentKind.Lstm ? last : null,
            Bias = operation.Kind == RecurrentKind.Gru ? last : null,
            Output = y,
            Saved = saved,
        };
}
