using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>What a derivative looks at besides the incoming gradient. Only that is kept alive until the backward pass.</summary>
[Flags]
internal enum Reads : uint
{
    /// <summary>Nothing but the gradient.</summary>
    Nothing = 0,

    /// <summary>The first input.</summary>
    First = 1,

    /// <summary>The second input.</summary>
    Second = 2,

    /// <summary>The third input.</summary>
    Third = 4,

    /// <summary>Every input; the n-th is bit n.</summary>
    Inputs = 0x7FFF_FFFF,

    /// <summary>The output, or every output.</summary>
    Output = 0x8000_0000,
}

internal static class ReadsExtensions
{
    /// <summary>
    /// Whether <paramref name="other"/> is among <paramref name="reads"/>. Unlike <see cref="Enum.HasFlag"/> it never boxes.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Has(this Reads reads, Reads other) => (reads & other) != 0;
}
