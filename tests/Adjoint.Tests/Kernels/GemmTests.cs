using Adjoint.Cpu.Gemm;
using Adjoint.Cpu.Simd;

namespace Adjoint.Tests.Kernels;

/// <summary>Every width, layout, operand and epilogue of the matrix product against the triple loop in double precision.</summary>
public unsafe class GemmTests
{
    // Nothing, one, primes, and one below, at and above the edges of tiles (6 and 12 rows; 4 to 32 columns) and of blocks.
    public static readonly TheoryData<int, int, int> Sizes = new()
    {
        { 0, 3, 4 }, { 3, 0, 4 }, { 3, 4, 0 }, { 1, 1, 1 }, { 1, 33, 7 }, { 33, 1, 7 }, { 5, 7, 11 }, { 6, 8, 16 }, { 7, 9, 17 },
        { 11, 15, 3 }, { 12, 16, 5 }, { 13, 17, 300 }, { 12, 31, 31 }, { 12, 32, 32 }, { 12, 33, 33 }, { 25, 65, 129 }, { 64, 64, 64 },
        { 2, 300, 270 }, { 300, 2, 270 }, { 101, 103, 523 }, { 4, 4, 2100 }, { 1, 1, 5000 },
        { 1, 260, 131 }, { 260, 1, 131 }, { 1, 523, 263 }, { 523, 1, 263 }, { 3, 2, 8195 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void EveryWidthAndLayoutGivesTheDefinition(int m, int n, int k)
    {
        Width<float, V128<float>>(m, n, k);
        Width<double, V128<double>>(m, n, k);
        if (Isa.Has256)
        {
            Width<float, V256<float>>(m, n, k);
            Width<double, V256<double>>(m, n, k);
        }
        if (Isa.Has512)
        {
            Width<float, V512<float>>(m, n, k);
            Width<double, V512<double>>(m, n, k);
        }
    }

    static void Width<T, V>(int m, int n, int k) where T : unmanaged where V : struct, IVector<V, T>
    {
        Layouts<T, V>(m, n, k);
        Operands<T, V>(m, n, k);
    }

    static void Layouts<T, V>(int m, int n, int k) where T : unmanaged where V : struct, IVector<V, T>
    {
        foreach (var a in Problem<T>.Layouts(m, k))
        {
            foreach (var b in Problem<T>.Layouts(k, n))
            {
                using var problem = new Problem<T>(m, n, k, a, b);
                problem.Check((left, right, c, row, epilogue) => Gemm<T>.Run<V>(left, right, c, row, m, n, k, epilogue));
            }
        }
    }

    // Packed or read where they lie, which the sizes decide otherwise.
    static void Operands<T, V>(int m, int n, int k) where T : unmanaged where V : struct, IVector<V, T>
    {
        using var problem = new Problem<T>(m, n, k, (k + 3, 1), (n + 5, 1));
        problem.Check((a, b, c, row, epilogue) =>
            Gemm<T>.Split<V, Strided<T>, Strided<T>>(Strided<T>.Rows(a), Strided<T>.Columns(b), c, row, m, n, k, epilogue));
        problem.Check((a, b, c, row, epilogue) =>
            Gemm<T>.Split<V, Strided<T>, DirectColumns<T>>(Strided<T>.Rows(a), new(b), c, row, m, n, k, epilogue));
        problem.Check((a, b, c, row, epilogue) =>
            Gemm<T>.Split<V, DirectRows<T>, Strided<T>>(new(a), Strided<T>.Columns(b), c, row, m, n, k, epilogue));
        problem.Check((a, b, c, row, epilogue) =>
            Gemm<T>.Split<V, DirectRows<T>, DirectColumns<T>>(new(a), new(b), c, row, m, n, k, epilogue));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void EveryEpilogueIsAppliedOnce(int m, int n, int k)
    {
        for (var options = 0; options < 64; options++)
        {
            Epilogue<float>(m, n, k, options);
            Epilogue<double>(m, n, k, options);
            Epilogue<long>(m, n, k, options);
        }
    }

    static void Epilogue<T>(int m, int n, int k, int options) where T : unmanaged
    {
        using var problem = new Problem<T>(m, n, k, (k, 1), (n, 1)) { Options = options };
        problem.Check((left, right, c, row, epilogue) => Gemm<T>.Run(left, right, c, row, m, n, k, epilogue));
    }
}
