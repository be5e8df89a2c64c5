namespace Adjoint.Nn;

public abstract partial class Module<TIn, TOut>
{
    Hooks? _hooks;

    /// <summary>Calls <paramref name="hook"/> with the module and its input before each <see cref="Forward"/>.</summary>
    /// <returns>Removes the hook when disposed.</returns>
    public IDisposable RegisterForwardPreHook(Action<ModuleBase, TIn> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        return Registered.BeforeForward.Add((module, input) =>
        {
            hook(module, input);
            return input;
        });
    }

    /// <summary>
    /// Calls <paramref name="hook"/> with the module and its input before each <see cref="Forward"/>, which gets what it returns.
    /// </summary>
    /// <returns>Removes the hook when disposed.</returns>
    public IDisposable RegisterForwardPreHook<TResult>(Func<ModuleBase, TIn, TResult> hook) where TResult : TIn
    {
        ArgumentNullException.ThrowIfNull(hook);
        return Registered.BeforeForward.Add((module, input) => hook(module, input));
    }

    /// <summary>Calls <paramref name="hook"/> with the module, its input and its output after each <see cref="Forward"/>.</summary>
    /// <returns>Removes the hook when disposed.</returns>
    public IDisposable RegisterForwardHook(Action<ModuleBase, TIn, TOut> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        return Registered.AfterForward.Add((module, input, output) =>
        {
            hook(module, input, output);
            return output;
        });
    }

    /// <summary>
    /// Calls <paramref name="hook"/> with the module, its input and its output after each <see cref="Forward"/>;
    /// what it returns becomes the output.
    /// </summary>
    /// <returns>Removes the hook when disposed.</returns>
    public IDisposable RegisterForwardHook<TResult>(Func<ModuleBase, TIn, TOut, TResult> hook) where TResult : TOut
    {
        ArgumentNullException.ThrowIfNull(hook);
        return Registered.AfterForward.Add((module, input, output) => hook(module, input, output));
    }

    /// <summary>
    /// Calls <paramref name="hook"/> when a backward pass has come through the module, with the module, the gradients with
    /// respect to its input tensors and those with respect to its output tensors.
    /// </summary>
    /// <inheritdoc cref="RegisterFullBackwardHook(Func{ModuleBase, IReadOnlyList{Tensor}, IReadOnlyList{Tensor}, IReadOnlyList{Tensor}})"/>
    public IDisposable RegisterFullBackwardHook(Action<ModuleBase, IReadOnlyList<Tensor?>, IReadOnlyList<Tensor?>> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        return RegisterFullBackwardHook((module, inputs, outputs) =>
        {
            hook(module, inputs, outputs);
            return null;
        });
    }

    /// <summary>
    /// Calls <paramref name="hook"/> when a backward pass has come through the module, with the module, the gradients with
    /// respect to its input tensors and those with respect to its output tensors; what it returns, unless null, takes the
    /// place of the gradients with respect to the inputs.
    /// </summary>
    /// <remarks>
    /// A gradient is null where a tensor does not require one or none came back. Tensors count that are inputs or outputs
    /// themselves or stand in a pair, a triple or an array; of an <see cref="LSTM"/> its output and both states. If no
    /// input requires a gradient the hook can only look.
    /// </remarks>
    /// <returns>Removes the hook when disposed.</returns>
    public IDisposable RegisterFullBackwardHook(
        Func<ModuleBase, IReadOnlyList<Tensor?>, IReadOnlyList<Tensor?>, IReadOnlyList<Tensor?>?> hook) =>
        Registered.AfterBackward.Add(hook);

    private protected sealed override IDisposable BeforeForward(Action action) => RegisterForwardPreHook((_, _) => action());

    Hooks Registered => _hooks ?? Interlocked.CompareExchange(ref _hooks, new(), null) ?? _hooks;

    TOut CallWithHooks(Hooks hooks, TIn input, Func<TIn, TOut> forward)
    {
        foreach (var hook in hooks.BeforeForward) input = hook(this, input);
        var border = hooks.AfterBackward.Count > 0 && Autograd.IsGradEnabled ? new BackwardBorder(this, hooks.AfterBackward) : null;
        if (border is not null) input = border.Enter(map => MapInput(input, map));
        var output = forward(input);
        foreach (var hook in hooks.AfterForward) output = hook(this, input, output);
        return border is null ? output : border.Leave(map => Map(output, map));
    }

    /// <summary>The input with every tensor in it replaced.</summary>
    private protected virtual TIn MapInput(TIn input, Func<Tensor, Tensor> map) => Map(input, map);

    sealed class Hooks
    {
        public HookList<Func<ModuleBase, TIn, TIn>> BeforeForward { get; } = new();

        public HookList<Func<ModuleBase, TIn, TOut, TOut>> AfterForward { get; } = new();

        public HookList<Func<ModuleBase, IReadOnlyList<Tensor?>, IReadOnlyList<Tensor?>, IReadOnlyList<Tensor?>?>> AfterBackward { get; } =
            new();
    }
}
