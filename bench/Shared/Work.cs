namespace Adjoint.Bench;

/// <summary>What is counted beside the time.</summary>
public enum Unit
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Floating-point operations; a fused multiply-add is two.</summary>
    Flop,

    /// <summary>Bytes that must be read and written at least.</summary>
    Byte,

    /// <summary>No time at all: the peak of the process's resident memory, in bytes, stands in the place of the seconds.</summary>
    Resident,
}

/// <summary>How much one call of a workload does.</summary>
public readonly record struct Work(double Amount, Unit Unit)
{
    public static readonly Work PeakMemory = new(0, Unit.Resident);

    public static Work Flop(double amount) => new(amount, Unit.Flop);

    public static Work Bytes(double amount) => new(amount, Unit.Byte);
}
