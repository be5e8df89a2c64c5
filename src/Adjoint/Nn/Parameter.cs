namespace Adjoint.Nn;

/// <summary>
/// A tensor that belongs to a module and is learned: a leaf that requires gradients. A member of this type of a module is
/// found by the module's generated code, listed by <see cref="ModuleBase.Parameters"/> and saved by
/// <see cref="ModuleBase.StateDict"/>.
/// </summary>
public sealed class Parameter : Tensor
{
    /// <summary>Makes a parameter of the numbers of <paramref name="tensor"/>; their memory is shared, their history is not.</summary>
    /// <param name="tensor">The numbers to begin with.</param>
    /// <param name="requiresGrad">Whether it is learned; false for one that is frozen.</param>
    /// <exception cref="InvalidOperationException">It shall require gradients, and the numbers are not floating-point.</exception>
    public Parameter(Tensor tensor, bool requiresGrad = true) : this(NotNull(tensor)) => RequiresGrad = requiresGrad;

    Parameter(Tensor tensor) : base(tensor.Storage, tensor.Layout, tensor.StorageOffset, tensor.DType) => MemoryFrame.Free(tensor.Storage);

    /// <summary>The parameter as PyTorch prints it: <c>Parameter containing:</c> and on the next line the tensor.</summary>
    public override string ToString() => "Parameter containing:\n" + base.ToString();

    static Tensor NotNull(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor;
    }
}
