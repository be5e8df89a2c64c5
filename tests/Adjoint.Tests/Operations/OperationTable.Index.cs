namespace Adjoint.Tests.Operations;

internal static partial class OperationTable
{
    static IEnumerable<Operation> Indexing =>
    [
        Index("Index number", x => x[1], [3], [2, 3]) with { IsView = true },
        Index("Index range", x => x[.., 1.., Slice.NewAxis], [2, 3], [2, 2, 3], [2, 0]) with { IsView = true },
        Index("Index step", x => x[Slice.Range(-3, null, 2), ^1], [4, 2], [3, 3]) with { IsView = true },
        Index("Index tensor", (x, i) => x[i], [4], [3], [3, 2], [2, 2], [3, 0], [4], [3], [0]),
        Index("Index tensor number", (x, i) => x[i], [2, 3], [], [3], []) with { IsView = true },
        Index("Index tensor behind", (x, i) => x[.., i], [2, 4], [3], [2, 2, 3], [2, 2], [0, 2], [2]),
        Index("Index tensors", (x, i) => x[i, i.Unsqueeze(-1)], [3, 4], [2], [3, 3, 2], [4]),
        Index("Index tensors apart", (x, i) => x[i, 1.., i], [3, 4, 5], [2], [3, 2, 3], [2, 1]),
        Index("Index tensors inside", (x, i) => x[.., i, i, ^2..], [2, 3, 3, 4], [2], [1, 4, 2, 1], [3]),
        Masked("Index mask", (x, m) => x[m], [4], [2, 3], []),
        Masked("Index mask rows", (x, m) => x[1.., m], [3, 4])
            with { Samples = [d => [d.Uniform([3, 4]), d.Mask([4])], d => [d.Uniform([2, 3, 2]), d.Mask([3])]] },
        Index("Gather", (x, i) => x.Gather(0, i), [3, 4], [2, 3], [3, 2, 2], [5, 2, 1], [3], [0], [], [2], [3], []),
        Index("Gather last", (x, i) => x.Gather(-1, i), [3, 4], [2, 6], [2, 3, 2], [2, 2, 2]),
        Put("Scatter", (x, i, s) => x.Scatter(1, i, s), 4, ([3, 4], [2, 3], [2, 3]), ([2, 4, 2], [2, 3, 1], [2, 4, 2]), ([2, 4], [0, 2], [2, 2])),
        Put("Scatter first", (x, i, s) => x.Scatter(0, i, s), 3, ([3, 4], [4, 4], [4, 5]), ([3], [], [2])),
        Put("ScatterAdd", (x, i, s) => x.ScatterAdd(1, i, s), 4, ([3, 4], [2, 5], [2, 5]), ([2, 4, 2], [2, 3, 1], [2, 4, 2]), ([2, 4], [0, 2], [2, 2])),
        Put("ScatterAdd first", (x, i, s) => x.ScatterAdd(0, i, s), 3, ([3, 4], [5, 4], [5, 4]), ([3], [6], [7])),
        Index("Scatter number", (x, i) => x.Scatter(0, i, 1.5), [3, 4], [2, 3], [2], [5]) with { Integers = Integers.Untested },
        Index("IndexSelect", (x, i) => x.IndexSelect(-1, i), [3, 4], [5], [4], [2], [2, 3, 2], [], [2, 0, 3], [2]),
        Put("IndexAdd", (x, i, s) => x.IndexAdd(0, i, s, alpha: 2), 3, ([3, 2], [4], [4, 2]), ([3], [2], [2]), ([3, 2], [0], [0, 2])),
        Put("IndexAdd last", (x, i, s) => x.IndexAdd(-1, i, s), 3, ([2, 3], [5], [2, 5])),
        Put("IndexCopy", (x, i, s) => x.IndexCopy(1, i, s), 4, ([3, 4], [2], [3, 2]), ([2, 4, 2], [5], [2, 5, 2])),
        Put("IndexFill", (x, i, s) => x.IndexFill(-1, i, s), 4, ([3, 4], [2], []), ([4], [], [])),
        Put("IndexPut", (x, i, s) => x.IndexPut([i], s), 4, ([4, 3], [2], [3]), ([4], [6], [6]), ([4, 2], [2, 2], [2, 1, 2])),
        Put("IndexPut add", (x, i, s) => x.IndexPut([Slice.Ellipsis, i], s, accumulate: true), 3, ([4, 3], [5], [4, 5]), ([3], [4], []), ([2, 2, 3], [0], [1])),
        Put("IndexPut apart", (x, i, s) => x.IndexPut([i, 1.., i], s), 3, ([3, 3, 4], [4], [4, 2]), ([3, 3, 3], [2], [2])),
        Put("IndexPut range", (x, _, s) => x.IndexPut([1.., Slice.Step(2)], s), 1, ([3, 4], [], [2, 2]), ([2, 3], [], []), ([1, 3], [], [2])),
        Put("IndexPut whole", (x, _, s) => x.IndexPut([Slice.Ellipsis], s), 1, ([3, 4], [], [1, 4]), ([], [], [])),
        Put("IndexPut range add", (x, _, s) => x.IndexPut([1], s, accumulate: true), 1, ([3, 4], [], [4]), ([2, 3], [], [])),
        Masked("MaskedFill", (x, m) => x.MaskedFill(m, 0.5), [2, 3], [], [0]) with { Integers = Integers.Untested },
        Masked("MaskedFill tensor", (x, m) => x.MaskedFill(m, x.Sum()), [2, 3], []) with { Integers = Integers.Untested },
        Masked("MaskedSelect", (x, m) => x.MaskedSelect(m), [2, 3], [], [0]),
        Index("Take", (x, i) => x.Take(i), [2, 3], [2, 4], [5], [], [3], [0]),
        Index("TakeAlongDim", (x, i) => x.TakeAlongDim(i, 1), [2, 3], [1, 4], [1, 3], [2, 1]),
        Index("TakeAlongDim flat", (x, i) => x.TakeAlongDim(i), [2, 3], [2, 2], [], []),
        Found("Nonzero", x => x.Nonzero()),
        Found("NonzeroTuple", x => x.NonzeroTuple()[0]),
        new("OneHot", inputs => inputs[0].OneHot(4), d => [d.Indices([2, 3], 4)], d => [d.Indices([], 4)], d => [d.Indices([0], 4)])
        {
            Order = 0,
            Reference = inputs => [.. inputs[0].ToArray<long>().SelectMany(i => Enumerable.Range(0, 4).Select(k => k == i ? 1.0 : 0))],
        },
    ];

