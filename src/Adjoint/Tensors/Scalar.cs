using System.Globalization;
using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>
/// A plain number given to an operation beside a tensor (<c>x * 2</c>, <c>x.Pow(0.5)</c>). Any C# number converts to it.
/// It never widens a tensor within its kind: <c>x * 0.1</c> keeps <c>Float32</c>; an integer tensor times <c>0.5</c> becomes
/// <c>Float32</c>.
/// </summary>
public readonly struct Scalar : IEquatable<Scalar>, IFormattable
{
    readonly long _bits;
    readonly Kind _kind;

    enum Kind : byte { Int, Float, Bool }

    Scalar(long bits, Kind kind) => (_bits, _kind) = (bits, kind);

    /// <summary>A floating-point number.</summary>
    public static implicit operator Scalar(double value) => new(BitConverter.DoubleToInt64Bits(value), Kind.Float);

    /// <summary>A floating-point number.</summary>
    public static implicit operator Scalar(float value) => (double)value;

    /// <summary>A floating-point number.</summary>
    public static implicit operator Scalar(Half value) => (double)value;

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(long value) => new(value, Kind.Int);

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(int value) => new(value, Kind.Int);

    /// <summary>A truth value.</summary>
    public static implicit operator Scalar(bool value) => new(value ? 1 : 0, Kind.Bool);

    /// <summary>Whether this is a floating-point number.</summary>
    public bool IsFloatingPoint => _kind == Kind.Float;

    /// <summary>Whether this is a truth value.</summary>
    public bool IsBool => _kind == Kind.Bool;

    /// <summary>The element type a tensor made of this number alone has: <c>Float32</c>, <c>Int64</c> or <c>Bool</c>.</summary>
    public DType DType => _kind switch { Kind.Float => DType.Float32, Kind.Int => DType.Int64, _ => DType.Bool };

    /// <summary>The number as a <see cref="double"/>.</summary>
    public double ToDouble() => _kind == Kind.Float ? BitConverter.Int64BitsToDouble(_bits) : _bits;

    /// <summary>The number as a <see cref="long"/>, truncated towards zero.</summary>
    public long ToInt64() => _kind == Kind.Float ? (long)BitConverter.Int64BitsToDouble(_bits) : _bits;

    /// <summary>The number as an element of a tensor; integers wrap around as in a cast.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal T To<T>() where T : unmanaged => _kind == Kind.Float
        ? Cpu.Convert.To<double, T>(BitConverter.Int64BitsToDouble(_bits))
        : Cpu.Convert.To<long, T>(_bits);

    /// <inheritdoc/>
    public bool Equals(Scalar other) => _kind == other._kind && _bits == other._bits;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Scalar other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_bits, _kind);

    /// <summary>Same kind and same bits.</summary>
    public static bool operator ==(Scalar a, Scalar b) => a.Equals(b);

    /// <summary>Another kind or other bits.</summary>
    public static bool operator !=(Scalar a, Scalar b) => !a.Equals(b);

    /// <inheritdoc/>
    public override string ToString() => ToString(null, CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => _kind switch
    {
        Kind.Float => ToDouble().ToString(format, formatProvider),
        Kind.Int => _bits.ToString(format, formatProvider),
        _ => _bits != 0 ? "true" : "false",
    };
}
