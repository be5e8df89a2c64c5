using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Sampling;

/// <summary>
/// The pseudo-random number generator mt19937, as PyTorch's CPU generator uses it. Source: M. Matsumoto and T. Nishimura,
/// "Mersenne Twister: A 623-dimensionally equidistributed uniform pseudo-random number generator", ACM TOMACS 8 (1998).
/// One thread at a time.
/// </summary>
internal sealed class MersenneTwister
{
    /// <summary>The bytes of a saved state.</summary>
    public const int SavedSize = 5056;

    const int Size = 624;
    const int Distance = 397;

    // Where the parts of a saved state begin: a C structure of PyTorch, whose words take eight bytes each.
    const int SavedLeft = 8, SavedSeeded = 12, SavedNext = 16, SavedWords = 24, SavedNormal = 5024, SavedHasNormal = 5040;
    const int SavedSingleNormal = 5048, SavedHasSingleNormal = 5052;

    readonly uint[] _state = new uint[Size];
    readonly uint[] _words = new uint[Size]; // the state, tempered: what is drawn
    ulong _seed;
    int _next;
    int _left; // 1 where all words are drawn

    // PyTorch keeps one for Float32 too; nothing on the CPU draws it, but it is part of the state.
    float? _singleNormal;

    public MersenneTwister(ulong seed) => Seed = seed;

    /// <summary>The number the state was made from; setting it makes a new one.</summary>
    public ulong Seed
    {
        get => _seed;
        set
        {
            _seed = value;
            _state[0] = (uint)value;
            for (var i = 1; i < Size; i++) _state[i] = 1812433253 * (_state[i - 1] ^ (_state[i - 1] >> 30)) + (uint)i;
            (_next, _left) = (0, 1);
            (SpareNormal, _singleNormal) = (null, null);
        }
    }

    /// <summary>The second number of the last pair of normal numbers, not yet given out.</summary>
    public double? SpareNormal { get; set; }

    /// <summary>32 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Next32()
    {
        if (_left == 1) Refill();
        _left--;
        return _words[_next++];
    }

    /// <summary>64 random bits, the upper ones drawn first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next64()
    {
        ulong high = Next32();
        return high << 32 | Next32();
    }

    /// <summary>A number in [0, 1) of 53 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double NextDouble() => (long)(Next64() & ((1UL << 53) - 1)) * (1.0 / (1L << 53));

    /// <summary>The next draws of 32 bits: at least one and at most <paramref name="count"/>. Valid until the next call.</summary>
    public ReadOnlySpan<uint> Take(long count)
    {
        if (_left == 1) Refill();
        var taken = (int)Math.Min(count, _left - 1);
        var words = _words.AsSpan(_next, taken);
        _next += taken;
        _left -= taken;
        return words;
    }

    /// <summary>Writes the state in the layout of <c>torch.get_rng_state()</c>.</summary>
    public void Save(Span<byte> saved)
    {
        saved.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(saved, _seed);
        BinaryPrimitives.WriteInt32LittleEndian(saved[SavedLeft..], _left);
        BinaryPrimitives.WriteInt32LittleEndian(saved[SavedSeeded..], 1);
        BinaryPrimitives.WriteInt64LittleEndian(saved[SavedNext..], _next);
        for (var i = 0; i < Size; i++) BinaryPrimitives.WriteUInt64LittleEndian(saved[(SavedWords + 8 * i)..], _state[i]);
        if (SpareNormal is { } spare)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(saved[SavedNormal..], spare);
            saved[SavedHasNormal] = 1;
        }
        if (_singleNormal is { } single)
        {
            BinaryPrimitives.WriteSingleLittleEndian(saved[SavedSingleNormal..], single);
            saved[SavedHasSingleNormal] = 1;
        }
    }

    /// <summary>Takes over a state written by <see cref="Save"/> or by PyTorch; false, and unchanged, if it is not one.</summary>
    public bool TryLoad(ReadOnlySpan<byte> saved)
    {
        var left = BinaryPrimitives.ReadInt32LittleEndian(saved[SavedLeft..]);
        var next = BinaryPrimitives.ReadInt64LittleEndian(saved[SavedNext..]);
        var isSeeded = BinaryPrimitives.ReadInt32LittleEndian(saved[SavedSeeded..]) == 1;
        var isFresh = left == 1 && next == 0;
        if (!isSeeded || left is < 1 or > Size || left + next != Size + 1 && !isFresh) return false;
        _seed = BinaryPrimitives.ReadUInt64LittleEndian(saved);
        (_left, _next) = (left, (int)next);
        for (var i = 0; i < Size; i++) _state[i] = BinaryPrimitives.ReadUInt32LittleEndian(saved[(SavedWords + 8 * i)..]);
        Temper();
        SpareNormal = saved[SavedHasNormal] != 0 ? BinaryPrimitives.ReadDoubleLittleEndian(saved[SavedNormal..]) : null;
        _singleNormal = saved[SavedHasSingleNormal] != 0 ? BinaryPrimitives.ReadSingleLittleEndian(saved[SavedSingleNormal..]) : null;
        return true;
    }

    void Refill()
    {
        Twist(0, Size - Distance, Distance);
        Twist(Size - Distance, Size - 1, Distance - Size);
        _state[Size - 1] = _state[Distance - 1] ^ Twist(_state[Size - 1], _state[0]);
        Temper();
        (_next, _left) = (0, Size + 1);
    }

    // Each word becomes a mix of itself, its successor and the word at some distance, which is one already renewed where
    // the distance is negative: far enough behind for whole vectors.
    [MethodImpl(Compile.Loop)]
    void Twist(int from, int to, int distance)
    {
        var i = from;
        for (; i <= to - Vector<uint>.Count; i += Vector<uint>.Count)
        {
            var mixed = Twist(new Vector<uint>(_state, i), new Vector<uint>(_state, i + 1));
            (new Vector<uint>(_state, i + distance) ^ mixed).CopyTo(_state, i);
        }
        for (; i < to; i++) _state[i] = _state[i + distance] ^ Twist(_state[i], _state[i + 1]);
    }

    static uint Twist(uint word, uint successor) =>
        (((word & 0x80000000) | (successor & 0x7fffffff)) >> 1) ^ ((successor & 1) * 0x9908b0df);

    static Vector<uint> Twist(Vector<uint> word, Vector<uint> successor) =>
        (((word & new Vector<uint>(0x80000000)) | (successor & new Vector<uint>(0x7fffffff))) >>> 1)
        ^ ((Vector<uint>.Zero - (successor & Vector<uint>.One)) & new Vector<uint>(0x9908b0df));

    [MethodImpl(Compile.Loop)]
    void Temper()
    {
        var i = 0;
        for (; i <= Size - Vector<uint>.Count; i += Vector<uint>.Count)
        {
            var y = new Vector<uint>(_state, i);
            y ^= y >>> 11;
            y ^= (y << 7) & new Vector<uint>(0x9d2c5680);
            y ^= (y << 15) & new Vector<uint>(0xefc60000);
            y ^= y >>> 18;
            y.CopyTo(_words, i);
        }
        for (; i < Size; i++)
        {
            var y = _state[i];
            y ^= y >> 11;
            y ^= (y << 7) & 0x9d2c5680;
            y ^= (y << 15) & 0xefc60000;
            y ^= y >> 18;
            _words[i] = y;
        }
    }
}