    /// <summary>An operation on one tensor of each of the given shapes that moves elements and does not compute.</summary>
    static Operation Index(string name, Func<Tensor, Tensor> call, params long[][] shapes) => Copy(name, call, shapes);

    /// <summary>An operation on a tensor and an index, whose shapes come in pairs. The index is below the tensor's smallest size.</summary>
    static Operation Index(string name, Func<Tensor, Tensor, Tensor> call, params long[][] shapes) =>
        new(name, inputs => call(inputs[0], inputs[1]), [.. shapes.Chunk(2).Select(pair => new Func<Draw, Tensor[]>(d =>
            [d.Uniform(new Shape(pair[0])), Below(d, pair[1], pair[0].Where(size => size > 0).DefaultIfEmpty(1).Min())]))])
        {
            Integers = Integers.Kept,
        };

    /// <summary>An operation that puts elements at indices below a number.</summary>
    static Operation Put(string name, Func<Tensor, Tensor, Tensor, Tensor> call, long below, params (long[] X, long[] Index, long[] Source)[] shapes) =>
        new(name, inputs => call(inputs[0], inputs[1], inputs[2]), Array.ConvertAll(shapes, s => new Func<Draw, Tensor[]>(d =>
            [d.Uniform(new Shape(s.X)), Below(d, s.Index, below), d.Uniform(new Shape(s.Source))])))
        {
            Integers = Integers.Kept,
        };

    /// <summary>An operation on a tensor and a mask of the same shape.</summary>
    static Operation Masked(string name, Func<Tensor, Tensor, Tensor> call, params long[][] shapes) =>
        new(name, inputs => call(inputs[0], inputs[1]), Array.ConvertAll(shapes, shape => new Func<Draw, Tensor[]>(d =>
            [d.Uniform(new Shape(shape)), d.Mask(new Shape(shape))])))
        {
            Integers = Integers.Kept,
        };

    /// <summary>An operation that says where elements are that are not 0.</summary>
    static Operation Found(string name, Func<Tensor, Tensor> call) =>
        Copy(name, call) with
        {
            Order = 0,
            Samples = [d => [d.Pick([2, 3], 0, 1, -2)], d => [d.Pick([9], 0, 1)], d => [d.Pick([], 1)], d => [d.Pick([0, 2], 1)]],
        };

    // Int16, because what is done to Int32 and Int64 tensors in tests of types must not be done to indices.
    static Tensor Below(Draw d, long[] shape, long below) => d.Indices(new Shape(shape), below).To(DType.Int16);
}
