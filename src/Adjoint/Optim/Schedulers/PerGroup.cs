using System.Collections;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Optim;

/// <summary>A number for all groups of an optimizer, <c>0.1</c>, or one for each, <c>[0.1, 0.01]</c>.</summary>
[CollectionBuilder(typeof(PerGroup), nameof(Create))]
public readonly struct PerGroup : IEnumerable<double>
{
    readonly double[]? _values;
    readonly double _value;

    PerGroup(double[]? values, double value) => (_values, _value) = (values, value);

    /// <summary>One for each group; what a collection expression calls.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static PerGroup Create(ReadOnlySpan<double> values) => new(values.ToArray(), 0);

    /// <summary>The same for all groups.</summary>
    public static implicit operator PerGroup(double value) => new(null, value);

    /// <summary>One for each group.</summary>
    public static implicit operator PerGroup(double[] values) => Create(values);

    /// <summary>The numbers for the groups of an optimizer.</summary>
    /// <exception cref="ArgumentException">There are as many as for another number of groups.</exception>
    internal double[] For(string scheduler, Optimizer optimizer, string name)
    {
        var count = optimizer.ParameterGroups.Count;
        if (_values is null)
        {
            var same = new double[count];
            Array.Fill(same, _value);
            return same;
        }
        if (_values.Length != count)
            throw new ArgumentException(
                $"{scheduler}: {_values.Length} values were given for {name}, and the optimizer has {count} groups.", name);
        return [.. _values];
    }

    /// <inheritdoc/>
    public IEnumerator<double> GetEnumerator() => ((IEnumerable<double>)(_values ?? [_value])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
