namespace Adjoint;

public static partial class Autograd
{
    /// <summary>
    /// A function of single examples as one of batches: for each slice along a dimension the function is evaluated, and the results are
    /// stacked. Gradients of any order flow through.
    /// </summary>
    /// <param name="function">The function of one example.</param>
    /// <param name="inDim">The dimension of the input that counts examples.</param>
    /// <param name="outDim">The dimension of the result that counts them.</param>
    /// <remarks>
    /// As <c>torch.func.vmap</c>, with one difference: the examples are computed one after the other, not in one pass of wider operations.
    /// So it is for functions that are hard to write for a batch, such as the gradient of each example's loss,
    /// and no faster than the loop it replaces.
    /// </remarks>
    /// <example><code>
    /// var each = Autograd.Vmap(x => Autograd.Grad(Loss(x), x));
    /// </code></example>
    public static Func<Tensor, Tensor> Vmap(Func<Tensor, Tensor> function, int? inDim = 0, int outDim = 0)
    {
        ArgumentNullException.ThrowIfNull(function);
        return x => Map([x], [inDim], outDim, example => function(example[0]));
    }

    /// <summary>The same for a function of two tensors; a dimension that is null says that every example gets the whole tensor.</summary>
    /// <param name="function">The function of one example.</param>
    /// <param name="inDims">The dimensions of the inputs that count examples.</param>
    /// <param name="outDim">The dimension of the result that counts them.</param>
    /// <inheritdoc cref="Vmap(Func{Tensor, Tensor}, int?, int)"/>
    public static Func<Tensor, Tensor, Tensor> Vmap(Func<Tensor, Tensor, Tensor> function, (int? First, int? Second) inDims, int outDim = 0)
    {
        ArgumentNullException.ThrowIfNull(function);
        return (x, y) => Map([x, y], [inDims.First, inDims.Second], outDim, example => function(example[0], example[1]));
    }

    static Tensor Map(Tensor[] inputs, int?[] dims, int outDim, Func<Tensor[], Tensor> function)
    {
        long? count = null;
        for (var i = 0; i < inputs.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(inputs[i]);
            if (dims[i] is not { } dim) continue;
            if (inputs[i].Rank == 0)
                throw new ArgumentException(
                    $"Vmap: input {i} is a single number, with no dimension that counts examples; give null for its dimension.");
            var size = inputs[i].Size(dim);
            if (count is { } other && other != size)
                throw new ArgumentException(
                    $"Vmap: the inputs count {other} and {size} examples (shapes {inputs[0].Shape} and {inputs[i].Shape}).");
            count = size;
        }
        if (count is null or 0)
            throw new ArgumentException("Vmap: there are no examples; at least one input needs a dimension that counts them.");
        var results = new Tensor[count.Value];
        for (long example = 0; example < count; example++)
        {
            var index = example;
            results[index] = function([.. inputs.Select((input, i) => dims[i] is { } dim ? input.Select(dim, index) : input)]);
        }
        return Tensor.Stack(results, outDim);
    }
}
