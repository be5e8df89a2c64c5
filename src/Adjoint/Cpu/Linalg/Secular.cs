using System.Numerics;
using System.Runtime.CompilerServices;
using Adjoint.Cpu.Loops;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Linalg;

/// <summary>
/// The roots of 1/ρ + Σ z²/(δ - λ) = 0, one above each of the poles δ. They are sought as distances from the closest pole, by a model
/// with the two poles beside the root that has the function's value and both sums' slopes, in an interval that shrinks. Source:
/// Li, "Solving secular equations stably and efficiently", LAPACK working note 89, 1993.
/// </summary>
/// <remarks>Arrays of poles are in any order and padded, to whole vectors, with a pole above all roots and z = 0.</remarks>
internal unsafe struct Secular<TPoles, T> : IRange where TPoles : struct, IPoles where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Arrays are padded to a multiple of it.</summary>
    public const int Vector = 16;

    const int MostSteps = 100, FewSteps = 16;

    /// <summary>The numbers that stand for the poles, and z.</summary>
    public T* D, Z;

    /// <summary>Where in these arrays the poles are, in ascending order.</summary>
    public int* Rank;

    /// <summary>For each root a line: the distances of all poles from it.</summary>
    public T* Distances;

    /// <summary>The numbers that stand for the roots.</summary>
    public T* Roots;

    public T Rho;
    public int Count;

    /// <summary>The length of the arrays and of a line.</summary>
    public int Padded;

    public readonly void Run(long from, long to)
    {
        for (; from < to; from++)
        {
            var line = Distances + from * Padded;
            var (pole, beyond) = from == Count - 1 ? Last(line) : Between((int)from, line);
            Shift(line, beyond);
            Roots[from] = TPoles.Number(D[pole], beyond);
        }
    }

    // Above the last pole: no further than ρ Σ z².
    readonly (int Pole, T Beyond) Last(T* line)
    {
        int right = Rank[Count - 1], left = Count > 1 ? Rank[Count - 2] : right;
        Gaps(D[right], line);
        var reach = Rho * Line<T>.Dot(Z, Z, Padded);
        return (right, Count == 1 ? reach : Search(line, left, right, T.Zero, reach, reach * Half, isLast: true));
    }

    readonly (int Pole, T Beyond) Between(int root, T* line)
    {
        int left = Rank[root], right = Rank[root + 1];
        Gaps(D[left], line);
        var width = line[right];
        var middle = width * Half;
        var sums = Evaluate(line, middle);
        T l = Z[left] * Z[left], r = Z[right] * Z[right];
        // The sum of all others is taken to be what it is in the middle.
        var rest = sums.Value + (l - r) / middle;
        if (sums.Value >= T.Zero)
            return (left, Search(line, left, right, T.Zero, middle, Model(rest, l, r, width), isLast: false));
        Gaps(D[right], line);
        return (right, Search(line, left, right, -middle, T.Zero, -Model(-rest, r, l, width), isLast: false));
    }

    // Where c - p / x + q / (width - x) is 0 between 0 and the width.
    static T Model(T c, T p, T q, T width)
    {
        var a = c * width + p + q;
        var root = T.Sqrt(T.Max(T.Zero, a * a - Four * p * width * c));
        return a > T.Zero ? Two * p * width / (a + root) : (a - root) / (Two * c);
    }

    readonly T Search(T* line, int left, int right, T low, T high, T guess, bool isLast)
    {
        var x = guess > low && guess < high ? guess : low + (high - low) * Half;
        for (var step = 0; step < MostSteps; step++)
        {
            var sums = Evaluate(line, x);
            if (T.Abs(sums.Value) <= Line<T>.Epsilon * sums.Bound) return x;
            if (sums.Value < T.Zero) low = x;
            else high = x;
            var next = x + Step(sums, line[left] - x, line[right] - x, isLast, Z[right]);
            // A bad model must not go on for long.
            if (!(next > low && next < high) || step >= FewSteps) next = Middle(low, high);
            if (next == x || next <= low || next >= high) return x;
            x = next;
        }
        return x;
    }

    static T Middle(T low, T high)
    {
        var isWide = low > T.Zero && high > Four * low || high < T.Zero && low < Four * high;
        return isWide ? high * T.Sqrt(low / high) : low + (high - low) * Half;
    }

    // Where the model c + p / (left - x) + q / (right - x) is 0.
    static T Step(in Sums sums, T left, T right, bool isLast, T z)
    {
        var value = sums.Value;
        T below = sums.Below, above = sums.Above;
        if (isLast)
        {
            above = z / right * (z / right);
            below -= above;
        }
        var c = value - left * below - right * above;
        var a = (left + right) * value - left * right * (below + above);
        var b = left * right * value;
        if (isLast && c < T.Zero) c = -c;
        var root = T.Sqrt(T.Max(T.Zero, a * a - Four * b * c));
        if (isLast) root = -root;
        var step = a > T.Zero != isLast ? Two * b / (a + root) : (a - root) / (Two * c);
        // Upwards where the value is negative, as the function goes.
        return T.IsFinite(step) && value * step < T.Zero ? step : -value / (below + above);
    }

    readonly Sums Evaluate(T* line, T x) =>
        Isa.Has512 ? Evaluate<V512<T>>(line, x) : Isa.Has256 ? Evaluate<V256<T>>(line, x) : Evaluate<V128<T>>(line, x);

    [MethodImpl(Compile.Loop)]
    readonly Sums Evaluate<V>(T* line, T x) where V : struct, IVector<V, T>
    {
        V point = V.Fill(x), value = V.Zero, size = V.Zero, slope = V.Zero, below = V.Zero;
        for (var i = 0; i < Padded; i += V.Count)
        {
            V distance = V.Load(line + i) - point, z = V.Load(Z + i);
            var ratio = z / distance;
            V term = z * ratio, square = ratio * ratio;
            value += term;
            size += V.Abs(term);
            slope += square;
            below += V.And(V.Less(distance, V.Zero), square);
        }
        T sum = Lanes.Fold<Plus, V, T>(slope), left = Lanes.Fold<Plus, V, T>(below), inverse = T.One / Rho;
        return new(
            inverse + Lanes.Fold<Plus, V, T>(value), left, sum - left,
            inverse + T.CreateChecked(4) * Lanes.Fold<Plus, V, T>(size) + T.Abs(x) * sum);
    }

    readonly void Gaps(T d, T* line)
    {
        if (Isa.Has512) Gaps<V512<T>>(d, line);
        else if (Isa.Has256) Gaps<V256<T>>(d, line);
        else Gaps<V128<T>>(d, line);
    }

    [MethodImpl(Compile.Loop)]
    readonly void Gaps<V>(T d, T* line) where V : struct, IVector<V, T>
    {
        var from = V.Fill(d);
        for (var i = 0; i < Padded; i += V.Count) V.Store(TPoles.Gap(V.Load(D + i), from), line + i);
    }

    readonly void Shift(T* line, T by)
    {
        for (var i = 0; i < Padded; i += V128<T>.Count) V128<T>.Store(V128<T>.Load(line + i) - V128<T>.Fill(by), line + i);
    }

    static T Half => T.One / Two;

    static T Two => T.One + T.One;

    static T Four => Two + Two;

    // The function's value, the slopes of what poles below and above give to it, and of which size its errors are, in epsilons.
    readonly record struct Sums(T Value, T Below, T Above, T Bound);
}
