using System.Numerics;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Linalg;

/// <summary>What the poles of a secular equation are to the numbers d that stand for them.</summary>
internal interface IPoles
{
    /// <summary>How far the pole of a lies above that of b, to the last digit.</summary>
    static abstract V Gap<V>(V a, V b) where V : struct, IReal<V>;

    /// <summary>The number that stands for what lies <paramref name="beyond"/> the pole of d.</summary>
    static abstract T Number<T>(T d, T beyond) where T : IRootFunctions<T>, INumber<T>;
}

/// <summary>The poles are the numbers: eigenvalues.</summary>
internal readonly struct Plain : IPoles
{
    public static V Gap<V>(V a, V b) where V : struct, IReal<V> => a - b;

    public static T Number<T>(T d, T beyond) where T : IRootFunctions<T>, INumber<T> => d + beyond;
}

/// <summary>The poles are the squares of the numbers: singular values.</summary>
internal readonly struct Squared : IPoles
{
    public static V Gap<V>(V a, V b) where V : struct, IReal<V> => (a - b) * (a + b);

    public static T Number<T>(T d, T beyond) where T : IRootFunctions<T>, INumber<T>
    {
        var root = d + T.Sqrt(T.Max(T.Zero, d * d + beyond));
        return root == T.Zero ? T.Zero : d + beyond / root;
    }
}
