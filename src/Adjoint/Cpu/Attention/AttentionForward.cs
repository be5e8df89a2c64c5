using Adjoint.Cpu.Fused;
using Adjoint.Cpu.Gemm;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Attention;

/// <summary>
/// Attention without the matrix of all scores: for a block of queries, keys are visited block by block while the largest score
/// and the sum of exponentials are kept up to date. Memory is linear in the lengths.
/// </summary>
/// <remarks>
/// T. Dao et al., "FlashAttention: Fast and Memory-Efficient Exact Attention with IO-Awareness" (2022); M. Milakov and
/// N. Gimelshein, "Online normalizer calculation for softmax" (2018).
/// </remarks>
internal static unsafe class AttentionForward<T> where T : unmanaged
{
    const long QueryBlock = 96, KeyBlock = 128, Rows = 12;

    /// <summary>Writes [Length, ValueSize] for each head of queries, and for each query the logarithm of its sum of exponentials.</summary>
    public static void Run(in AttentionProblem<T> problem, HeadMatrices<T> output, T* logSumExp)
    {
        if (Isa.Has512) Run<V512<T>>(problem, output, logSumExp);
        else if (Isa.Has256) Run<V256<T>>(problem, output, logSumExp);
        else Run<V128<T>>(problem, output, logSumExp);
    }

    static void Run<V>(in AttentionProblem<T> problem, HeadMatrices<T> output, T* logSumExp) where V : struct, IVector<V, T>
    {
        var keys = TileProduct<V, T>.Padded(problem.Keys);
        var width = TileProduct<V, T>.Padded(problem.ValueSize);
        using var packedKeys = new Scratch<T>(problem.KeyHeads * keys * problem.Size);
        using var packedValues = new Scratch<T>(problem.KeyHeads * problem.Keys * width);
        var pack = new Pack<V> { Problem = problem, Keys = (nint)packedKeys.Pointer, Values = (nint)packedValues.Pointer };
        Threads.For(problem.KeyHeads, 1, pack);
        var blocks = (problem.Length + QueryBlock - 1) / QueryBlock;
        Threads.For(problem.QueryHeads * blocks, 1, new Blocks<V>
        {
            Problem = problem,
            Keys = pack.Keys,
            Values = pack.Values,
            Output = output,
            LogSumExp = (nint)logSumExp,
            Count = blocks,
        });
    }

    struct Pack<V> : IRange where V : struct, IVector<V, T>
    {
        public AttentionProblem<T> Problem;
        public nint Keys, Values;

        public readonly void Run(long from, long to)
        {
            long keys = TileProduct<V, T>.Padded(Problem.Keys), width = TileProduct<V, T>.Padded(Problem.ValueSize);
            for (var head = from; head < to; head++)
            {
                TileProduct<V, T>.Pack(Problem.K[head].Transposed, Problem.Size, Problem.Keys, (T*)Keys + head * keys * Problem.Size);
                TileProduct<V, T>.Pack(Problem.V[head], Problem.Keys, Problem.ValueSize, (T*)Values + head * Problem.Keys * width);
            }
        }
    }

    struct Blocks<V> : IRange where V : struct, IVector<V, T>
    {
        public AttentionProblem<T> Problem;
        public nint Keys, Values, LogSumExp;
        public HeadMatrices<T> Output;
        public long Count;

        public readonly void Run(long from, long to)
        {
            var width = TileProduct<V, T>.Padded(Problem.ValueSize);
            using var scratch = new Scratch<T>(QueryBlock * (Problem.Size + width + V.Count + 1) + Rows * KeyBlock);
            for (var i = from; i < to; i++)
            {
                var (head, block) = Math.DivRem(i, Count);
                // Late blocks see more keys under a causal mask: early and late ones take turns.
                block = block % 2 == 0 ? block / 2 : Count - 1 - block / 2;
                Block(head, block * QueryBlock, Math.Min(QueryBlock, Problem.Length - block * QueryBlock), scratch.Pointer);
            }
        }

        readonly void Block(long head, long first, long rows, T* scratch)
        {
            var width = TileProduct<V, T>.Padded(Problem.ValueSize);
            var sums = scratch;
            T* queries = sums + QueryBlock * V.Count, output = queries + QueryBlock * Problem.Size;
            T* scores = output + QueryBlock * width, max = scores + Rows * KeyBlock;
            Start(head, first, rows, queries, output, sums, max);
            var last = Problem.Seen(first + rows);
            for (long key = 0; key < last; key += KeyBlock)
            {
                for (long row = 0; row < rows; row += Rows)
                {
                    var count = Math.Min(Rows, rows - row);
                    var seen = Math.Min(KeyBlock, Problem.Seen(first + row + count) - key);
                    if (seen <= 0) continue;
                    T* rowQueries = queries + row * Problem.Size, rowSums = sums + row * V.Count, rowOutput = output + row * width;
                    Tile(head, first + row, count, key, seen, rowQueries, scores, max + row, rowSums, rowOutput);
                }
            }
            var result = Output[head].At(first, 0);
            for (long i = 0; i < rows; i++)
                ScoreRow<V, T>.Finish(output + i * width, max + i, sums + i * V.Count, result.At(i, 0).Pointer, Problem.ValueSize);
            new Span<T>(max, (int)rows).CopyTo(new((T*)LogSumExp + head * Problem.Length + first, (int)rows));
        }

        readonly void Start(long head, long first, long rows, T* queries, T* output, T* sums, T* max)
        {
            var width = TileProduct<V, T>.Padded(Problem.ValueSize);
            new Span<T>(output, (int)(QueryBlock * width)).Clear();
            new Span<T>(sums, (int)(QueryBlock * V.Count)).Clear();
            for (long i = 0; i < rows; i++) V128<T>.StoreOne(V128<T>.Of(double.NegativeInfinity), max + i);
            ScaledRows<T>.Copy(Problem.Q[head].At(first, 0), rows, Problem.Size, Problem.Size, Problem.Scale, queries);
        }

        // A few queries and a block of keys: scores, their exponentials, and the values weighted by them.
        readonly void Tile(long head, long query, long rows, long key, long keys, T* queries, T* scores, T* max, T* sums, T* output)
        {
            long size = Problem.Size, width = TileProduct<V, T>.Padded(Problem.ValueSize), padded = TileProduct<V, T>.Padded(keys);
            long keyHead = head / Problem.Group, panel = TileProduct<V, T>.Width;
            var transposed = (T*)Keys + (keyHead * TileProduct<V, T>.Padded(Problem.Keys) + key) * size;
            TileProduct<V, T>.Run(
                new(queries, size, 1), new(transposed, panel, panel * size), scores, KeyBlock, rows, keys, size, add: false);
            for (long i = 0; i < rows; i++)
            {
                var mask = Problem.Mask.Pointer == null ? default : Problem.Mask[head].At(query + i, key);
                ScoreRow<V, T>.Mask(scores + i * KeyBlock, mask, Math.Clamp(Problem.Seen(query + i + 1) - key, 0, keys), padded);
                ScoreRow<V, T>.Advance(scores + i * KeyBlock, padded, max + i, sums + i * V.Count, output + i * width, width);
            }
            var values = new Panels<T>((T*)Values + keyHead * Problem.Keys * width + key * panel, panel, panel * Problem.Keys);
            TileProduct<V, T>.Run(new(scores, KeyBlock, 1), values, output, width, rows, width, keys, add: true);
        }
    }
}
