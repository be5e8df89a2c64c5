namespace Adjoint.Tests.Operations;

internal static partial class OperationTable
{
    static IEnumerable<Operation> Layouts =>
    [
        View("Reshape", x => x.Reshape(x.Size(-1), -1), [2, 3], [4, 1, 2]),
        View("ReshapeAs", x => x.ReshapeAs(Tensor.Zeros([x.Size(-1), x.Size(0)])), [2, 3], [0, 4]),
        View("View", x => x.Contiguous().View(-1), [2, 3], [], [0, 2]),
        View("ViewAs", x => x.Contiguous().ViewAs(Tensor.Zeros([x.Count])), [2, 3], [], [0, 2]),
        View("Flatten", x => x.Flatten(), [2, 3, 2], [3], [], [2, 0]),
        View("Flatten inner", x => x.Flatten(1, -1), [2, 3, 2], [2, 0, 2]),
        View("Unflatten", x => x.Unflatten(-1, 2, -1), [3, 6], [4], [0, 2]),
        View("Squeeze", x => x.Squeeze(), [2, 1, 3, 1], [1], []),
        View("Squeeze dim", x => x.Squeeze(0, -1), [1, 3, 1], [2, 1, 1]),
        View("Unsqueeze", x => x.Unsqueeze(-1), [2, 3], [], [0]),
        View("Permute", x => x.Permute(2, 0, 1), [2, 3, 4], [0, 1, 2]),
        View("Transpose", x => x.Transpose(0, -1), [2, 3, 4], [3], []),
        View("Swapaxes", x => x.Swapaxes(-1, 0), [2, 3, 4], []),
        View("T", x => x.T, [2, 3], [3], [2, 3, 2]),
        View("Mt", x => x.Mt, [2, 3], [2, 3, 2]),
        View("Movedim", x => x.Movedim([0, 1], [-1, 0]), [2, 3, 4]),
        View("Expand", x => x.Expand(2, -1, 3), [4, 1], [1, 4, 3], [2, 0, 1]),
        View("ExpandAs", x => x.ExpandAs(Tensor.Zeros([2, 3])), [1], [], [2, 1]),
        View("BroadcastTo", x => x.BroadcastTo(2, 3), [1], [], [2, 1]),
        View("BroadcastTensors", x => Tensor.BroadcastTensors(x, Tensor.Zeros([2, 3]))[0], [1], [], [2, 1]),
        View("Narrow", x => x.Narrow(1, 1, 2), [2, 4], [0, 3]),
        View("Select", x => x.Select(0, -1), [2, 3], [2]),
        View("Split", x => x.Split(2)[0], [5, 2], [1, 3], [0]),
        View("Split sizes", x => x.Split([1, 0, 3], dim: -1)[2], [2, 4], [0, 4]),
        View("Chunk", x => x.Chunk(3, dim: 1)[1], [2, 5], [2, 3]),
        View("Unbind", x => x.Unbind()[1], [2, 3], [3]),
        View("Diagonal", x => x.Diagonal(1, -1, 0), [3, 4], [2, 3, 2], [1, 1]),
        View("Contiguous", x => x.Contiguous(), [2, 3], [], [0, 2]),
        View("To", x => x.To(DType.Float64).To(x.DType), [2, 3], [], [0]),
        Copy("Clone", x => x.Clone(), [2, 3], [], [0, 2]),
        Copy("Split times Split", x => x.Split(2, 1) is var p ? p[0] * p[1] : p[0], [2, 4]),
        Copy("Unbind times Unbind", x => x.Unbind(1) is var p ? p[0] * p[1] : p[0], [3, 2], [3, 4]),
        Copy("Repeat", x => x.Repeat(2, 1, 3), [2, 3], [], [2, 1, 2], [0, 2]),
        Copy("Tile", x => x.Tile(2), [2, 3], [], [3]),
        Copy("RepeatInterleave", x => x.RepeatInterleave(3), [2, 3], [], [0]),
        Copy("RepeatInterleave dim", x => x.RepeatInterleave(2, 1), [2, 3], [2, 0]),
        Copy("RepeatInterleave tensor", x => x.RepeatInterleave(Tensor.From(new[] { 2, 0, 1 }), -1), [2, 3], [3]),
        Copy("Flip", x => x.Flip(0, -1), [2, 3], [2, 3, 4], [0, 2]),
        Copy("Roll", x => x.Roll([1, -2], [0, 1]), [2, 3], [4, 1], [0, 2]),
        Copy("Roll flat", x => x.Roll(-4), [2, 3], [], [0]),
        Copy("Rot90", x => x.Rot90(-1, 1, 0), [2, 3], [2, 3, 2]),
        Copy("Tril", x => x.Tril(-1), [3, 4], [2, 4, 3], [0, 3], [1, 1]),
        Copy("Triu", x => x.Triu(1), [3, 4], [2, 4, 3], [0, 3], [1, 1]),
        Copy("Diag", x => x.Diag(-1), [3], [3, 4], [0]),
        Copy("DiagEmbed", x => x.DiagEmbed(1, 0, -1), [3], [2, 3], [0, 2]),
        Copy("Trace", x => x.Trace(), [3, 3], [2, 4], [0, 2]) with { Integers = Integers.Untested },
        Copy("Cat", x => Tensor.Cat([x, 2 * x.Narrow(-1, 0, 1), x], -1), [2, 3], [3], [2, 1]),
        Copy("Stack", x => Tensor.Stack([x, 2 * x], 1), [2, 3], [3], [0]),
        Copy("Meshgrid", x => Tensor.Meshgrid([x, Tensor.Zeros([2], x.DType)], MeshgridIndexing.Xy)[0], [3], []) with { IsView = true },
        Copy("HStack", x => Tensor.HStack(x, x), [2, 3], [3], []),
        Copy("VStack", x => Tensor.VStack(x, x), [2, 3], [3], []),
        Copy("DStack", x => Tensor.DStack(x, x), [2, 3], [3], []),
    ];

    /// <summary>An operation on one tensor of each of the given shapes that moves elements and does not compute.</summary>
    static Operation Copy(string name, Func<Tensor, Tensor> call, params long[][] shapes) =>
        new(name, inputs => call(inputs[0]), Array.ConvertAll(shapes, shape => new Func<Draw, Tensor[]>(d => [d.Uniform(new Shape(shape))])))
        {
            Integers = Integers.Kept,
        };

    /// <summary>The same for one that may return a view.</summary>
    static Operation View(string name, Func<Tensor, Tensor> call, params long[][] shapes) => Copy(name, call, shapes) with { IsView = true };
}
