namespace Adjoint.Cpu.Recurrent;

/// <summary>
/// Sequences side by side, the longest first: at step t the first <c>Steps[t]</c> of them are there. What belongs to a step stands
/// row by row after that of the steps before it.
/// </summary>
internal sealed class SequenceSteps
{
    public SequenceSteps(ReadOnlySpan<long> sizes, bool isReversed)
    {
        Sizes = sizes.ToArray();
        IsReversed = isReversed;
        Offsets = new long[sizes.Length];
        for (var t = 1; t < sizes.Length; t++) Offsets[t] = Offsets[t - 1] + sizes[t - 1];
    }

    public long[] Sizes { get; }

    /// <summary>The first row of each step.</summary>
    public long[] Offsets { get; }

    /// <summary>Whether the last step comes first.</summary>
    public bool IsReversed { get; }

    /// <summary>The step that is the n-th to be computed.</summary>
    public int Step(int n) => IsReversed ? Sizes.Length - 1 - n : n;

    /// <summary>How many sequences were there at the step computed before this one.</summary>
    public long Begun(int step) => Before(step) is var before && before >= 0 && before < Sizes.Length ? Sizes[before] : 0;

    /// <summary>The row that a sequence had at the step computed before this one; -1 where it only begins.</summary>
    public long PreviousRow(int step, long sequence) => sequence < Begun(step) ? Offsets[Before(step)] + sequence : -1;

    int Before(int step) => IsReversed ? step + 1 : step - 1;
}

/// <summary>What a recurrent layer is computed of. Matrices are contiguous.</summary>
internal unsafe struct RecurrentProblem<T> where T : unmanaged
{
    public SequenceSteps Steps;
    public long Batch, Hidden;

    /// <summary>What comes from the input, [rows, gates * hidden].</summary>
    public T* Input;

    /// <summary>[gates * hidden, hidden].</summary>
    public T* Weight;

    /// <summary>[gates * hidden], added to the product with the hidden state; null for none.</summary>
    public T* Bias;

    /// <summary>The first states, [batch, hidden]; null where the cell has no such.</summary>
    public T* Hidden0, Cell0;

    /// <summary>The states after each step, [rows, hidden], and what the cell saves, [rows, saved * hidden].</summary>
    public T* Output, Saved;
}

/// <summary>Gradients that come back to a recurrent layer, and those it gives.</summary>
internal unsafe struct RecurrentGradients<T> where T : unmanaged
{
    /// <summary>Of the output at each step; null for none.</summary>
    public T* Output;

    /// <summary>Of the last states, [batch, hidden], and at the end of the first ones.</summary>
    public T* Hidden, Cell;

    /// <summary>
    /// Of what came from the input, and of the product with the hidden state (the same memory where they are equal),
    /// [rows, gates * hidden].
    /// </summary>
    public T* Input, Product;

    /// <summary>The hidden state before each step, [rows, hidden]: written.</summary>
    public T* Previous;
}
