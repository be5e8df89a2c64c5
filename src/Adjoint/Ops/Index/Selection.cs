using Adjoint.Cpu.Indexing;

namespace Adjoint.Ops;

/// <summary>
/// What the brackets of <c>x[...]</c> mean for a certain tensor: a regular part of it, read in another shape; and, if there
/// are masks or index tensors, positions in the block of some dimensions of that part.
/// </summary>
/// <remarks>
/// The rules are PyTorch's: numbers (and zero-dimensional index tensors) and ranges come first; then masks become indices,
/// all index tensors broadcast, and their dimensions stand where those they index were, or in front if something stands
/// between them.
/// </remarks>
internal sealed class Selection
{
    readonly string _operation;
    readonly Tensor _x;
    readonly long[] _starts;
    readonly long[] _steps;
    readonly long[] _sizes;
    readonly List<long> _shape = [];
    readonly List<(int Place, int Dim, Tensor Index)> _advanced = [];
    readonly Slice? _part;
    (Block Block, Tensor Positions)? _at;
    int _dim;

    public Selection(string operation, Tensor x, ReadOnlySpan<Adjoint.Slice> indices)
    {
        (_operation, _x) = (operation, x);
        (_starts, _steps, _sizes) = (new long[x.Rank], new long[x.Rank], x.Layout.Sizes.AsSpan().ToArray());
        Array.Fill(_steps, 1);
        var rest = x.Rank - CountDims(indices);
        if (rest < 0)
            throw new ArgumentException(
                $"{operation}: {x.Rank - rest} dimensions are indexed, but a tensor of shape {x.Shape} has {x.Rank}.");
        var hasEllipsis = false;
        foreach (var index in indices)
        {
            if (index.IsEllipsis && !hasEllipsis)
            {
                hasEllipsis = true;
                for (; rest > 0; rest--) TakeWhole();
            }
            else Take(index);
        }
        while (_dim < x.Rank) TakeWhole();
        var isWhole = _sizes.AsSpan().SequenceEqual(x.Layout.Sizes) && !_steps.AsSpan().ContainsAnyExcept(1);
        if (!isWhole) _part = new(new(_starts), new(_steps), new(_sizes));
    }

    /// <summary>The chosen elements: a view, unless there are masks or index tensors.</summary>
    public Tensor Get()
    {
        if (_advanced.Count == 0) return Part();
        if (_advanced is [{ Index: { DType: DType.Bool, Rank: > 0 } mask }] && mask.Rank == _shape.Count)
            return MaskedSelect.Op.Apply(Part(), mask);
        var (block, positions) = At;
        return IndexGet.Read(Part(), block, positions);
    }

    (Block Block, Tensor Positions) At => _at ??= Combine();

    /// <summary>Writes over the chosen elements in place.</summary>
    public void Set(Tensor values)
    {
        if (GradMode.IsEnabled && (_x.RequiresGrad || values.RequiresGrad))
            _x.CheckInPlace(_operation, values, instead: "write x = x.IndexPut([...], y) for a new tensor");
        using var mode = Autograd.NoGrad();
        var part = Part();
        if (_advanced.Count == 0 && values.IsSameView(part)) return;
        part.CheckInPlace(_operation);
        values = Fit(values, part);
        if (_advanced.Count == 0) part.Write(values);
        else WriteAt(part, ReferenceEquals(values.Storage, part.Storage) ? values.Copy() : values);
        part.Storage.Version++;
    }

    // An index that is wrong is found before anything is written.
    void WriteAt(Tensor part, Tensor values)
    {
        var (block, positions) = At;
        if (block.Wraps)
            positions = Indices.Flatten(_operation, [new(_operation, block.Dim, block.Size(part.Layout), wraps: true)], [positions]);
        Indexed.Write(part, block, positions, values, accumulate: false);
    }

    /// <summary>A copy of the tensor in which the chosen elements are replaced, or increased.</summary>
    public Tensor Put(Tensor values, bool accumulate)
    {
        var part = Part();
        values = Fit(values, part);
        var changed = _advanced.Count > 0 ? new IndexPut(At.Block, accumulate).Apply(part, At.Positions, values)
            : accumulate ? part + values
            : values.Expand(part.Layout.Sizes);
        if (_part is not null) return new Replace(_part).Apply(_x, changed.Reshape(_part.Sizes.Values));
        changed = changed.Reshape(_x.Layout.Sizes);
        return _advanced.Count == 0 && !accumulate ? changed.Clone() : changed;
    }

