namespace Adjoint;

/// <summary>
/// Gradients: what is recorded, and derivatives of functions. The derivative of a single loss is <see cref="Tensor.Backward"/>.
/// </summary>
public static partial class Autograd
{
    /// <summary>Whether operations are being recorded on this thread.</summary>
    public static bool IsGradEnabled => GradMode.IsEnabled;

    /// <summary>
    /// Records nothing until the scope is disposed: <c>using (Autograd.NoGrad()) w -= 0.01 * w.Grad!;</c>. Results computed
    /// within do not require gradients. Concerns the current thread only.
    /// </summary>
    public static GradScope NoGrad() => new(GradMode.Current | Modes.NoGrad);

    /// <summary>Records again inside of a <see cref="NoGrad"/>, or, with false, does not.</summary>
    public static GradScope EnableGrad(bool enabled = true) =>
        new(enabled ? GradMode.Current & ~Modes.NoGrad : GradMode.Current | Modes.NoGrad);

    /// <summary>
    /// Like <see cref="NoGrad"/>, and tensors made within are never part of a graph later either: they cannot be made to
    /// require gradients, and no backward pass can have saved them.
    /// </summary>
    public static GradScope InferenceMode() => new(GradMode.Current | Modes.NoGrad | Modes.Inference);

    /// <summary>Restores on disposal what was recorded before. A ref struct, so it cannot cross an <c>await</c> by mistake.</summary>
    public ref struct GradScope
    {
        readonly Modes _before;
        bool _isOpen;

        internal GradScope(Modes modes)
        {
            (_before, _isOpen) = (GradMode.Current, true);
            GradMode.Current = modes;
        }

        /// <summary>Ends the scope.</summary>
        public void Dispose()
        {
            if (!_isOpen) return;
            _isOpen = false;
            GradMode.Current = _before;
        }
    }
}
