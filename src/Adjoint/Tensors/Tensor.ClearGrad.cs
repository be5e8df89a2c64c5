namespace Adjoint;

public partial class Tensor
{
    /// <summary>Makes the gradient null, or fills it with zeros; one with a history loses it.</summary>
    internal void ClearGrad(bool setToNull)
    {
        if (_grad is null) return;
        if (setToNull) _grad.Storage.Release();
        _grad = setToNull ? null : _grad.Detach().Zero();
    }
}
