using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Gemm;

/// <summary>
/// What happens to a product while it is stored: C = activation(α A B + D if <see cref="Accumulate"/> + biases), where D is C
/// itself or a matrix that lies in the same way. The default is C = A B.
/// </summary>
internal readonly unsafe struct Epilogue<T> where T : unmanaged
{
    /// <summary>Whether the product is added to what D holds.</summary>
    public bool Accumulate { get; init; }

    /// <summary>How many bytes behind those of C the elements of D lie.</summary>
    public nint Before { get; init; }

    /// <summary>One number for each column, added to every row; null for none.</summary>
    public T* ColumnBias { get; init; }

    /// <summary>One number for each row, added to every column; null for none.</summary>
    public T* RowBias { get; init; }

    /// <summary>The factor of the product, if <see cref="HasAlpha"/>.</summary>
    public T Alpha { get; init; }

    public bool HasAlpha { get; init; }

    /// <summary>Whether what is below 0 becomes 0; NaN stays.</summary>
    public bool Relu { get; init; }

    /// <summary>Whether the sums of a tile go to memory as they are, but for one thing that they begin with.</summary>
    public bool IsPlain =>
        !HasAlpha && !Relu && (Accumulate ? RowBias == null && ColumnBias == null : RowBias == null || ColumnBias == null);

    /// <summary>For the part of C that begins at this row and column.</summary>
    public Epilogue<T> At(long row, long column) => new()
    {
        Accumulate = Accumulate,
        Before = Before,
        ColumnBias = ColumnBias == null ? null : ColumnBias + column,
        RowBias = RowBias == null ? null : RowBias + row,
        Alpha = Alpha,
        HasAlpha = HasAlpha,
        Relu = Relu,
    };

    /// <summary>For the transposed result.</summary>
    public Epilogue<T> Transposed => new()
    {
        Accumulate = Accumulate,
        Before = Before,
        ColumnBias = RowBias,
        RowBias = ColumnBias,
        Alpha = Alpha,
        HasAlpha = HasAlpha,
        Relu = Relu,
    };

    /// <summary>For one block of the inner dimension out of several: biases count in the first, the activation in the last.</summary>
    public Epilogue<T> For(bool first, bool last) => new()
    {
        Accumulate = Accumulate || !first,
        Before = first ? Before : 0,
        ColumnBias = first ? ColumnBias : null,
        RowBias = first ? RowBias : null,
        Alpha = Alpha,
        HasAlpha = HasAlpha,
        Relu = Relu && last,
    };

    /// <summary>Where the elements of D lie that belong to these of C.</summary>
    public T* Added(T* c) => (T*)((byte*)c + Before);

    /// <summary>What becomes of sums at this row and from this column on, where D holds <paramref name="before"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V sum, V before, long row, long column) where V : struct, IVector<V, T>
    {
        if (HasAlpha) sum *= V.Fill(Alpha);
        if (Accumulate) sum += before;
        if (ColumnBias != null) sum += V.Load(ColumnBias + column);
        if (RowBias != null) sum += V.LoadOne(RowBias + row);
        return Relu ? V.Max(sum, V.Zero) : sum;
    }

    /// <summary>Stores one sum.</summary>
    public void StoreOne(T* sum, T* c, long row, long column)
    {
        var value = V128<T>.LoadOne(sum);
        if (HasAlpha) value *= V128<T>.Fill(Alpha);
        if (Accumulate) value += V128<T>.LoadOne(Added(c));
        if (ColumnBias != null) value += V128<T>.LoadOne(ColumnBias + column);
        if (RowBias != null) value += V128<T>.LoadOne(RowBias + row);
        V128<T>.StoreOne(Relu ? V128<T>.Max(value, V128<T>.Zero) : value, c);
    }
}
