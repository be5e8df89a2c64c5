using Adjoint.Cpu.Sorting;

namespace Adjoint.Ops;

/// <summary>Where elements stand that are chosen along the last dimension by their place in order: not differentiable.</summary>
internal static unsafe class Ranks
{
    // From so many ranks on sorting is cheaper than looking for each.
    const long Few = 8;

    /// <summary>
    /// The elements at the positions that <paramref name="find"/> returns for a tensor whose last dimension is <paramref name="dim"/>, and
    /// these positions. Gradients go to the elements.
    /// </summary>
    public static (Tensor Values, Tensor Indices) Choose(string operation, Tensor x, int dim, bool keepDim, Func<Tensor, Tensor> find)
    {
        dim = Dim.Wrap(dim, x.Rank, operation);
        Reduce.CheckNotEmpty(operation, x, [dim]);
        if (x.Rank == 0) return (x.Clone(), Tensor.Zeros([], DType.Int64));
        var indices = find(x.Movedim(dim, -1)).Unsqueeze(dim);
        var values = x.Gather(dim, indices);
        return keepDim ? (values, indices) : (values.Squeeze(dim), indices.Squeeze(dim));
    }

    /// <summary>The position of the middle element of each line.</summary>
    public static Tensor Middle(Tensor x, bool skipsNaN)
    {
        var action = new MiddleAction
        {
            X = Lines(x),
            Positions = Tensor.Empty(new Shape(x.Layout.Sizes[..^1]), DType.Int64),
            SkipsNaN = skipsNaN,
        };
        if (action.Positions.Count > 0) action.X.DType.Run(ref action);
        return action.Positions;
    }

    /// <summary>The positions of elements of given ranks, [.., ranks]; a vector of ranks holds for every line.</summary>
    public static Tensor Positions(Tensor x, Tensor ranks)
    {
        var sizes = x.Layout.Sizes[..^1];
        var kept = ranks.Layout.Sizes[^1];
        if (kept > Few) return x.Detach().ArgSort(-1).Gather(-1, ranks.Expand([.. sizes, kept]));
        var action = new RanksAction
        {
            X = Lines(x),
            Ranks = ranks.Contiguous(),
            Positions = Tensor.Empty(new Shape([.. sizes, kept]), DType.Int64),
        };
        if (action.Positions.Count > 0) action.X.DType.Run(ref action);
        return action.Positions;
    }

    /// <summary>Where in each line, sorted, the first of its longest runs of equal elements ends.</summary>
    public static Tensor LongestRuns(Tensor sorted)
    {
        var action = new RunsAction { X = Lines(sorted), Ends = Tensor.Empty(new Shape(sorted.Layout.Sizes[..^1]), DType.Int64) };
        if (action.Ends.Count > 0) action.X.DType.Run(ref action);
        return action.Ends;
    }

    // Elements that lie together, of a type that has keys.
    static Tensor Lines(Tensor x) =>
        x.Detach().Convert(x.DType.Ordered).Contiguous();

    struct MiddleAction : IDTypeAction
    {
        public Tensor X, Positions;
        public bool SkipsNaN;

        public static DTypeSet Types => DTypeSet.Numbers;

        public readonly void Run<T>() where T : unmanaged
        {
            fixed (byte* x = X, positions = Positions)
                SelectLines<T>.Middle((T*)x, Positions.Count, X.Layout.Sizes[^1], SkipsNaN, (long*)positions);
        }
    }

    struct RanksAction : IDTypeAction
    {
        public Tensor X, Ranks, Positions;

        public static DTypeSet Types => DTypeSet.Numbers;

        public readonly void Run<T>() where T : unmanaged
        {
            var kept = Ranks.Layout.Sizes[^1];
            fixed (byte* x = X, ranks = Ranks, positions = Positions)
                SelectLines<T>.Ranks(
                    (T*)x, Positions.Count / kept, X.Layout.Sizes[^1], (long*)ranks, Ranks.Rank == 1 ? 0 : kept, kept, (long*)positions);
        }
    }

    struct RunsAction : IDTypeAction
    {
        public Tensor X, Ends;

        public static DTypeSet Types => DTypeSet.Numbers;

        public readonly void Run<T>() where T : unmanaged
        {
            fixed (byte* x = X, ends = Ends) LongestRuns<T>.Run((T*)x, Ends.Count, X.Layout.Sizes[^1], (long*)ends);
        }
    }
}
