using Adjoint.Cpu.Copying;

namespace Adjoint.Cpu.Loops;

/// <summary>Reads an operand's line in blocks: where it lies if its elements lie together, otherwise gathered in a buffer.</summary>
internal readonly unsafe ref struct BlockReader<T> where T : unmanaged
{
    readonly byte* _source;
    readonly long _step;
    readonly T* _buffer;

    /// <summary>A reader of one operand's line; one number for the whole line fills the buffer at once.</summary>
    public BlockReader(in Row row, int operand, T* buffer, int length)
    {
        _source = row.Pointer(operand);
        _step = row.Steps[operand];
        _buffer = buffer;
        if (_step == 0) CopyLine<T>.Fill(buffer, *(T*)_source, Math.Min(length, row.Count));
    }

    /// <summary>The elements from <paramref name="from"/> on.</summary>
    public T* Read(long from, long count)
    {
        if (_step == sizeof(T)) return (T*)_source + from;
        if (_step != 0) CopyLine<T>.Run((byte*)_buffer, sizeof(T), _source + from * _step, _step, count);
        return _buffer;
    }
}
