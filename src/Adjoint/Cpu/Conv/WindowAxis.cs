namespace Adjoint.Cpu.Conv;

/// <summary>
/// The windows of a pooling operation along one spatial dimension: window o reads the input at First[o], First[o] + Step, ...,
/// Count[o] places that all lie inside.
/// </summary>
internal sealed record WindowAxis(long Input, long[] First, long[] Count, long Step)
{
    /// <summary>A dimension that is not there.</summary>
    public static readonly WindowAxis None = new(1, [0], [1], 1);

    /// <summary>How many windows there are.</summary>
    public long Output => First.Length;

    /// <summary>Windows of one size, at equal distances, without what lies outside.</summary>
    public static WindowAxis Sliding(long input, long output, long kernel, long stride, long padding, long dilation)
    {
        long[] first = new long[output], count = new long[output];
        for (long i = 0; i < output; i++)
        {
            var start = i * stride - padding;
            var skipped = start < 0 ? (-start + dilation - 1) / dilation : 0;
            first[i] = start + skipped * dilation;
            count[i] = Math.Max(0, Math.Min(kernel - skipped, (input - first[i] + dilation - 1) / dilation));
        }
        return new(input, first, count, dilation);
    }

    /// <summary>Windows that share the input evenly: window o from ⌊o in / out⌋ to ⌈(o + 1) in / out⌉.</summary>
    public static WindowAxis Adaptive(long input, long output)
    {
        long[] first = new long[output], count = new long[output];
        for (long i = 0; i < output; i++)
        {
            first[i] = i * input / output;
            count[i] = ((i + 1) * input + output - 1) / output - first[i];
        }
        return new(input, first, count, 1);
    }
}
