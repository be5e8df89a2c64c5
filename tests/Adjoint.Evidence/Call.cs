namespace Adjoint.Evidence;

/// <summary>A recorded call: reads arguments by position (0 is the input) or by PyTorch's name.</summary>
internal sealed class Call(object?[] positional, IReadOnlyDictionary<string, object?> named)
{
    // Of these only what the library always does is recorded.
    static readonly HashSet<string> s_indifferent = ["device", "stable", "layout", "pin_memory", "memory_format", "requires_grad"];

    readonly HashSet<string> _read = [];
    long _last;

    public int Count => positional.Length;

    public bool Has(int position, string name) => At(position, name) is not null;

    public object? At(int position, string name)
    {
        _read.Add(name);
        _last = Math.Max(_last, position);
        return position < positional.Length ? positional[position] : named.GetValueOrDefault(name);
    }

    public Tensor X => T(0, "input");

    public Tensor T(int position, string name) => MaybeT(position, name) ?? throw new MissingException($"{name} left out");

    public Tensor? MaybeT(int position, string name) => At(position, name) switch
    {
        null => null,
        Tensor tensor => tensor,
        double number => number,
        long number => number,
        bool truth => truth,
        var other => throw new MissingException($"{name} of the kind {other.GetType().Name}"),
    };

    public Tensor[] Ts(int position, string name) => At(position, name) switch
    {
        object?[] items => Array.ConvertAll(items, item => item as Tensor ?? throw new MissingException($"{name} with something else than tensors")),
        Tensor => [.. Enumerable.Range(position, positional.Length - position).Select(i => T(i, name))],
        _ => throw new MissingException($"{name} with something else than tensors"),
    };

    public double D(int position, string name, double otherwise = double.NaN) => At(position, name) switch
    {
        null => otherwise,
        double number => number,
        long number => number,
        bool truth => truth ? 1 : 0,
        Tensor { Count: 1 } tensor => tensor.Item(),
        _ => throw new MissingException($"{name} that is no number"),
    };

    public double? MaybeD(int position, string name) => Has(position, name) ? D(position, name) : null;

    public Scalar S(int position, string name, Scalar otherwise) => At(position, name) switch
    {
        null => otherwise,
        double number => number,
        long number => number,
        bool truth => truth,
        _ => throw new MissingException($"{name} that is no number"),
    };

    public long L(int position, string name, long otherwise = 0) => (long)D(position, name, otherwise);

    public int I(int position, string name, int otherwise = 0) => (int)L(position, name, otherwise);

    public bool B(int position, string name, bool otherwise = false) => D(position, name, otherwise ? 1 : 0) != 0;

    public string? Text(int position, string name) => At(position, name) as string;

    public DType? Type(int position = int.MaxValue) => At(position, "dtype") as DType?;

    /// <summary>A list of whole numbers, or all the numbers from that position on.</summary>
    public long[] Ls(int position, string name) => At(position, name) switch
    {
        null => [],
        object?[] items =>
            Array.ConvertAll(items, item => item is long number ? number : throw new MissingException($"{name} with something else than numbers")),
        long when position < positional.Length => Rest(position, name),
        long number => [number],
        _ => throw new MissingException($"{name} that are no numbers"),
    };

    public int[] Is(int position, string name) => Array.ConvertAll(Ls(position, name), number => (int)number);

    /// <summary>One or several dimensions: null where none are given; never more than one argument.</summary>
    public int[]? Dims(int position, string name = "dim") => At(position, name) switch
    {
        null => null,
        long dim => [(int)dim],
        _ => Is(position, name),
    };

    /// <summary>Throws where an argument was not looked at: the library does not have it.</summary>
    public void CheckAllRead()
    {
        if (positional.Length > _last + 1) throw new MissingException($"{positional.Length} arguments");
        foreach (var (name, value) in named)
        {
            if (!_read.Contains(name) && !s_indifferent.Contains(name) && value is not null) throw new MissingException($"the argument {name}");
        }
    }

    long[] Rest(int position, string name)
    {
        _last = positional.Length;
        return [.. Enumerable.Range(position, positional.Length - position).Select(i => L(i, name))];
    }
}
