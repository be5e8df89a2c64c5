using System.Runtime.CompilerServices;
using Adjoint.Cpu.Loops;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Fused;

/// <summary>
/// The second half of Adafactor's step over a matrix of gradients: u = g / √max(rowᵢ · colⱼ, floor), where the product estimates the
/// mean of g². For a vector there is one row, of 1, and the columns are the mean itself.
/// </summary>
internal readonly unsafe struct AdafactorKernel<T>(T* p, T* g, T* row, T* column, long rows, long columns, double floor) where T : unmanaged
{
    // Rows are cut into pieces of this length, so that sums depend on the sizes alone.
    const long Length = 4096;

    readonly T* _p = p, _g = g, _row = row, _column = column;
    readonly long _rows = rows, _columns = columns;
    readonly double _floor = floor;

    long Pieces => (_columns + Length - 1) / Length;

    /// <summary>The sum of the squares of u.</summary>
    public double Squares()
    {
        using var parts = new Scratch<double>(_rows * Pieces);
        Share(new() { Kernel = this, Parts = parts.Pointer });
        return Fold<Plus, Element, double>.Row(default, parts.Pointer, _rows * Pieces, null);
    }

    /// <summary>p ← kept · p - size · u.</summary>
    public void Move(double kept, double size) => Share(new() { Kernel = this, Kept = kept, Size = size });

    void Share(Tasks tasks) => Threads.For(_rows * Pieces, Math.Max(1, 4 * Length / Math.Min(_columns, Length)), tasks);

    struct Tasks : IRange
    {
        public AdafactorKernel<T> Kernel;
        public double* Parts;
        public double Kept, Size;

        public readonly void Run(long from, long to)
        {
            for (var i = from; i < to; i++)
            {
                var (row, piece) = Math.DivRem(i, Kernel.Pieces);
                long first = piece * Length, count = Math.Min(Length, Kernel._columns - first), at = row * Kernel._columns + first;
                var work = new Piece
                {
                    P = Kernel._p + at,
                    G = Kernel._g + at,
                    Row = Kernel._row + row,
                    Column = Kernel._column + first,
                    Count = count,
                    Floor = Kernel._floor,
                };
                if (Parts is not null)
                    Parts[i] = Isa.Has512 ? Squares<V512<T>>(work) : Isa.Has256 ? Squares<V256<T>>(work) : Squares<V128<T>>(work);
                else if (Isa.Has512)
                    Move<V512<T>>(work, Kept, Size);
                else if (Isa.Has256)
                    Move<V256<T>>(work, Kept, Size);
                else
                    Move<V128<T>>(work, Kept, Size);
            }
        }
    }

    struct Piece
    {
        public T* P, G, Row, Column;
        public long Count;
        public double Floor;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Update<V>(V g, V row, V column, double floor) where V : struct, IReal<V> => g / V.Sqrt(V.Max(row * column, V.Of(floor)));

    [MethodImpl(Compile.Loop)]
    static double Squares<V>(Piece piece) where V : struct, IVector<V, T>
    {
        V row = V.LoadOne(piece.Row), total = V.Zero;
        long j = 0;
        for (; j <= piece.Count - V.Count; j += V.Count)
        {
            var u = Update(V.Load(piece.G + j), row, V.Load(piece.Column + j), piece.Floor);
            total += u * u;
        }
        var sum = SquareSum<T>.Number(Lanes.Fold<Plus, V, T>(total));
        for (; j < piece.Count; j++)
        {
            T one;
            V128<T>.StoreOne(
                Update(V128<T>.LoadOne(piece.G + j), V128<T>.LoadOne(piece.Row), V128<T>.LoadOne(piece.Column + j), piece.Floor), &one);
            sum += SquareSum<T>.Number(one) * SquareSum<T>.Number(one);
        }
        return sum;
    }

    [MethodImpl(Compile.Loop)]
    static void Move<V>(Piece piece, double kept, double size) where V : struct, IVector<V, T>
    {
        var row = V.LoadOne(piece.Row);
        var step = new MoveStep(kept, size);
        V none = default;
        V128<T> nothing = default;
        long j = 0;
        for (; j <= piece.Count - V.Count; j += V.Count)
        {
            var p = V.Load(piece.P + j);
            step.Apply(ref p, Update(V.Load(piece.G + j), row, V.Load(piece.Column + j), piece.Floor), ref none, ref none, ref none);
            V.Store(p, piece.P + j);
        }
        for (; j < piece.Count; j++)
        {
            var p = V128<T>.LoadOne(piece.P + j);
            step.Apply(
                ref p, Update(V128<T>.LoadOne(piece.G + j), V128<T>.LoadOne(piece.Row), V128<T>.LoadOne(piece.Column + j), piece.Floor),
                ref nothing, ref nothing, ref nothing);
            V128<T>.StoreOne(p, piece.P + j);
        }
    }
}
