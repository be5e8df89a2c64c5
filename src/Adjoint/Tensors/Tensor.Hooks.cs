namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// Calls <paramref name="hook"/> with this tensor's gradient as soon as a backward pass has it complete. What it returns,
    /// unless null, takes its place: <c>h.RegisterHook(g => g.Clamp(-1, 1))</c>.
    /// </summary>
    /// <returns>Something to dispose in order to remove the hook.</returns>
    /// <exception cref="InvalidOperationException">The tensor does not require gradients.</exception>
    public IDisposable RegisterHook(Func<Tensor, Tensor?> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        var node = _node
            ?? throw new InvalidOperationException("RegisterHook: this tensor does not require gradients, so there will be none to see.");
        return node.AddHook(new(_outputNumber, hook));
    }

    /// <summary>Calls <paramref name="hook"/> with this tensor's gradient as soon as a backward pass has it complete.</summary>
    /// <returns>Something to dispose in order to remove the hook.</returns>
    /// <exception cref="InvalidOperationException">The tensor does not require gradients.</exception>
    public IDisposable RegisterHook(Action<Tensor> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        return RegisterHook(gradient =>
        {
            hook(gradient);
            return null;
        });
    }

    /// <summary>
    /// Keeps the gradient of this tensor, the result of an operation, in <see cref="Grad"/> too; otherwise only leaves have
    /// one. After all hooks.
    /// </summary>
    /// <exception cref="InvalidOperationException">The tensor does not require gradients.</exception>
    public void RetainGrad()
    {
        if (_node is null)
            throw new InvalidOperationException("RetainGrad: this tensor does not require gradients, so there will be none to keep.");
        if (!IsLeaf) _node.Retain(_outputNumber, this);
    }

    internal void KeepGrad(Tensor gradient) => _grad = gradient;
}
