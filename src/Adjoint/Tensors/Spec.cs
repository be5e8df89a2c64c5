namespace Adjoint;

/// <summary>What is known of a tensor before its numbers are.</summary>
/// <param name="Layout">Its sizes; new tensors are contiguous.</param>
/// <param name="DType">The type of its elements.</param>
internal readonly record struct Spec(Layout Layout, DType DType)
{
    public Spec(ReadOnlySpan<long> sizes, DType dtype) : this(Layout.Contiguous(sizes), dtype) { }

    public override string ToString() => $"{DType}{Layout.Shape}";
}
