using System.Numerics;
using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>The element types a generic kernel is compiled for.</summary>
[Flags]
internal enum DTypeSet : byte
{
    /// <summary><see cref="DType.Float32"/> and <see cref="DType.Float64"/>.</summary>
    Floating = 1,

    /// <summary>The five integer types.</summary>
    Integers = 2,

    /// <summary><see cref="DType.Float16"/> and <see cref="DType.BFloat16"/>.</summary>
    Halves = 4,

    /// <summary><see cref="DType.Bool"/>.</summary>
    Bool = 8,

    /// <summary>Everything arithmetic is done in.</summary>
    Numbers = Floating | Integers,

    /// <summary>Every type.</summary>
    All = Floating | Integers | Halves | Bool,
}

/// <summary>Generic code to be run for a type known at run time only.</summary>
internal interface IDTypeAction
{
    /// <summary>The types the action accepts; for others no code is generated.</summary>
    static virtual DTypeSet Types => DTypeSet.All;

    /// <summary>The action, closed over the element type.</summary>
    void Run<T>() where T : unmanaged;
}

/// <summary>
/// Generic code to be run for <see cref="DType.Float32"/> or <see cref="DType.Float64"/>, with the arithmetic of the type.
/// </summary>
internal interface IRealAction
{
    /// <summary>The action, closed over the element type.</summary>
    void Run<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>The one place where a run-time <see cref="DType"/> becomes a type argument.</summary>
internal static class DTypeSwitch
{
    /// <summary>Runs <paramref name="action"/> for <paramref name="dtype"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TAction>(this DType dtype, ref TAction action) where TAction : struct, IDTypeAction, allows ref struct
    {
        if (TAction.Types.Has(DTypeSet.Floating) && dtype == DType.Float32) action.Run<float>();
        else RunOther(dtype, ref action);
    }

    /// <summary>Runs <paramref name="action"/> for one of the two types all real arithmetic is done in.</summary>
    public static void RunReal<TAction>(this DType dtype, ref TAction action) where TAction : struct, IRealAction
    {
        if (dtype == DType.Float32) action.Run<float>();
        else if (dtype == DType.Float64) action.Run<double>();
        else throw new NotSupportedException($"{typeof(TAction).Name}: no kernel for {dtype}.");
    }

    static void RunOther<TAction>(DType dtype, ref TAction action) where TAction : struct, IDTypeAction, allows ref struct
    {
        switch (dtype)
        {
            case DType.Float64 when TAction.Types.Has(DTypeSet.Floating): action.Run<double>(); break;
            case DType.Float16 when TAction.Types.Has(DTypeSet.Halves): action.Run<Half>(); break;
            case DType.BFloat16 when TAction.Types.Has(DTypeSet.Halves): action.Run<BFloat16>(); break;
            case DType.Int8 when TAction.Types.Has(DTypeSet.Integers): action.Run<sbyte>(); break;
            case DType.Int16 when TAction.Types.Has(DTypeSet.Integers): action.Run<short>(); break;
            case DType.Int32 when TAction.Types.Has(DTypeSet.Integers): action.Run<int>(); break;
            case DType.Int64 when TAction.Types.Has(DTypeSet.Integers): action.Run<long>(); break;
            case DType.UInt8 when TAction.Types.Has(DTypeSet.Integers): action.Run<byte>(); break;
            case DType.Bool when TAction.Types.Has(DTypeSet.Bool): action.Run<bool>(); break;
            default: throw new NotSupportedException($"{typeof(TAction).Name}: no kernel for {dtype}.");
        }
    }

    /// <summary>Whether <paramref name="set"/> and <paramref name="other"/> have a type in common.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Has(this DTypeSet set, DTypeSet other) => (set & other) != 0;

    /// <summary>Whether <paramref name="dtype"/> is one of <paramref name="set"/>.</summary>
    public static bool IsIn(this DType dtype, DTypeSet set) => (Sets >> 4 * (int)dtype & (long)set) != 0;

    // One digit for each type, the first one last: the set of its kind.
    const long Sets = 0x82_2222_4411;

    /// <summary>The <see cref="DType"/> whose elements are <typeparamref name="T"/>.</summary>
    /// <exception cref="NotSupportedException">No element type is a <typeparamref name="T"/>.</exception>
    public static DType Of<T>()
    {
        if (typeof(T) == typeof(float)) return DType.Float32;
        if (typeof(T) == typeof(double)) return DType.Float64;
        if (typeof(T) == typeof(Half)) return DType.Float16;
        if (typeof(T) == typeof(BFloat16)) return DType.BFloat16;
        if (typeof(T) == typeof(sbyte)) return DType.Int8;
        if (typeof(T) == typeof(short)) return DType.Int16;
        if (typeof(T) == typeof(int)) return DType.Int32;
        if (typeof(T) == typeof(long)) return DType.Int64;
        if (typeof(T) == typeof(byte)) return DType.UInt8;
        if (typeof(T) == typeof(bool)) return DType.Bool;
        throw new NotSupportedException(
            $"Tensors hold float, double, Half, BFloat16, sbyte, short, int, long, byte or bool, not {typeof(T).Name}.");
    }
}
