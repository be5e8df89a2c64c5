using System.Diagnostics;
using CsCheck;

namespace Adjoint.Fuzz;

/// <summary>What became of the inputs.</summary>
internal sealed class Tally
{
    readonly Lock _lock = new();

    public long Accepted { get; private set; }

    public long Refused { get; private set; }

    public TimeSpan Slowest { get; private set; }

    public long Largest { get; private set; }

    public void Add(bool accepted, TimeSpan time, long memory)
    {
        lock (_lock)
        {
            if (accepted) Accepted++;
            else Refused++;
            if (time > Slowest) Slowest = time;
            Largest = Math.Max(Largest, memory);
        }
    }
}

/// <summary>Changes good files by chance, at the surface and inside, and demands that each is read or refused, soon and in little memory.</summary>
internal static class Fuzzer
{
    static readonly TimeSpan s_allowedTime = TimeSpan.FromSeconds(5);
    const long AllowedMemory = 64 << 20;

    public static void Run(Reader reader, long count, Tally tally, string? seed = null) =>
        Gen.Select(Gen.Int[0, reader.Seeds.Length - 1].Select(i => reader.Seeds[i]), Mutation.Any.Array[1, 3], Gen.Bool,
            (bytes, mutations, isInside) => (bytes, mutations, isInside))
            .Sample(input => Check(reader, Input(reader, input.bytes, input.mutations, input.isInside), tally), seed: seed, iter: count);

    static byte[] Input(Reader reader, byte[] bytes, Mutation[] mutations, bool isInside)
    {
        byte[] Change(byte[] part) => mutations.Aggregate(part, (changed, mutation) => mutation.Apply(changed));
        return isInside ? reader.Inside(bytes, Change) : Change(bytes);
    }

    static void Check(Reader reader, byte[] bytes, Tally tally)
    {
        var (start, before) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
        var isAccepted = true;
        try
        {
            reader.Read(bytes);
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or EndOfStreamException)
        {
            isAccepted = false;
        }
        var (time, memory) = (Stopwatch.GetElapsedTime(start), GC.GetAllocatedBytesForCurrentThread() - before);
        tally.Add(isAccepted, time, memory);
        if (time > s_allowedTime || memory > AllowedMemory)
            throw new InvalidOperationException($"{reader.Name}: {bytes.Length} bytes took {time.TotalSeconds:F1} s and {memory} bytes of memory.");
    }
}
