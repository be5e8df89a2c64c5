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
    public static GradScope NoGrad() => new(isEnabled: false, GradMode.IsInference);

    /// <summary>Records again inside of a <see cref="NoGrad"/>, or, with false, does not.</summary>
    public static GradScope EnableGrad(bool enabled = true) => new(enabled, GradMode.IsInference);

    /// <summary>
    /// Like <see cref="NoGrad"/>, and tensors made within are never part of a graph later either: they cannot be made to
    /// require gradients, and no backward pass can have saved them.
    /// </summary>
    public static GradScope InferenceMode() => new(isEnabled: false, isInference: true);

    /// <summary>Restores on disposal what was recorded before. A ref struct, so it cannot cross an <c>await</c> by mistake.</summary>
    public ref struct GradScope
    {
        readonly bool _wasEnabled;
        readonly bool _wasInference;
        bool _isOpen;

        internal GradScope(bool isEnabled, bool isInference)
        {
            (_wasEnabled, _wasInference, _isOpen) = (GradMode.IsEnabled, GradMode.IsInference, true);
            (GradMode.IsEnabled, GradMode.IsInference) = (isEnabled, isInference);
        }

        /// <summary>Ends the scope.</summary>
        public void Dispose()
        {
            if (!_isOpen) return;
            _isOpen = false;
            (GradMode.IsEnabled, GradMode.IsInference) = (_wasEnabled, _wasInference);
        }
    }
}
