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

    /// <summary>The same as <see cref="VStack"/>.</summary>
    /// <inheritdoc cref="Cat" path="/exception"/>
    public static Tensor RowStack(params ReadOnlySpan<Tensor> tensors) => VStack(tensors);

    /// <summary>Joins tensors one behind the other, along the third dimension; vectors count as rows, and matrices as one deep.</summary>
    /// <inheritdoc cref="Cat" path="/exception"/>
    public static Tensor DStack(params ReadOnlySpan<Tensor> tensors) => Cat(AtLeast(3, tensors), 2);

    /// <summary>Joins tensors side by side, along the second dimension; vectors count as columns.</summary>
    /// <inheritdoc cref="Cat" path="/exception"/>
    public static Tensor ColumnStack(params ReadOnlySpan<Tensor> tensors)
    {
        var columns = AtLeast(1, tensors);
        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i].Rank == 1) columns[i] = columns[i].Unsqueeze(1);
        }
        return Cat(columns, 1);
    }
}
