using System.Numerics;
using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>Numbers that must be so; those that are not are refused in the name of the operation.</summary>
internal static class Require
{
    /// <summary>The number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive, or NaN.</exception>
    public static T Positive<T>(string of, T value, [CallerArgumentExpression(nameof(value))] string name = "") where T : INumber<T> =>
        value > T.Zero ? value : throw new ArgumentOutOfRangeException(name, value, $"{of}: {name} must be positive, and is {value}.");

    /// <summary>The number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, or NaN.</exception>
    public static T NotNegative<T>(string of, T value, [CallerArgumentExpression(nameof(value))] string name = "") where T : INumber<T> =>
        value >= T.Zero ? value : throw new ArgumentOutOfRangeException(name, value, $"{of}: {name} cannot be negative, and is {value}.");

    /// <summary>The number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is above <paramref name="most"/>.</exception>
    public static T AtMost<T>(string of, T value, T most, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : INumber<T> =>
        value <= most ? value : throw new ArgumentOutOfRangeException(name, value, $"{of}: {name} can be at most {most}, and is {value}.");

    /// <exception cref="ArgumentOutOfRangeException">A target of a loss is not the number of a class.</exception>
    public static void Class(string loss, long target, long classes, string name)
    {
        if (target < 0 || target >= classes)
            throw new ArgumentOutOfRangeException(
                name, target, $"{loss}: there are {classes} classes, numbered from 0, and a target is {target}.");
    }
}
