namespace Adjoint;

public partial class Tensor
{
    /// <summary>Joins tensors side by side: vectors along their only dimension, others along the second.</summary>
    /// <inheritdoc cref="Cat" path="/exception"/>
    public static Tensor HStack(params ReadOnlySpan<Tensor> tensors)
    {
        var parts = AtLeast(1, tensors);
        return Cat(parts, parts.Length > 0 && parts[0].Rank == 1 ? 0 : 1);
    }

    /// <summary>Joins tensors one below the other, along the first dimension; vectors count as rows.</summary>
    /// <inheritdoc cref="Cat" path="/exception"/>
    public static Tensor VStack(params ReadOnlySpan<Tensor> tensors) => Cat(AtLeast(2, tensors));

    /// <summary>Joins tensors one behind the other, along the third dimension; vectors count as rows, and matrices as one deep.</summary>
    /// <inheritdoc cref="Cat" path="/exception"/>
    public static Tensor DStack(params ReadOnlySpan<Tensor> tensors) => Cat(AtLeast(3, tensors), 2);

    // A leading dimension for vectors, a trailing one for matrices.
    static Tensor[] AtLeast(int rank, ReadOnlySpan<Tensor> tensors)
    {
        var result = new Tensor[tensors.Length];
        for (var i = 0; i < result.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(tensors[i], nameof(tensors));
            result[i] = tensors[i];
            while (result[i].Rank < rank) result[i] = result[i].Unsqueeze(result[i].Rank == 2 ? -1 : 0);
        }
        return result;
    }
}
