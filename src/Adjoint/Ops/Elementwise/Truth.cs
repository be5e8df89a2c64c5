namespace Adjoint.Ops;

/// <summary>Numbers as truth values.</summary>
internal static class Truth
{
    /// <summary>A mask: where the number is not 0. NaN is true.</summary>
    public static V Of<V>(V x) where V : struct, IReal<V> => V.Not(V.Equal(x, V.Zero));
}
