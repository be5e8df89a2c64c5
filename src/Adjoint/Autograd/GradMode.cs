namespace Adjoint;

/// <summary>What is different from usual on a thread.</summary>
[Flags]
internal enum Modes : byte
{
    /// <summary>Nothing: operations on tensors that require gradients are recorded, in the types of their inputs.</summary>
    Plain = 0,

    /// <summary>Nothing is recorded.</summary>
    NoGrad = 1,

    /// <summary>New tensors are shut out of gradients for good.</summary>
    Inference = 2,

    /// <summary>Products are computed in <see cref="DType.BFloat16"/>.</summary>
    AutocastBFloat16 = 4,

    /// <summary>Products are computed in <see cref="DType.Float16"/>.</summary>
    AutocastFloat16 = 8,

    /// <summary>Either.</summary>
    Autocast = AutocastBFloat16 | AutocastFloat16,

    /// <summary>Derivatives are searched for NaN, and nodes remember where they were made.</summary>
    Anomaly = 16,

    /// <summary>Nodes remember values and gradients for a picture.</summary>
    Recorded = 32,

    /// <summary>What a user looks at, whatever is being computed.</summary>
    Watched = Anomaly | Recorded,
}

/// <summary>The modes of the current thread: one byte, so that an operation looks once.</summary>
internal static class GradMode
{
    [ThreadStatic]
    static Modes t_modes;

    /// <summary>All of them.</summary>
    public static Modes Current
    {
        get => t_modes;
        set => t_modes = value;
    }

    /// <summary>Switches one of them on or off, and says what it was.</summary>
    public static bool Switch(Modes mode, bool on)
    {
        var was = t_modes & mode;
        t_modes = t_modes & ~mode | (on ? mode : Modes.Plain);
        return was != 0;
    }

    /// <summary>Whether operations on tensors that require gradients are recorded.</summary>
    public static bool IsEnabled => (t_modes & Modes.NoGrad) == 0;

    /// <summary>Whether new tensors are shut out of gradients for good.</summary>
    public static bool IsInference => (t_modes & Modes.Inference) != 0;
}
