namespace Adjoint.Nn;

public abstract partial class Module<TIn, TOut>
{
    /// <summary>
    /// Computes the output with other parameters and buffers: the module as a function of its numbers. Gradients flow to what is
    /// given, so the result can be differentiated with respect to it, for a step of a learning rule that is learned itself, for
    /// example, or for the gradients of single examples with <see cref="Autograd.Vmap(Func{Tensor, Tensor}, int?, int)"/>.
    /// </summary>
    /// <param name="values">Tensors by the names of state dicts; members that are not named stay as they are.</param>
    /// <param name="input">The input, as for <see cref="Call"/>.</param>
    /// <remarks>As <c>torch.func.functional_call</c>. Until it returns, the module's own members stand for the tensors given, so nobody
    /// else can call the module meanwhile.</remarks>
    /// <exception cref="ArgumentException">The module has no member of a name, or one of another shape.</exception>
    public TOut FunctionalCall(IReadOnlyDictionary<string, Tensor> values, TIn input)
    {
        ArgumentNullException.ThrowIfNull(values);
        using var roles = new Roles(this, values);
        return Call(input);
    }
}
