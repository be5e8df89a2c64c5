using System.Numerics;

namespace Adjoint.Cpu.Linalg;

/// <summary>Two vectors that are to be turned in their plane.</summary>
internal interface ITurn<T>
{
    /// <summary>x becomes c x + s y, and y becomes c y - s x.</summary>
    void Turn(int x, int y, T c, T s);
}

/// <summary>
/// What two halves of a decomposition have in common: which of their vectors take no part in it, because their z is tiny or because
/// another one has almost the same value, and in which half the others are not 0. Source: Cuppen, "A divide and conquer method for the
/// symmetric tridiagonal eigenproblem", 1981.
/// </summary>
internal unsafe ref struct Deflation<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly Span<int> _kept, _out;
    readonly T* _d, _z;
    readonly byte* _where;

    /// <param name="d">The values; those that are left out become values of the whole.</param>
    /// <param name="z">What couples them.</param>
    /// <param name="where">For each the half in which its vector is not 0, 0 or 2, or 1 where it is in both.</param>
    /// <param name="kept">Takes the numbers of those that take part, in ascending order of their values.</param>
    /// <param name="others">Takes the numbers of the rest.</param>
    public Deflation(T* d, T* z, byte* where, Span<int> kept, Span<int> others)
    {
        _d = d;
        _z = z;
        _where = where;
        _kept = kept;
        _out = others;
    }

    /// <summary>How many take part.</summary>
    public int Kept { get; private set; }

    /// <summary>How many do not.</summary>
    public int Out { get; private set; }

    /// <summary>Takes one without a look at it.</summary>
    public void Keep(int i) => _kept[Kept++] = i;

    /// <summary>
    /// Looks at those of <paramref name="sorted"/>, in ascending order of their values. Up to <paramref name="tolerance"/> counts as 0.
    /// </summary>
    public void Run<TTurn>(ReadOnlySpan<int> sorted, T rho, T tolerance, TTurn vectors) where TTurn : ITurn<T>
    {
        var last = -1;
        foreach (var i in sorted)
        {
            if (rho * T.Abs(_z[i]) <= tolerance) Leave(i);
            else
            {
                if (last >= 0 && !TryJoin(last, i, tolerance, vectors)) Keep(last);
                last = i;
            }
        }
        if (last >= 0) Keep(last);
    }

    // Two values so close that a rotation, which makes one z 0, couples them by next to nothing.
    bool TryJoin<TTurn>(int x, int y, T tolerance, TTurn vectors) where TTurn : ITurn<T>
    {
        var length = T.Hypot(_z[x], _z[y]);
        T c = _z[y] / length, s = -_z[x] / length;
        if (!(T.Abs((_d[y] - _d[x]) * c * s) <= tolerance)) return false;
        vectors.Turn(x, y, c, s);
        (_d[x], _d[y]) = (c * c * _d[x] + s * s * _d[y], s * s * _d[x] + c * c * _d[y]);
        (_z[x], _z[y]) = (T.Zero, length);
        if (_where[x] != _where[y]) (_where[x], _where[y]) = (1, 1);
        Leave(x);
        return true;
    }

    // Nearly in order already.
    void Leave(int i)
    {
        var place = Out++;
        for (; place > 0 && _d[_out[place - 1]] > _d[i]; place--) _out[place] = _out[place - 1];
        _out[place] = i;
    }

    /// <summary>Two lists of numbers, each in ascending order of their values, as one.</summary>
    public static void Merge(T* d, ReadOnlySpan<int> one, ReadOnlySpan<int> other, Span<int> target)
    {
        int i = 0, j = 0;
        for (var at = 0; at < one.Length + other.Length; at++)
            target[at] = j == other.Length || i < one.Length && d[one[i]] <= d[other[j]] ? one[i++] : other[j++];
    }
}
