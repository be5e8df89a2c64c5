using System.Numerics;
using Adjoint.Cpu.Gemm;

namespace Adjoint.Cpu.Linalg;

/// <summary>
/// The values and vectors of a whole out of those of its halves: the roots of a secular equation, and products of the halves' vectors,
/// which lie in rows, with its vectors. Those are put into three groups, so that no zeros are multiplied.
/// </summary>
internal unsafe ref struct Union<TPoles, T> where TPoles : struct, IPoles where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Work a thread should at least have, in poles that roots are compared with.
    const long Grain = 1 << 13;

    readonly Halves<T> _all;
    readonly Scratch<T> _numbers, _vectors, _left;
    readonly Scratch<int> _places;
    readonly int _from, _to, _count, _out, _padded, _above, _both;

    /// <summary>
    /// Solves for the numbers that take part, in <see cref="Halves{T}.Kept"/>, with 1/ρ + Σ z²/(δ - λ). The values come to stand
    /// at the beginning of the part, those that take no part behind them.
    /// </summary>
    /// <param name="all">What is kept of each vector.</param>
    /// <param name="from">The first number of the part.</param>
    /// <param name="to">Behind its last.</param>
    /// <param name="count">How many take part.</param>
    /// <param name="rho">ρ.</param>
    /// <param name="first">The number of the pole that stands for a row, where vectors have another side; otherwise -1.</param>
    public Union(Halves<T> all, int from, int to, int count, T rho, int first)
    {
        (_all, _from, _to, _count, _out) = (all, from, to, count, to - from - count);
        _padded = (count + Secular<TPoles, T>.Vector - 1) / Secular<TPoles, T>.Vector * Secular<TPoles, T>.Vector;
        _numbers = new(2L * _padded);
        _places = new(2L * count);
        _vectors = new((long)count * _padded);
        _left = new(first >= 0 ? (long)count * _padded : 0);
        var secular = new Secular<TPoles, T>
        {
            D = _numbers.Pointer,
            Z = _numbers.Pointer + _padded,
            Rank = _places.Pointer,
            Distances = _vectors.Pointer,
            Roots = all.Z + from,
            Rho = rho,
            Count = count,
            Padded = _padded,
        };
        (_above, _both) = Group(secular, first, out var place);
        Threads.For(count, Math.Max(1, Grain / _padded), secular);
        SecularVectors<TPoles, T>.Run(secular, first >= 0 ? _left.Pointer : null, place);
        PutValues();
    }

    public readonly void Dispose()
    {
        _left.Dispose();
        _vectors.Dispose();
        _places.Dispose();
        _numbers.Dispose();
    }

    readonly int* Sources => _places.Pointer + _count;

    // First the vectors of one half alone, then those of both, then those of the other half.
    readonly (int Above, int Both) Group(in Secular<TPoles, T> secular, int first, out int firstPlace)
    {
        var places = stackalloc int[4];
        for (var i = 0; i < 4; i++) places[i] = 0;
        for (var i = 0; i < _count; i++) places[_all.Where[_all.Kept[_from + i]] + 1]++;
        var (above, both) = (places[1], places[2]);
        (places[1], places[2]) = (above, above + both);
        firstPlace = -1;
        for (var i = 0; i < _count; i++)
        {
            var number = _all.Kept[_from + i];
            var place = places[_all.Where[number]]++;
            if (number == first) firstPlace = place;
            (secular.Rank[i], Sources[place]) = (place, number);
            (secular.D[place], secular.Z[place]) = (_all.D[number], _all.Z[number]);
        }
        var z = Line<T>.Dot(secular.Z, secular.Z, _count);
        var beyond = _all.D[_all.Kept[_from + _count - 1]] + secular.Rho * z + T.Sqrt(z) + T.One;
        for (var i = _count; i < _padded; i++) (secular.D[i], secular.Z[i]) = (beyond, T.Zero);
        return (above, both);
    }

    readonly void PutValues()
    {
        for (var i = 0; i < _out; i++) _all.Z[_from + _count + i] = _all.D[_all.Others[_from + i]];
        new Span<T>(_all.Z + _from, _to - _from).CopyTo(new(_all.D + _from, _to - _from));
    }

    /// <summary>The new vectors of one side, in the columns from the part's beginning on.</summary>
    /// <param name="rows">The vectors.</param>
    /// <param name="row">From one to the next.</param>
    /// <param name="split">The first column of the other half.</param>
    /// <param name="end">Behind its last column.</param>
    /// <param name="other">Whether they are those of the other side.</param>
    public readonly void Multiply(T* rows, long row, int split, int end, bool other)
    {
        long above = split - _from, below = end - split;
        int upper = _above + _both, lower = _count - _above;
        using var scratch = new Scratch<T>(upper * above + lower * below + _out * (above + below));
        T* top = scratch.Pointer, bottom = top + upper * above, left = bottom + lower * below;
        for (var i = 0; i < upper; i++) Copy(rows + Sources[i] * row + _from, top + i * above, above);
        for (var i = 0; i < lower; i++) Copy(rows + Sources[_above + i] * row + split, bottom + i * below, below);
        for (var i = 0; i < _out; i++) Copy(rows + _all.Others[_from + i] * row + _from, left + i * (above + below), above + below);

        var vectors = new Matrix<T>((other ? _left : _vectors).Pointer, _padded, 1);
        var target = rows + _from * row + _from;
        Gemm<T>.Run(vectors, new(top, above, 1), target, row, _count, above, upper);
        Gemm<T>.Run(vectors.At(0, _above), new(bottom, below, 1), target + above, row, _count, below, lower);
        for (var i = 0; i < _out; i++) Copy(left + i * (above + below), target + (_count + i) * row, above + below);
    }

    /// <summary>The numbers of the whole in ascending order of their values.</summary>
    public readonly void PutOrder()
    {
        Span<int> kept = new(_all.Kept + _from, _count), others = new(_all.Others + _from, _out);
        for (var i = 0; i < _count; i++) kept[i] = _from + i;
        for (var i = 0; i < _out; i++) others[i] = _from + _count + i;
        Deflation<T>.Merge(_all.D, kept, others, new(_all.Order + _from, _to - _from));
    }

    static void Copy(T* from, T* to, long count) => new Span<T>(from, (int)count).CopyTo(new(to, (int)count));
}
