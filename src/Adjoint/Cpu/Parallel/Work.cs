using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Adjoint.Cpu.Parallel;

/// <summary>
/// A range cut into pieces. Every hand has a few in a row, which stay in its cache from one operation to the next; whoever is
/// done with those takes from the others, so that cores of unequal speed end together.
/// </summary>
internal unsafe struct Work
{
    const int PiecesEach = 4;

    // Borders of long pieces lie between cache lines and between vectors.
    const long LongPiece = 1024, Border = 64;

    /// <summary>Does the work for a part of <see cref="Range"/>.</summary>
    public delegate*<void*, long, long, void> Run;

    /// <summary>The work, on the caller's stack.</summary>
    public void* Range;

    long _count, _pieces;

    // How long pieces are; 0 if they are short, and so of almost the same length.
    long _long;
    Share[] _shares;

    /// <summary>How many threads take part.</summary>
    public int Hands { get; private set; }

    /// <summary>Cuts 0 to <paramref name="count"/> into pieces of about <paramref name="grain"/> or more.</summary>
    public void Split(long count, long grain, int hands)
    {
        _count = count;
        var pieces = Math.Min((count - 1) / grain + 1, hands * PiecesEach);
        pieces = Math.Min(count, (pieces + hands - 1) / hands * hands); // as many for each
        var longest = (count - 1) / pieces + 1;
        _long = longest > LongPiece ? (longest + Border - 1) / Border * Border : 0;
        if (_long > 0) pieces = (count - 1) / _long + 1;
        _pieces = pieces;
        if (_shares is null || _shares.Length < hands) _shares = new Share[hands];
        for (var i = 0; i < hands; i++) (_shares[i].Next, _shares[i].End) = (pieces * i / hands, pieces * (i + 1) / hands);
        Hands = hands;
    }

    /// <summary>Does pieces until there are none left, or until somebody failed.</summary>
    public readonly void Execute(int hand, ref ExceptionDispatchInfo? failure)
    {
        for (var i = 0; i < Hands; i++)
        {
            ref var share = ref _shares[(hand + i) % Hands];
            while (Volatile.Read(ref share.Next) < share.End && Volatile.Read(ref failure) is null)
            {
                var piece = Interlocked.Increment(ref share.Next) - 1;
                if (piece < share.End) Run(Range, Edge(piece), Edge(piece + 1));
            }
        }
    }

    readonly long Edge(long piece) => _long > 0 ? Math.Min(piece * _long, _count) : _count * piece / _pieces;
}

/// <summary>The pieces of one hand, on a cache line of their own.</summary>
[StructLayout(LayoutKind.Explicit, Size = CacheLine)]
internal struct Share
{
    // Twice the usual 64 bytes: processors fetch lines in pairs.
    public const int CacheLine = 128;

    [FieldOffset(0)]
    public long Next;

    [FieldOffset(8)]
    public long End;
}
