namespace Adjoint.Cpu.Loops;

/// <summary>Copies lines of elements and converts them; <paramref name="convert"/> is a <see cref="ConvertLine{TFrom, TTo}"/>.</summary>
internal unsafe struct ConvertRow(delegate*<byte*, long, byte*, long, long, void> convert) : IRowAction
{
    public static bool Streams => true;

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
