using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Adjoint.Cpu.Parallel;

/// <summary>
/// Threads that help a calling thread with one piece of work at a time. Starting takes a microsecond or two while they are
/// awake and allocates nothing: the work stays on the caller's stack.
/// </summary>
internal sealed unsafe class Crew
{
    const long Closed = 1L << 32;
    const long MaxHands = 1 << 16;

    [ThreadStatic]
    static bool t_isInside;

    readonly Berth _caller = new();
    Berth[] _workers = [];
    Work _work;
    ExceptionDispatchInfo? _failure;
    Words _words = new() { Gate = Closed };

    // What several threads write, on cache lines of its own.
    [StructLayout(LayoutKind.Explicit, Size = 4 * Share.CacheLine)]
    struct Words
    {
        // 1 while a thread has the workers.
        [FieldOffset(Share.CacheLine)]
        public int Owned;

        // The number of the call, and in the low bits how many hands it needs.
        [FieldOffset(2 * Share.CacheLine)]
        public long Call;

        // How many workers are at the work, and whether no more may come.
        [FieldOffset(3 * Share.CacheLine)]
        public long Gate;
    }

    /// <summary>
    /// Shares the work with up to <paramref name="hands"/> - 1 workers; false, and nothing done, if there are none to be had.
    /// </summary>
    public bool TryRun<TRange>(int hands, long count, long grain, ref TRange range) where TRange : struct, IRange
    {
        if (t_isInside || Interlocked.CompareExchange(ref _words.Owned, 1, 0) != 0) return false;
        t_isInside = true;
        ExceptionDispatchInfo? failure;
        try
        {
            hands = (int)Math.Min(Math.Min(hands, MaxHands - 1), (count - 1) / grain + 1);
            Grow(hands - 1);
            _work.Split(count, grain, hands);
            _work.Range = Unsafe.AsPointer(ref range);
            _work.Run = &Part<TRange>;
            Open(hands);
            Execute(hand: 0);
            Close();
            (failure, _failure) = (_failure, null);
        }
        finally
        {
            t_isInside = false;
            Volatile.Write(ref _words.Owned, 0);
        }
        failure?.Throw();
        return true;
    }

    static void Part<TRange>(void* range, long from, long to) where TRange : struct, IRange => Unsafe.AsRef<TRange>(range).Run(from, to);

    void Open(int hands)
    {
        Interlocked.And(ref _words.Gate, ~Closed);
        Interlocked.Exchange(ref _words.Call, (_words.Call / MaxHands + 1) * MaxHands + hands);
        WakeHelpers(hand: 0);
    }

    void Close()
    {
        Interlocked.Or(ref _words.Gate, Closed);
        for (long gate; (gate = Volatile.Read(ref _words.Gate)) != Closed;) _caller.WaitWhile(ref _words.Gate, gate);
    }

    // Each hand wakes two others, so that many are awake soon.
    void WakeHelpers(int hand)
    {
        for (var helper = 2 * hand + 1; helper <= 2 * hand + 2 && helper < _work.Hands; helper++) _workers[helper - 1].Wake();
    }

    void Execute(int hand)
    {
        try
        {
            _work.Execute(hand, ref _failure);
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(e), null);
        }
    }

    void Grow(int count)
    {
        while (_workers.Length < count)
        {
            var (hand, berth, call) = (_workers.Length + 1, new Berth(), _words.Call);
            new Thread(() => Serve(hand, berth, call)) { IsBackground = true, Name = $"Adjoint {hand}" }.UnsafeStart();
            _workers = [.. _workers, berth];
        }
    }

    void Serve(int hand, Berth berth, long seen)
    {
        t_isInside = true;
        while (true)
        {
            berth.WaitWhile(ref _words.Call, seen);
            var call = Volatile.Read(ref _words.Call);
            if (call == seen) continue;
            seen = call;
            if (hand >= call % MaxHands) continue;
            // Whoever comes late finds the gate closed, or the next work behind it.
            if ((Interlocked.Increment(ref _words.Gate) & Closed) == 0 && hand < _work.Hands)
            {
                WakeHelpers(hand);
                Execute(hand);
            }
            if (Interlocked.Decrement(ref _words.Gate) == Closed) _caller.Wake();
        }
    }
}
