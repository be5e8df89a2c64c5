namespace Adjoint;

public static partial class Autograd
{
    /// <summary>
    /// Computes products in a half type until the scope is disposed: matrix products, linear maps,
    /// convolutions and attention convert their inputs, weights too, and their results are of that type. Sums, means, norms, softmax,
    /// losses and normalizing layers are computed in <see cref="DType.Float32"/>. All else follows its inputs, and Float64 stays as it is.
    /// Parameters keep their type, and so do their gradients. Concerns the current thread only.
    /// </summary>
    /// <param name="dtype"><see cref="DType.BFloat16"/>, or <see cref="DType.Float16"/>, whose small gradients need
    /// a <see cref="Optim.GradScaler"/>.</param>
    /// <param name="enabled">With false, nothing is converted inside of another scope.</param>
    /// <remarks>
    /// <c>using (Autograd.Autocast()) loss = criterion.Call(model.Call(x), y);</c>. The backward pass goes the types back that the forward
    /// pass went; call it outside. As PyTorch's <c>torch.autocast</c>; which operations, is decided by the operations themselves.
    /// </remarks>
    /// <exception cref="ArgumentException">It is another type.</exception>
    public static GradScope Autocast(DType dtype = DType.BFloat16, bool enabled = true)
    {
        if (!dtype.IsHalf) throw new ArgumentException($"Autocast: computes in BFloat16 or Float16, not in {dtype}.", nameof(dtype));
        var mode = !enabled ? Modes.Plain : dtype == DType.BFloat16 ? Modes.AutocastBFloat16 : Modes.AutocastFloat16;
        return new(GradMode.Current & ~Modes.Autocast | mode);
    }

    /// <summary>The type in which products are computed within <see cref="Autocast"/>; null outside.</summary>
    public static DType? AutocastDType => AutocastMode.DType;
}
