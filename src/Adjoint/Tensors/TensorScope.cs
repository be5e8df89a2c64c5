namespace Adjoint;

/// <summary>
/// Gives the memory of tensors back at once instead of leaving it to the collector: <c>using var scope = new TensorScope();</c>.
/// An optimisation for hot loops, and never needed; with one around each step a training loop uses the same memory again
/// and again.
/// </summary>
/// <remarks>
/// <para>What was made on this thread since the scope began goes back when it ends. These survive: tensors given to
/// <see cref="Keep(Tensor)"/>; gradients in <see cref="Tensor.Grad"/> of leaves; parameters; what optimizers remember; tensors
/// whose array was handed out (<see cref="Tensor.TryGetArray"/>). A tensor that a field or a variable outside refers to does
/// not survive by that, so keep what a module remembers from one call to the next.</para>
/// <para>Using a tensor after its memory went back throws an <see cref="ObjectDisposedException"/>, and so does using a view of
/// it. Spans of it must not be used any more. Scopes may lie within each other: what one keeps belongs to the one around it.</para>
/// <para>A ref struct, so it cannot cross an <c>await</c> by mistake.</para>
/// </remarks>
public ref struct TensorScope
{
    readonly MemoryFrame? _frame;
    readonly long _number;

    /// <summary>Begins a scope on this thread.</summary>
    public TensorScope()
    {
        _frame = MemoryFrame.Open();
        _number = _frame.Number;
    }

    /// <summary>Lets a tensor and its gradient survive the scope; its graph does not, so call Backward before it ends.</summary>
    /// <returns>The tensor: <c>return scope.Keep(loss);</c>.</returns>
    /// <exception cref="ObjectDisposedException">The scope has ended, or was not begun with <c>new TensorScope()</c>.</exception>
    public readonly Tensor Keep(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (!IsOpen)
            throw new ObjectDisposedException(nameof(TensorScope), "The scope has ended, or was not begun with new TensorScope().");
        _frame!.Keep(tensor.Storage);
        if (tensor.OwnGrad is { } gradient) _frame.Keep(gradient.Storage);
        return tensor;
    }

    /// <summary>Lets several tensors survive the scope: <see cref="Keep(Tensor)"/>.</summary>
    /// <exception cref="ObjectDisposedException">The scope has ended, or was not begun with <c>new TensorScope()</c>.</exception>
    public readonly void Keep(params ReadOnlySpan<Tensor> tensors)
    {
        foreach (var tensor in tensors) Keep(tensor);
    }

    /// <summary>Ends the scope: gives the memory back of what was made in it and not kept.</summary>
    public readonly void Dispose()
    {
        if (IsOpen) _frame!.Close();
    }

    readonly bool IsOpen => _frame is not null && _frame.Depth > 0 && _frame.Number == _number;
}
