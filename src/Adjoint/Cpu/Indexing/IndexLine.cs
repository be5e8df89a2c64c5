using System.Runtime.CompilerServices;
using Adjoint.Cpu.Copying;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Indexing;

/// <summary>Reads and writes at indices: elements, or rows of them, between a tensor and a list.</summary>
internal static unsafe class IndexLine<T> where T : unmanaged
{
    // So many rows ahead memory is asked for, and so much of each.
    const int Ahead = 16;
    const long Head = 512;

    // So many indices are looked through at a time.
    const int Together = 128;

    /// <summary>Reads an element at each index; <paramref name="stride"/> is the distance from one to the next in bytes.</summary>
    [MethodImpl(Compile.Loop)]
    public static void Read(T* list, byte* tensor, long stride, long* indices, long count, in Axis axis)
    {
        var along = axis;
        long i = 0;
        for (; stride == sizeof(T) && i <= count - 8 && along.HoldsEight(indices + i); i += 8)
        {
            T a = ((T*)tensor)[indices[i]],
                b = ((T*)tensor)[indices[i + 1]],
                c = ((T*)tensor)[indices[i + 2]],
                d = ((T*)tensor)[indices[i + 3]];
            T e = ((T*)tensor)[indices[i + 4]],
                f = ((T*)tensor)[indices[i + 5]],
                g = ((T*)tensor)[indices[i + 6]],
                h = ((T*)tensor)[indices[i + 7]];
            (list[i], list[i + 1], list[i + 2], list[i + 3]) = (a, b, c, d);
            (list[i + 4], list[i + 5], list[i + 6], list[i + 7]) = (e, f, g, h);
        }
        for (; i < count; i++) list[i] = *(T*)(tensor + along.At(indices + i) * stride);
    }

    /// <summary>Reads a row of <paramref name="bytes"/> bytes at each index.</summary>
    public static void ReadRows(byte* list, long listPitch, byte* tensor, long stride, long bytes, long* indices, long count, in Axis axis)
    {
        if (Isa.Has512) ReadRows<V512<byte>>(list, listPitch, tensor, stride, bytes, indices, count, axis);
        else if (Isa.Has256) ReadRows<V256<byte>>(list, listPitch, tensor, stride, bytes, indices, count, axis);
        else ReadRows<V128<byte>>(list, listPitch, tensor, stride, bytes, indices, count, axis);
    }

    [MethodImpl(Compile.Loop)]
    static void ReadRows<V>(byte* list, long listPitch, byte* tensor, long stride, long bytes, long* indices, long count, Axis axis)
        where V : struct, IVector<V, byte>
    {
        var (head, isRow) = (Math.Min(bytes, Head), CopyBytes.IsRow(bytes));
        for (long i = 0; i < count; i++)
        {
            if (i < count - Ahead && (ulong)indices[i + Ahead] < (ulong)axis.Size)
                CopyBytes.Prefetch(tensor + indices[i + Ahead] * stride, head);
            byte* to = list + i * listPitch, from = tensor + axis.At(indices + i) * stride;
            if (isRow) CopyBytes.Row<V>(to, from, bytes);
            else CopyBytes.Run(to, from, bytes);
        }
    }

    /// <summary>
    /// Writes to every index from <paramref name="from"/> up to, not including, <paramref name="to"/> what the list has for it,
    /// in the list's order; others are checked and left to another thread.
    /// </summary>
    [SkipLocalsInit]
    [MethodImpl(Compile.Loop)]
    public static void WriteRows<TWrite>(
        byte* tensor, long stride, byte* list, long listPitch, long run, long* indices, long count, in Axis axis, long from, long to)
        where TWrite : struct, IWrite<T>
    {
        var head = Math.Min(run * sizeof(T), Head);
        var entries = stackalloc Entry[Together];
        for (long first = 0; first < count; first += Together)
        {
            // Which are to be written is looked up first, as no processor can guess it, and so memory can be asked for in time.
            var last = Math.Min(count, first + Together);
            var found = 0;
            for (var i = first; i < last; i++)
            {
                var index = axis.At(indices + i);
                entries[found] = new(tensor + index * stride, list + i * listPitch);
                found += (ulong)(index - from) < (ulong)(to - from) ? 1 : 0;
            }
            for (var i = 0; i < found; i++)
            {
                if (i < found - Ahead)
                {
                    CopyBytes.Prefetch(entries[i + Ahead].Place, head);
                    CopyBytes.Prefetch(entries[i + Ahead].Row, head);
                }
                TWrite.Line((T*)entries[i].Place, (T*)entries[i].Row, run);
            }
        }
    }

    // A place in the tensor, and the row of the list for it.
    readonly struct Entry(byte* place, byte* row)
    {
        public readonly byte* Place = place, Row = row;
    }

    /// <summary>Writes the list's elements, which may be unevenly spaced or one for all, at the indices one after the other.</summary>
    [MethodImpl(Compile.Loop)]
    public static void Write<TWrite>(byte* tensor, long stride, byte* list, long listStep, long* indices, long count, in Axis axis)
        where TWrite : struct, IWrite<T>
    {
        var i = stride == sizeof(T) && listStep == sizeof(T) ? Dense<TWrite>((T*)tensor, (T*)list, indices, count, axis) : 0;
        list += i * listStep;
        for (; i <= count - 4; i += 4)
        {
            long a = indices[i], b = indices[i + 1], c = indices[i + 2], d = indices[i + 3];
            if (!axis.Holds(a, b, c, d)) break;
            TWrite.One((T*)(tensor + a * stride), (T*)list);
            TWrite.One((T*)(tensor + b * stride), (T*)(list + listStep));
            TWrite.One((T*)(tensor + c * stride), (T*)(list + 2 * listStep));
            TWrite.One((T*)(tensor + d * stride), (T*)(list + 3 * listStep));
            list += 4 * listStep;
        }
        for (; i < count; i++, list += listStep) TWrite.One((T*)(tensor + axis.At(indices + i) * stride), (T*)list);
    }

    // Where elements lie together no place has to be multiplied. Returns how many were written: whole eights up to one that is not within.
    [MethodImpl(Compile.Loop)]
    static long Dense<TWrite>(T* tensor, T* list, long* indices, long count, Axis axis) where TWrite : struct, IWrite<T>
    {
        long i = 0;
        for (; i <= count - 8 && axis.HoldsEight(indices + i); i += 8)
        {
            TWrite.One(tensor + indices[i], list + i);
            TWrite.One(tensor + indices[i + 1], list + i + 1);
            TWrite.One(tensor + indices[i + 2], list + i + 2);
            TWrite.One(tensor + indices[i + 3], list + i + 3);
            TWrite.One(tensor + indices[i + 4], list + i + 4);
            TWrite.One(tensor + indices[i + 5], list + i + 5);
            TWrite.One(tensor + indices[i + 6], list + i + 6);
            TWrite.One(tensor + indices[i + 7], list + i + 7);
        }
        return i;
    }
}
