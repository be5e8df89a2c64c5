namespace Adjoint;

// Numbers here are real: what PyTorch has for complex ones does nothing, and is there so that ported code reads the same.
public partial class Tensor
{
    /// <summary>Whether each element is real: all are; a Bool tensor.</summary>
    public Tensor IsReal() => OnesLike(this, DType.Bool);

    /// <summary>The real part: the tensor itself.</summary>
    public Tensor Real() => this;

    /// <summary>The complex conjugate: of real numbers the tensor itself.</summary>
    public Tensor Conj() => this;

    /// <inheritdoc cref="Conj"/>
    public Tensor ConjPhysical() => this;

    /// <inheritdoc cref="Conj"/>
    public Tensor ResolveConj() => this;

    /// <summary>The sign of each element, as <see cref="Sign"/>.</summary>
    public Tensor Sgn() => Sign();
}
