namespace Adjoint.Cpu;

/// <summary>Work that can be done for any part of a range.</summary>
internal interface IRange
{
    /// <summary>Does the work for the numbers from <paramref name="from"/> up to, not including, <paramref name="to"/>.</summary>
    void Run(long from, long to);
}
