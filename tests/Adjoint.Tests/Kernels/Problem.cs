using System.Runtime.InteropServices;
using Adjoint.Cpu.Gemm;
using Convert = Adjoint.Cpu.Convert;

namespace Adjoint.Tests.Kernels;

/// <summary>One product: operands of any strides, a result with gaps between its rows, and what the triple loop gives.</summary>
sealed unsafe class Problem<T>(int m, int n, int k, (long Row, long Column) a, (long Row, long Column) b) : IDisposable where T : unmanaged
{
    public delegate void Product(Matrix<T> a, Matrix<T> b, T* c, long row, Epilogue<T> epilogue);

    readonly PinnedArray _a = new(m, k, a, 1), _b = new(k, n, b, 2), _columnBias = new(1, n, (0, 1), 3), _rowBias = new(m, 1, (1, 0), 4);

    /// <summary>Which parts of the epilogue are in use, a bit each.</summary>
    public int Options { get; init; }

    /// <summary>Row-major, column-major, with gaps, every second element, repeated rows, repeated columns, from the end backwards.</summary>
    public static (long Row, long Column)[] Layouts(int rows, int columns) =>
        [(columns, 1), (1, rows), (columns + 5, 1), (2 * columns, 2), (0, 1), (1, 0), (1, rows + 3), (-columns, -1)];

    /// <summary>Runs the product and compares: the gaps of the result must stay as they are.</summary>
    public void Check(Product product)
    {
        var row = n + 3;
        using var c = new PinnedArray(m, n, (row, 1), 5);
        using var d = new PinnedArray(m, n, (row, 1), 6);
        var (before, added) = (c.Elements.ToArray(), (Options & 32) != 0 ? d : c);
        var epilogue = new Epilogue<T>
        {
            Accumulate = (Options & 1) != 0,
            Before = (nint)((byte*)added.Pointer - (byte*)c.Pointer),
            ColumnBias = (Options & 2) != 0 ? _columnBias.Pointer : null,
            RowBias = (Options & 4) != 0 ? _rowBias.Pointer : null,
            HasAlpha = (Options & 8) != 0,
            Alpha = Convert.To<double, T>(3),
            Relu = (Options & 16) != 0,
        };
        product(new(_a.Pointer, a.Row, a.Column), new(_b.Pointer, b.Row, b.Column), c.Pointer, row, epilogue);
        var after = c.Elements.ToArray();
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < row; j++)
            {
                var position = c.Start + i * row + j;
                var (expected, size) = j < n ? Expected(i, j, (Options & 32) != 0 ? d[i, j] : before[position]) : (before[position], 0);
                // Where all terms are the same, their rounding errors do not cancel.
                var tolerance = (10 + k / 4) * (typeof(T) == typeof(double) ? 1.2e-16 : typeof(T) == typeof(float) ? 6e-8 : 0);
                if (!after[position].Equals(expected) && !(Math.Abs(after[position] - expected) <= tolerance * (size + 1)))
                    Assert.Fail($"[{m}, {k}] ({a}) x [{k}, {n}] ({b}), options {Options}: element ({i}, {j}) is {after[position]}, not {expected}.");
            }
        }
    }

    // The element, and the sum of what was added without signs.
    (double Value, double Size) Expected(int i, int j, double before)
    {
        double sum = 0, size = 0;
        for (var p = 0; p < k; p++)
        {
            var term = _a[i, p] * _b[p, j];
            sum += term;
            size += Math.Abs(term);
        }
        if ((Options & 8) != 0) (sum, size) = (3 * sum, 3 * size);
        if ((Options & 1) != 0) sum += before;
        if ((Options & 2) != 0) sum += _columnBias[0, j];
        if ((Options & 4) != 0) sum += _rowBias[i, 0];
        return ((Options & 16) != 0 ? Math.Max(0, sum) : sum, size);
    }

    public void Dispose()
    {
        _a.Dispose();
        _b.Dispose();
        _columnBias.Dispose();
        _rowBias.Dispose();
    }

    // Random numbers, whole for integers, with NaN (for integers 99) wherever no element lies, so that nothing else may be read.
    sealed class PinnedArray : IDisposable
    {
        readonly Matrix<T> _matrix;
        readonly T[] _elements;
        readonly GCHandle _pin;

        public PinnedArray(long rows, long columns, (long Row, long Column) strides, int seed)
        {
            var random = new Random(seed);
            long down = Math.Max(0, rows - 1) * strides.Row, along = Math.Max(0, columns - 1) * strides.Column;
            Start = 1 + Math.Max(0, -Math.Min(0, down) - Math.Min(0, along));
            _elements = new T[Start + Math.Max(0, down) + Math.Max(0, along) + Math.Abs(strides.Row) + 4];
            _pin = GCHandle.Alloc(_elements, GCHandleType.Pinned);
            Array.Fill(_elements, Convert.To<double, T>(typeof(T) == typeof(float) || typeof(T) == typeof(double) ? double.NaN : 99));
            _matrix = new((T*)_pin.AddrOfPinnedObject() + Start, strides.Row, strides.Column);
            for (long i = 0; i < rows; i++)
            {
                for (long j = 0; j < columns; j++)
                    *_matrix.At(i, j).Pointer = Convert.To<double, T>(typeof(T) == typeof(long) ? random.Next(-9, 9) : (float)(random.NextDouble() - 0.5));
            }
        }

        public long Start { get; }

        public T* Pointer => _matrix.Pointer;

        public IEnumerable<double> Elements => _elements.Select(Convert.To<T, double>);

        public double this[int i, int j] => Convert.To<T, double>(*_matrix.At(i, j).Pointer);

        public void Dispose() => _pin.Free();
    }
}