    Tensor Part() => (_part?.Apply(_x) ?? _x).Reshape(_shape.ToArray());

    // Values may have more dimensions than what they are written to if those are of size 1.
    Tensor Fit(Tensor values, Tensor part)
    {
        var sizes = _advanced.Count == 0 ? part.Layout.Sizes : Indexed.Sizes(part.Layout, At.Block.Over, At.Positions.Layout);
        var extra = 0;
        while (values.Rank - extra > sizes.Length && values.Layout.Sizes[extra] == 1) extra++;
        if (extra > 0) values = values.Reshape(values.Layout.Sizes.AsSpan(extra));
        IndexPut.Check(_operation, values, sizes);
        return values.To(_x.DType);
    }

    static int CountDims(ReadOnlySpan<Adjoint.Slice> indices)
    {
        int count = 0, ellipses = 0;
        foreach (var index in indices)
        {
            if (index.IsEllipsis) count += Math.Min(ellipses++, 1);
            else if (!index.IsNewAxis) count += index.Tensor is { DType: DType.Bool } mask ? mask.Rank : 1;
        }
        return count;
    }

    void TakeWhole() => _shape.Add(_sizes[_dim++]);

    void Take(Adjoint.Slice index)
    {
        if (index.IsNewAxis) _shape.Add(1);
        else if (index.IsEllipsis) TakeWhole();
        else if (index.Tensor is { DType: DType.Bool } mask) TakeMask(mask);
        else if (index.Tensor is { } tensor) TakeIndices(tensor);
        else if (index.IsIndex) TakeNumber(index.ResolveIndex(_operation, _dim, _sizes[_dim]));
        else
        {
            (_starts[_dim], _sizes[_dim], _steps[_dim]) = index.ResolveRange(_sizes[_dim]);
            TakeWhole();
        }
    }

    void TakeNumber(long number) => (_starts[_dim], _sizes[_dim++]) = (number, 1);

    unsafe void TakeIndices(Tensor tensor)
    {
        if (tensor.DType == DType.UInt8 || !tensor.DType.IsInteger)
            throw new ArgumentException(
                $"{_operation}: a {tensor.DType} tensor is no index; convert it, to DType.Int64 for indices or to DType.Bool for a mask.");
        if (tensor.Rank == 0)
        {
            var number = tensor.Item<long>();
            TakeNumber(new Axis(_operation, _dim, _sizes[_dim], wraps: true).At(&number));
            return;
        }
        _advanced.Add((_shape.Count, _dim, tensor.Convert(DType.Int64)));
        TakeWhole();
    }

    void TakeMask(Tensor mask)
    {
        if (mask.Rank == 0)
        {
            _advanced.Add((_shape.Count, _dim, mask.Reshape(1)));
            _shape.Add(1);
            return;
        }
        if (!mask.Layout.Sizes.AsSpan().SequenceEqual(_sizes.AsSpan(_dim, mask.Rank)))
            throw new ArgumentException(
                $"{_operation}: a mask of shape {mask.Shape} does not fit " +
                $"dimension {_dim}{(mask.Rank > 1 ? $" to {_dim + mask.Rank - 1}" : "")} of shape {_x.Shape}.");
        _advanced.Add((_shape.Count, _dim, mask));
        for (var i = 0; i < mask.Rank; i++) TakeWhole();
    }

    (Block Block, Tensor Positions) Combine()
    {
        var (over, axes, indices) = (new List<long>(), new List<Axis>(), new List<Tensor>());
        foreach (var (place, dim, index) in _advanced)
        {
            var isMask = index.DType == DType.Bool;
            if (isMask && _advanced.Count == 1)
            {
                long[] dims = [.. Enumerable.Range(place, index.Rank).Select(d => (long)d)];
                return (new(new(dims), _operation, dim, Wraps: false), index.Positions());
            }
            if (!isMask && _advanced.Count == 1) return (new([place], _operation, dim, Wraps: true), index);
            var parts = isMask ? index.NonzeroTuple() : [index];
            for (var i = 0; i < parts.Length; i++)
            {
                over.Add(place + i);
                axes.Add(new(_operation, dim + i, _shape[place + i], wraps: true));
                indices.Add(parts[i]);
            }
        }
        var positions = Indices.Flatten(_operation, axes.ToArray(), indices.ToArray());
        return (new(new([.. over]), _operation, _advanced[0].Dim, Wraps: false), positions);
    }
}
