using System.Runtime.CompilerServices;
using Adjoint.Cpu.Loops;

namespace Adjoint.Cpu.Indexing;

/// <summary>
/// Combines an index of one more dimension with the indices so far: the position in the block of all dimensions together,
/// in row-major order.
/// </summary>
internal readonly unsafe struct FlattenRow(Axis axis) : IRowAction
{
    [MethodImpl(Compile.Loop)]
    public readonly void Run(scoped in Row row)
    {
        byte* position = row.Pointer(0), index = row.Pointer(1);
        long to = row.Steps[0], from = row.Steps[1];
        var along = axis;
        for (var rest = row.Count; rest > 0; rest--)
        {
            *(long*)position = *(long*)position * along.Size + along.At((long*)index);
            position += to;
            index += from;
        }
    }
}

/// <summary>Reads an element at each index: the third operand begins at index 0 and does not move along the indexed dimension.</summary>
/// <param name="axis">The indexed dimension.</param>
/// <param name="stride">The distance from one index to the next, in bytes.</param>
internal readonly unsafe struct GatherRow<T>(Axis axis, long stride) : IRowAction where T : unmanaged
{
    // Only the indices lie within the line.
    public static int Turnable => 1 << 1;

    [MethodImpl(Compile.Loop)]
    public readonly void Run(scoped in Row row)
    {
        byte* y = row.Pointer(0), index = row.Pointer(1), x = row.Pointer(2);
        long to = row.Steps[0], by = row.Steps[1], from = row.Steps[2], distance = stride, rest = row.Count;
        var along = axis;
        if (to == sizeof(T) && by == sizeof(long))
        {
            if (from == 0)
            {
                IndexLine<T>.Read((T*)y, x, distance, (long*)index, rest, along);
                return;
            }
            for (; rest >= 4; rest -= 4)
            {
                long a = *(long*)index, b = *((long*)index + 1), c = *((long*)index + 2), d = *((long*)index + 3);
                if (!along.Holds(a, b, c, d)) break;
                T first = *(T*)(x + a * distance), second = *(T*)(x + from + b * distance);
                T third = *(T*)(x + 2 * from + c * distance), fourth = *(T*)(x + 3 * from + d * distance);
                *(T*)y = first;
                *((T*)y + 1) = second;
                *((T*)y + 2) = third;
                *((T*)y + 3) = fourth;
                y += 4 * sizeof(T);
                index += 4 * sizeof(long);
                x += 4 * from;
            }
        }
        for (; rest > 0; rest--)
        {
            *(T*)y = *(T*)(x + along.At((long*)index) * distance);
            y += to;
            index += by;
            x += from;
        }
    }
}

/// <summary>
/// Writes elements at their indices. The lines run across the indexed dimension, which is gone through here, so that all
/// that is written to one place is written by one thread and in order.
/// </summary>
/// <param name="axis">The indexed dimension.</param>
/// <param name="length">How many indices there are along it.</param>
/// <param name="stride">The distance from one index to the next in what is written to, in bytes.</param>
/// <param name="indexStep">The distance in the indices.</param>
/// <param name="sourceStep">The distance in the elements to be written.</param>
internal readonly unsafe struct ScatterRow<TWrite, T>(Axis axis, long length, long stride, long indexStep, long sourceStep) : IRowAction
    where TWrite : struct, IWrite<T> where T : unmanaged
{
    // All operands are read along the indexed dimension.
    public static int Turnable => 0;

    public readonly void Run(scoped in Row row)
    {
        byte* target = row.Pointer(0), index = row.Pointer(1), source = row.Pointer(2);
        if (row.Steps[1] < indexStep)
        {
            for (long j = 0; j < length; j++)
                Line(target, row.Steps[0], index + j * indexStep, row.Steps[1], source + j * sourceStep, row.Steps[2], row.Count);
            return;
        }
        for (long i = 0; i < row.Count; i++)
        {
            byte* to = target + i * row.Steps[0], at = index + i * row.Steps[1], from = source + i * row.Steps[2];
            if (indexStep == sizeof(long)) IndexLine<T>.Write<TWrite>(to, stride, from, sourceStep, (long*)at, length, axis);
            else Line(to, 0, at, indexStep, from, sourceStep, length);
        }
    }

    [MethodImpl(Compile.Loop)]
    readonly void Line(byte* target, long to, byte* index, long by, byte* source, long from, long count)
    {
        var (along, distance) = (axis, stride);
        if (by == sizeof(long) && from == sizeof(T))
        {
            for (; count >= 4; count -= 4)
            {
                long a = *(long*)index, b = *((long*)index + 1), c = *((long*)index + 2), d = *((long*)index + 3);
                if (!along.Holds(a, b, c, d)) break;
                TWrite.One((T*)(target + a * distance), (T*)source);
                TWrite.One((T*)(target + to + b * distance), (T*)source + 1);
                TWrite.One((T*)(target + 2 * to + c * distance), (T*)source + 2);
                TWrite.One((T*)(target + 3 * to + d * distance), (T*)source + 3);
                target += 4 * to;
                index += 4 * sizeof(long);
                source += 4 * sizeof(T);
            }
        }
        for (; count > 0; count--)
        {
            TWrite.One((T*)(target + along.At((long*)index) * distance), (T*)source);
            target += to;
            index += by;
            source += from;
        }
    }
}
