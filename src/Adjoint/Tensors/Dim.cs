using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>Dimension numbers as users write them: from the front, or negative from the back.</summary>
internal static class Dim
{
    /// <summary>
    /// <paramref name="dim"/> as a number from 0 to <paramref name="rank"/> - 1. A zero-dimensional tensor answers to 0
    /// and -1, as in PyTorch.
    /// </summary>
    /// <param name="dim">The dimension.</param>
    /// <param name="rank">How many there are.</param>
    /// <param name="operation">What the user called, for the message; where another method wraps for it, that one says it.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Wrap(int dim, int rank, [CallerMemberName] string operation = "")
    {
        var wrapped = dim < 0 ? dim + Math.Max(rank, 1) : dim;
        if ((uint)wrapped >= (uint)Math.Max(rank, 1)) ThrowOutOfRange(operation, dim, rank);
        return wrapped;
    }

    /// <summary><see cref="Wrap"/> for what has a size: a zero-dimensional tensor has none.</summary>
    /// <inheritdoc cref="Wrap" path="/param"/>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int WrapSized(int dim, int rank, [CallerMemberName] string operation = "")
    {
        var wrapped = dim < 0 ? dim + rank : dim;
        if ((uint)wrapped >= (uint)rank) ThrowOutOfRange(operation, dim, rank);
        return wrapped;
    }

    /// <summary>Wraps every one of <paramref name="dims"/>, sorted; none means all of them.</summary>
    /// <inheritdoc cref="Wrap" path="/param"/>
    /// <exception cref="ArgumentException">A dimension is named twice.</exception>
    public static int[] WrapAll(ReadOnlySpan<int> dims, int rank, [CallerMemberName] string operation = "")
    {
        var wrapped = new int[dims.Length == 0 ? rank : dims.Length];
        if (dims.Length == 0)
        {
            for (var i = 0; i < rank; i++) wrapped[i] = i;
            return wrapped;
        }
        for (var i = 0; i < dims.Length; i++) wrapped[i] = Wrap(dims[i], rank, operation);
        Array.Sort(wrapped);
        for (var i = 1; i < wrapped.Length; i++)
        {
            if (wrapped[i] == wrapped[i - 1])
                throw new ArgumentException(
                    $"{operation}: dimension {wrapped[i]} is named twice in [{string.Join(", ", dims.ToArray())}].");
        }
        return wrapped;
    }

    static void ThrowOutOfRange(string operation, int dim, int rank) => throw new ArgumentOutOfRangeException(nameof(dim), dim,
        rank == 0
            ? dim is 0 or -1
                ? $"{operation}: a zero-dimensional tensor has no sizes; Reshape(1) makes it a vector."
                : $"{operation}: there is no dimension {dim}; a zero-dimensional tensor has none but 0 (or -1)."
            : $"{operation}: there is no dimension {dim}; a tensor of {rank} dimension(s) has {-rank} to {rank - 1}.");
}
