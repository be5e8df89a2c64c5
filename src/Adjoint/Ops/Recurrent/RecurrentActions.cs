using Adjoint.Cpu.Recurrent;

namespace Adjoint.Ops;

/// <summary>Something to do for the kind of cell and the element type that a layer has.</summary>
internal interface ICellAction
{
    void Run<T, TCell>() where T : unmanaged where TCell : struct, ICell<T>;
}

/// <summary>What the kernels of recurrent layers read on both ways.</summary>
internal readonly unsafe struct RecurrentOperands(RecurrentLayer operation, ReadOnlySpan<Tensor> inputs)
{
    public readonly Tensor Weight = inputs[1].Ready(), Hidden = inputs[2].Ready();
    public readonly Tensor? Last = inputs.Length > 3 ? inputs[3].Ready() : null;

    readonly RecurrentLayer _operation = operation;

    public void Run<T, TAction>(TAction action) where T : unmanaged where TAction : struct, ICellAction
    {
        switch (_operation.Kind)
        {
            case RecurrentKind.Lstm: action.Run<T, LstmCell<T>>(); break;
            case RecurrentKind.Gru: action.Run<T, GruCell<T>>(); break;
            case RecurrentKind.Relu: action.Run<T, RnnCell<T, ReluActivation>>(); break;
            default: action.Run<T, RnnCell<T, TanhActivation>>(); break;
        }
    }

    public RecurrentProblem<T> Problem<T>(T* x, T* w, T* h0, T* last, T* y, T* saved) where T : unmanaged => new()
    {
        Steps = new(_operation.Steps.Values, _operation.IsReversed),
        Batch = Hidden.Size(0),
        Hidden = Hidden.Size(1),
        Input = x,
        Weight = w,
        Hidden0 = h0,
        Cell0 = _operation.Kind == RecurrentKind.Lstm ? last : null,
        Bias = _operation.Kind == RecurrentKind.Gru ? last : null,
        Output = y,
        Saved = saved,
    };
}

/// <summary>From tensors to the kernels of recurrent layers.</summary>
internal unsafe struct RecurrentForwardAction(RecurrentLayer operation, ReadOnlySpan<Tensor> inputs) : IDTypeAction, ICellAction
{
    readonly RecurrentOperands _operands = new(operation, inputs);
    readonly Tensor _input = inputs[0].Ready();

    public required Tensor Output, Hidden, Saved;
    public required Tensor? Cell;

    public static DTypeSet Types => DTypeSet.Floating;

    public readonly void Run<T>() where T : unmanaged => _operands.Run<T, RecurrentForwardAction>(this);

    public readonly void Run<T, TCell>() where T : unmanaged where TCell : struct, ICell<T>
    {
        fixed (byte* x = _input, w = _operands.Weight, h0 = _operands.Hidden, last = _operands.Last)
        fixed (byte* y = Output, saved = Saved, h = Hidden, c = Cell)
        {
            var problem = _operands.Problem((T*)x, (T*)w, (T*)h0, (T*)last, (T*)y, (T*)saved);
            RecurrentForward<T, TCell>.Run(problem, (T*)h, (T*)c);
        }
    }
}

/// <summary>The same on the way back.</summary>
internal unsafe struct RecurrentBackwardAction(RecurrentLayer operation, Tensor[] inputs) : IDTypeAction, ICellAction
{
    readonly RecurrentOperands _operands = new(operation, inputs);

    public required Tensor Output, Saved, HiddenGradient, InputGradient, Previous;
    public required Tensor? OutputGradient, CellGradient, ProductGradient;

    public static DTypeSet Types => DTypeSet.Floating;

    public readonly void Run<T>() where T : unmanaged => _operands.Run<T, RecurrentBackwardAction>(this);

    public readonly void Run<T, TCell>() where T : unmanaged where TCell : struct, ICell<T>
    {
        fixed (byte* w = _operands.Weight, h0 = _operands.Hidden, last = _operands.Last, y = Output, saved = Saved)
        fixed (byte* gy = OutputGradient, gh = HiddenGradient, gc = CellGradient)
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
            var problem = _operands.Problem(null, (T*)w, (T*)h0, (T*)last, (T*)y, (T*)saved);
            RecurrentBackward<T, TCell>.Run(problem, gradients);
        }
    }
}
