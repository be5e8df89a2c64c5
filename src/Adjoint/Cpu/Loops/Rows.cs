namespace Adjoint.Cpu.Loops;

/// <summary>Copies lines of elements and converts them; <paramref name="convert"/> is a <see cref="ConvertLine{TFrom, TTo}"/>.</summary>
internal unsafe struct ConvertRow(delegate*<byte*, long, byte*, long, long, void> convert) : IRowAction
{
    public readonly void Run(scoped in Row row) => convert(row.Pointer(0), row.Steps[0], row.Pointer(1), row.Steps[1], row.Count);
}

/// <summary>Writes one value along lines of elements.</summary>
internal unsafe struct FillRow<T>(T value) : IRowAction where T : unmanaged
{
    public readonly void Run(scoped in Row row)
    {
        var destination = row.Pointer(0);
        var step = row.Steps[0];
        if (step != sizeof(T))
        {
            for (long i = 0; i < row.Count; i++) *(T*)(destination + i * step) = value;
            return;
        }
        for (long i = 0; i < row.Count;)
        {
            var length = (int)Math.Min(row.Count - i, 1 << 30);
            new Span<T>((T*)destination + i, length).Fill(value);
            i += length;
        }
    }
}

/// <summary>Takes elements of one of two lines, as a line of bytes says.</summary>
internal unsafe struct WhereRow<T> : IRowAction where T : unmanaged
{
    public readonly void Run(scoped in Row row)
    {
        byte* y = row.Pointer(0), condition = row.Pointer(1), whenTrue = row.Pointer(2), whenFalse = row.Pointer(3);
        for (long i = 0; i < row.Count; i++)
        {
            *(T*)y = *condition != 0 ? *(T*)whenTrue : *(T*)whenFalse;
            y += row.Steps[0];
            condition += row.Steps[1];
            whenTrue += row.Steps[2];
            whenFalse += row.Steps[3];
        }
    }
}
