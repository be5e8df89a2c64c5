namespace Adjoint.Evidence;

internal static partial class OperationMap
{
    static Dictionary<string, Func<Call, object>> Layouts => new()
    {
        ["T"] = c => c.X.T,
        ["t"] = c => c.X.T,
        ["mT"] = c => c.X.Mt,
        ["reshape"] = c => c.X.Reshape(c.Ls(1, "shape")),
        ["view"] = c => c.X.View(c.Ls(1, "shape")),
        ["reshape_as"] = c => c.X.ReshapeAs(c.T(1, "other")),
        ["view_as"] = c => c.X.ViewAs(c.T(1, "other")),
        ["flatten"] = c => c.X.Flatten(c.I(1, "start_dim"), c.I(2, "end_dim", -1)),
        ["ravel"] = c => c.X.Flatten(),
        ["unflatten"] = c => c.X.Unflatten(c.I(1, "dim"), c.Ls(2, "sizes")),
        ["squeeze"] = c => c.Has(1, "dim") ? c.X.Squeeze(c.I(1, "dim")) : c.X.Squeeze(),
        ["unsqueeze"] = c => c.X.Unsqueeze(c.I(1, "dim")),
        ["permute"] = c => c.X.Permute(c.Is(1, "dims")),
        ["transpose"] = c => c.X.Transpose(c.I(1, "dim0"), c.I(2, "dim1")),
        ["swapaxes"] = c => c.X.Swapaxes(c.I(1, "dim0"), c.I(2, "dim1")),
        ["movedim"] = c => c.X.Movedim(c.Dims(1, "source") ?? [], c.Dims(2, "destination") ?? []),
        ["expand"] = c => c.X.Expand(c.Ls(1, "shape")),
        ["expand_as"] = c => c.X.Expand(c.T(1, "other").Shape.ToArray()),
        ["broadcast_to"] = c => c.X.BroadcastTo(c.Ls(1, "shape")),
        ["broadcast_tensors"] = c => Tensor.BroadcastTensors(c.Ts(0, "tensors")),
        ["repeat"] = c => c.X.Repeat(c.Ls(1, "repeats")),
        ["tile"] = c => c.X.Tile(c.Ls(1, "dims")),
        ["repeat_interleave"] =
            c => c.At(1, "repeats") is Tensor repeats ? c.X.RepeatInterleave(repeats, c.Dims(2)?[0]) : c.X.RepeatInterleave(c.L(1, "repeats"), c.Dims(2)?[0]),
        ["flip"] = c => c.X.Flip(c.Is(1, "dims")),
        ["roll"] =
            c => c.Dims(2, "dims") is { } dims ? c.X.Roll(c.At(1, "shifts") is long shift ? [shift] : c.Ls(1, "shifts"), dims) : c.X.Roll(c.L(1, "shifts")),
        ["rot90"] = c => c.Has(2, "dims") ? c.X.Rot90(c.I(1, "k", 1), c.Is(2, "dims")[0], c.Is(2, "dims")[1]) : c.X.Rot90(c.I(1, "k", 1)),
        ["narrow"] = c => c.X.Narrow(c.I(1, "dim"), c.L(2, "start"), c.L(3, "length")),
        ["select"] = c => c.X.Select(c.I(1, "dim"), c.L(2, "index")),
        ["split"] = c => c.X.Split(c.L(1, "split_size"), c.I(2, "dim")),
        ["split.list_args"] = c => c.X.Split(c.Ls(1, "split_size"), c.I(2, "dim")),
        ["split_with_sizes"] = c => c.X.Split(c.Ls(1, "split_sizes"), c.I(2, "dim")),
        ["chunk"] = c => c.X.Chunk(c.I(1, "chunks"), c.I(2, "dim")),
        ["unbind"] = c => c.X.Unbind(c.I(1, "dim")),
        ["cat"] = c => Tensor.Cat(c.Ts(0, "tensors"), c.I(1, "dim")),
        ["stack"] = c => Tensor.Stack(c.Ts(0, "tensors"), c.I(1, "dim")),
        ["hstack"] = c => Tensor.HStack(c.Ts(0, "tensors")),
        ["vstack"] = c => Tensor.VStack(c.Ts(0, "tensors")),
        ["dstack"] = c => Tensor.DStack(c.Ts(0, "tensors")),
        ["tril"] = c => c.X.Tril(c.I(1, "diagonal")),
        ["triu"] = c => c.X.Triu(c.I(1, "diagonal")),
        ["diagonal"] = c => c.X.Diagonal(c.I(1, "offset"), c.I(2, "dim1"), c.I(3, "dim2", 1)),
        ["diag"] = c => c.X.Diag(c.I(1, "diagonal")),
        ["trace"] = c => c.X.Trace(),
        ["meshgrid.list_of_tensors"] = c => Tensor.Meshgrid(c.Ts(0, "tensors"), Indexing(c)),
        ["meshgrid.variadic_tensors"] = c => Tensor.Meshgrid(c.Ts(0, "tensors"), Indexing(c)),
    };

    static MeshgridIndexing Indexing(Call c) => c.Text(99, "indexing") == "xy" ? MeshgridIndexing.Xy : MeshgridIndexing.Ij;
}
