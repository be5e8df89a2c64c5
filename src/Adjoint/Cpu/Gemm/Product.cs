using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Gemm;

/// <summary>
/// A product with its operands, done part by part. In each part blocks of the right operand are packed, against each of them
/// blocks of the left one, and tiles pass over both: a panel of the right operand stays in the first cache, the block of
/// the left one in the second, that of the right one in the last.
/// </summary>
internal unsafe struct Product<T, V, TLeft, TRight> : IRange
    where T : unmanaged where V : struct, IVector<V, T> where TLeft : struct, IOperand<T> where TRight : struct, IOperand<T>
{
    public TLeft A;
    public TRight B;
    public nint C;
    public long Row, K;
    public Epilogue<T> Epilogue;
    public Grid Grid;

    static int Rows => Tiling<T, V>.Rows;

    static int Columns => Tiling<T, V>.Columns;

    public readonly void Run(long from, long to)
    {
        for (; from < to; from++)
        {
            var (top, bottom, left, right) = Grid[from];
            Part(top, bottom, left, right);
        }
    }

    /// <summary>These rows and columns of C.</summary>
    public readonly void Part(long top, long bottom, long left, long right)
    {
        var depth = Tiling<T, V>.DepthOf(K);
        var height = TLeft.NeedsSpace ? Packing<T>.Padded(Math.Min(bottom - top, Tiling<T, V>.BlockRows), Rows) : bottom - top;
        var width = Packing<T>.Padded(Math.Min(right - left, Tiling<T, V>.BlockColumns), Columns);
        var spaceLeft = TLeft.NeedsSpace ? height * depth : 0;
        var spaceRight = (TRight.NeedsSpace ? width : Columns) * depth;
        using var scratch = new Scratch<T>(spaceLeft + spaceRight);
        var block = new Block { Right = scratch.Pointer, Left = scratch.Pointer + spaceRight };
        for (block.From = left; block.From < right; block.From = block.To)
        {
            block.To = Math.Min(right, block.From + width);
            block.Place = 0;
            do
            {
                block.Depth = (int)Math.Min(depth, K - block.Place);
                Places(ref block, top, bottom, height);
                block.Place += block.Depth;
            }
            while (block.Place < K);
        }
    }

    // One block of the right operand, against all rows.
    readonly void Places(ref Block block, long top, long bottom, long height)
    {
        if (TRight.NeedsSpace)
        {
            for (var j = block.From; j < block.To; j += Columns)
                B.Panel(
                    j, (int)Math.Min(Columns, block.To - j), Columns, block.Place,
                    block.Depth, block.Right + (j - block.From) * block.Depth);
        }
        var epilogue = Epilogue.For(block.Place == 0, block.Place + block.Depth == K);
        for (block.Top = top; block.Top < bottom; block.Top = block.Bottom)
        {
            block.Bottom = Math.Min(bottom, block.Top + height);
            if (TLeft.NeedsSpace)
            {
                for (var i = block.Top; i < block.Bottom; i += Rows)
                    A.Panel(
                        i, (int)Math.Min(Rows, block.Bottom - i), Rows, block.Place,
                        block.Depth, block.Left + (i - block.Top) * block.Depth);
            }
            Tiles(in block, epilogue);
        }
    }

    // One block of the left operand against one of the right one.
    readonly void Tiles(ref readonly Block block, in Epilogue<T> epilogue)
    {
        for (var j = block.From; j < block.To; j += Columns)
        {
            var columns = (int)Math.Min(Columns, block.To - j);
            var right = TRight.NeedsSpace
                ? new(block.Right + (j - block.From) * block.Depth, 1, Columns)
                : B.Panel(j, columns, Columns, block.Place, block.Depth, block.Right);
            for (var i = block.Top; i < block.Bottom; i += Rows)
            {
                var rows = (int)Math.Min(Rows, block.Bottom - i);
                var left = TLeft.NeedsSpace
                    ? new(block.Left + (i - block.Top) * block.Depth, 1, Rows)
                    : A.Panel(i, rows, Rows, block.Place, block.Depth, null);
                Tiles<T, V>.Run(rows, columns, block.Depth, left, right, (T*)C + i * Row + j, Row, epilogue.At(i, j));
            }
        }
    }

    // The rows, columns and places that are being multiplied, and the memory for it.
    struct Block
    {
        public T* Left, Right;
        public long Top, Bottom, From, To, Place;
        public int Depth;
    }
}
