using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Gemm;

// Operands packed ahead.
internal static unsafe partial class Gemm<T>
{
    /// <summary>How many elements a packed left operand of m rows takes.</summary>
    public static long LeftSize(long m, long k) => Packed<T>.Padded(m, Rows) * k;

    /// <summary>How many elements a packed right operand of n columns takes.</summary>
    public static long RightSize(long k, long n) => Packed<T>.Padded(n, Columns) * k;

    /// <summary>Packs a left operand into <see cref="LeftSize"/> elements of memory.</summary>
    public static Packed<T> PackLeft(Matrix<T> a, long m, long k, T* target) => Pack(Strided<T>.Rows(a), m, k, Rows, target);

    /// <summary>Packs a right operand into <see cref="RightSize"/> elements of memory.</summary>
    public static Packed<T> PackRight(Matrix<T> b, long k, long n, T* target) => Pack(Strided<T>.Columns(b), n, k, Columns, target);

    static Packed<T> Pack(Strided<T> operand, long lines, long k, int width, T* target)
    {
        var range = new PackRange { Operand = operand, Lines = lines, K = k, Width = width, Target = (nint)target };
        Threads.For((lines + width - 1) / width, Math.Max(1, PackGrain / (width * Math.Max(1, k))), range);
        return new(target, lines, width);
    }

    // Elements a thread should at least have to pack.
    const long PackGrain = 1 << 15;

    static int Rows => Isa.Has512 ? Tiling<T, V512<T>>.Rows : Isa.Has256 ? Tiling<T, V256<T>>.Rows : Tiling<T, V128<T>>.Rows;

    static int Columns => Isa.Has512 ? Tiling<T, V512<T>>.Columns : Isa.Has256 ? Tiling<T, V256<T>>.Columns : Tiling<T, V128<T>>.Columns;

    static int Depth(long k) =>
        Isa.Has512 ? Tiling<T, V512<T>>.DepthOf(k) : Isa.Has256 ? Tiling<T, V256<T>>.DepthOf(k) : Tiling<T, V128<T>>.DepthOf(k);

    struct PackRange : IRange
    {
        public Strided<T> Operand;
        public long Lines, K;
        public int Width;
        public nint Target;

        public readonly void Run(long from, long to)
        {
            var packed = new Packed<T>((T*)Target, Lines, Width);
            var block = Depth(K);
            for (long place = 0; place < K; place += block)
            {
                var depth = (int)Math.Min(block, K - place);
                for (var panel = from; panel < to; panel++)
                {
                    var first = panel * Width;
                    var lines = (int)Math.Min(Width, Lines - first);
                    Operand.Panel(first, lines, Width, place, depth, packed.Panel(first, lines, Width, place, depth, null).Pointer);
                }
            }
        }
    }
}
