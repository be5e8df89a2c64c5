namespace Adjoint.Cpu.Fused;

/// <summary>
/// The sums over alignments of label sequences with log-probabilities [time, batch, classes]. An alignment runs through the labels with a
/// blank before, between and behind them; it may stay, step on, or step over a blank between different labels.
/// </summary>
internal readonly unsafe struct CtcProblem<T> where T : unmanaged
{
    // Rows of the table: how many steps of time, where the labels begin, how many there are.
    const int Fields = 3;

    // Whole vectors of every width.
    const long Unit = 16;

    /// <summary>In front of each row, so that one may look two places back, and behind it.</summary>
    public const long Margin = 2;

    public T* LogProbs { get; init; }

    public long* Labels { get; init; }

    public long* Table { get; init; }

    public long Batch { get; init; }

    public long Classes { get; init; }

    public long Blank { get; init; }

    /// <summary>How many steps of time there are in memory.</summary>
    public long Steps { get; init; }

    /// <summary>The length of a row of places, in whole vectors.</summary>
    public long Width { get; init; }

    /// <summary>The length of a row with its margin.</summary>
    public long Stride => Width + Margin;

    /// <summary>The row length for sequences of at most so many labels.</summary>
    public static long WidthOf(long labels) => (2 * labels + Unit) / Unit * Unit;

    public long Time(long n) => Table[n * Fields];

    /// <summary>How many places an alignment runs through: labels and blanks.</summary>
    public long Places(long n) => 2 * Table[n * Fields + 2] + 1;

    /// <summary>The class at a place.</summary>
    public long ClassAt(long n, long place) => place % 2 == 0 ? Blank : Labels[Table[n * Fields + 1] + place / 2];

    /// <summary>Whether one may come to a place from two places back.</summary>
    public bool Skips(long n, long place) => place >= 3 && place % 2 == 1 && ClassAt(n, place) != ClassAt(n, place - 2);

    /// <summary>The log-probabilities of a step of time.</summary>
    public T* At(long t, long n) => LogProbs + (t * Batch + n) * Classes;
}
