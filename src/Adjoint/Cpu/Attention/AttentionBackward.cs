using Adjoint.Cpu.Fused;
using Adjoint.Cpu.Gemm;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Attention;

/// <summary>What the forward pass of attention gave, and the gradient that came back.</summary>
internal readonly unsafe struct AttentionResult<T>(HeadMatrices<T> output, HeadMatrices<T> gradient, T* logSumExp) where T : unmanaged
{
    public readonly HeadMatrices<T> Output = output;
    public readonly HeadMatrices<T> Gradient = gradient;
    public readonly T* LogSumExp = logSumExp;
}

/// <summary>
/// The gradients of attention. Tiles of scores are computed again from the saved sums of exponentials. A piece of work is a
/// group of key blocks of one head: gradients of keys and values belong to it alone; that of the queries is summed up by each
/// group for itself and added in a fixed order, so that nothing depends on the threads.
/// </summary>
internal static unsafe class AttentionBackward<T> where T : unmanaged
{
    const long QueryBlock = 48, KeyBlock = 96;

    // So many pieces of work there should at least be.
    const long Pieces = 16;

    /// <summary>Writes the gradients of the queries, keys and values, each contiguous, head after head.</summary>
    public static void Run(in AttentionProblem<T> problem, in AttentionResult<T> result, T* queries, T* keys, T* values)
    {
        if (Isa.Has512) Run<V512<T>>(problem, result, queries, keys, values);
        else if (Isa.Has256) Run<V256<T>>(problem, result, queries, keys, values);
        else Run<V128<T>>(problem, result, queries, keys, values);
    }

    static void Run<V>(in AttentionProblem<T> problem, in AttentionResult<T> result, T* queries, T* keys, T* values)
        where V : struct, IVector<V, T>
    {
        long size = TileProduct<V, T>.Padded(problem.Size), valueSize = TileProduct<V, T>.Padded(problem.ValueSize);
        var rows = problem.QueryHeads * problem.Length;
        var blocks = (problem.Keys + KeyBlock - 1) / KeyBlock;
        var groups = Math.Clamp((Pieces + problem.KeyHeads - 1) / problem.KeyHeads, 1, Math.Max(1, blocks));
        using var scratch = new Scratch<T>(rows * (size + valueSize + 1));
        using var sums = new Scratch<T>(groups * rows * size);
        var work = new Work<V>
        {
            Problem = problem,
            Result = result,
            Groups = groups,
            Size = size,
            ValueSize = valueSize,
            Sums = (nint)sums.Pointer,
            Queries = (nint)scratch.Pointer,
            Gradients = (nint)(scratch.Pointer + rows * size),
            Deltas = (nint)(scratch.Pointer + rows * (size + valueSize)),
            KeyGradients = (nint)keys,
            ValueGradients = (nint)values,
            QueryGradients = (nint)queries,
        };
        Threads.For(problem.QueryHeads, 1, new Prepare<V> { Work = work });
        Threads.For(problem.KeyHeads * groups, 1, work);
        Threads.For(problem.QueryHeads, 1, new Finish<V> { Work = work });
    }

    // Copies of what is read many times, padded; and for every query the sum of its gradient times the output.
    struct Prepare<V> : IRange where V : struct, IVector<V, T>
    {
        public Work<V> Work;

        public readonly void Run(long from, long to)
        {
            var problem = Work.Problem;
            for (var head = from; head < to; head++)
            {
                var row = head * problem.Length;
                T* queries = (T*)Work.Queries + row * Work.Size, gradients = (T*)Work.Gradients + row * Work.ValueSize;
                ScaledRows<T>.Copy(problem.Q[head], problem.Length, problem.Size, Work.Size, problem.Scale, queries);
                ScaledRows<T>.Copy(Work.Result.Gradient[head], problem.Length, problem.ValueSize, Work.ValueSize, 1, gradients);
                var output = Work.Result.Output[head];
                for (long i = 0; i < problem.Length; i++, gradients += Work.ValueSize)
                    ScoreRow<V, T>.Dot(gradients, output.At(i, 0).Pointer, problem.ValueSize, (T*)Work.Deltas + row + i);
            }
        }
    }

    struct Work<V> : IRange where V : struct, IVector<V, T>
    {
        public AttentionProblem<T> Problem;
        public AttentionResult<T> Result;
        public long Groups, Size, ValueSize;
        public nint Queries, Gradients, Deltas, Sums, KeyGradients, ValueGradients, QueryGradients;

        public readonly void Run(long from, long to)
        {
            using var scratch = new Scratch<T>(KeyBlock * (3 * Size + 2 * ValueSize + 2 * QueryBlock));
            for (var i = from; i < to; i++)
            {
                var (head, group) = Math.DivRem(i, Groups);
                var sums = (T*)Sums + (group * Problem.QueryHeads + head * Problem.Group) * Problem.Length * Size;
                for (long j = 0; j < Problem.Group * Problem.Length; j++) new Span<T>(sums + j * Size, (int)Size).Clear();
                for (var first = group * KeyBlock; first < Problem.Keys; first += Groups * KeyBlock)
                {
                    var tile = new KeyTile<V>(scratch.Pointer, Size, ValueSize, Problem.K[head], Problem.V[head], first, Problem);
                    Keys(head, first, Math.Min(KeyBlock, Problem.Keys - first), sums, tile);
                }
            }
        }

        // A block of keys and all queries that see them.
        readonly void Keys(long head, long first, long count, T* sums, KeyTile<V> tile)
        {
            for (var query = head * Problem.Group; query < (head + 1) * Problem.Group; query++, sums += Problem.Length * Size)
            {
                for (var row = Problem.IsCausal ? first / QueryBlock * QueryBlock : 0; row < Problem.Length; row += QueryBlock)
                    Tile(query, row, Math.Min(QueryBlock, Problem.Length - row), first, count, sums + row * Size, tile);
            }
            var index = head * Problem.Keys + first;
            Matrix<T> keys = new(tile.KeyGradient, Size, 1), values = new(tile.ValueGradient, ValueSize, 1);
            ScaledRows<T>.Copy(keys, count, Problem.Size, Problem.Size, 1, (T*)KeyGradients + index * Problem.Size);
            ScaledRows<T>.Copy(values, count, Problem.ValueSize, Problem.ValueSize, 1, (T*)ValueGradients + index * Problem.ValueSize);
        }

        readonly void Tile(long head, long query, long rows, long key, long keys, T* queryGradient, KeyTile<V> tile)
        {
            var index = head * Problem.Length + query;
            T* queries = (T*)Queries + index * Size, gradients = (T*)Gradients + index * ValueSize;
            T* scores = tile.Scores, changes = scores + QueryBlock * KeyBlock;
            keys = Math.Min(keys, Problem.Seen(query + rows) - key);
            var padded = TileProduct<V, T>.Padded(keys);
            var (size, valueSize) = (Problem.Size, Problem.ValueSize);
            TileProduct<V, T>.Run(new(queries, Size, 1), tile.KeysTransposed, scores, KeyBlock, rows, keys, size, add: false);
            TileProduct<V, T>.Run(
                new(gradients, ValueSize, 1), tile.ValuesTransposed, changes, KeyBlock, rows, keys, valueSize, add: false);
            for (long i = 0; i < rows; i++)
            {
                var mask = Problem.Mask.Pointer == null ? default : Problem.Mask[head].At(query + i, key);
                T* score = scores + i * KeyBlock, change = changes + i * KeyBlock;
                ScoreRow<V, T>.Mask(score, mask, Math.Clamp(Problem.Seen(query + i + 1) - key, 0, keys), padded);
                ScoreRow<V, T>.Backward(score, change, padded, Result.LogSumExp + index + i, (T*)Deltas + index + i);
            }
            var width = TileProduct<V, T>.Width;
            Matrix<T> scoresTransposed = new(scores, 1, KeyBlock), changesTransposed = new(changes, 1, KeyBlock);
            TileProduct<V, T>.Run(
                scoresTransposed, new(gradients, ValueSize, width), tile.ValueGradient, ValueSize, keys, ValueSize, rows, add: true);
            TileProduct<V, T>.Run(changesTransposed, new(queries, Size, width), tile.KeyGradient, Size, keys, Size, rows, add: true);
            TileProduct<V, T>.Run(new(changes, KeyBlock, 1), new(tile.Keys, Size, width), queryGradient, Size, rows, Size, keys, add: true);
        }
    }

    // The parts of one block of keys: as it is, transposed, and what is summed up for it.
    readonly struct KeyTile<V> where V : struct, IVector<V, T>
    {
        public readonly Panels<T> KeysTransposed, ValuesTransposed;
        public readonly T* Keys, KeyGradient, ValueGradient, Scores;

        public KeyTile(T* scratch, long size, long valueSize, Matrix<T> k, Matrix<T> v, long first, in AttentionProblem<T> problem)
        {
            var count = Math.Min(KeyBlock, problem.Keys - first);
            Keys = scratch;
            KeyGradient = Keys + KeyBlock * size;
            ValueGradient = KeyGradient + KeyBlock * size;
            Scores = ValueGradient + KeyBlock * valueSize;
            var transposed = Scores + 2 * QueryBlock * KeyBlock;
            ScaledRows<T>.Copy(k.At(first, 0), count, problem.Size, size, 1, Keys);
            KeysTransposed = TileProduct<V, T>.Pack(k.At(first, 0).Transposed, problem.Size, count, transposed);
            ValuesTransposed = TileProduct<V, T>.Pack(v.At(first, 0).Transposed, problem.ValueSize, count, transposed + KeyBlock * size);
            new Span<T>(KeyGradient, (int)(KeyBlock * (size + valueSize))).Clear();
        }
    }

    // The gradient of the queries: the groups' sums in order, and the scale that the scores had.
    struct Finish<V> : IRange where V : struct, IVector<V, T>
    {
        public Work<V> Work;

        public readonly void Run(long from, long to)
        {
            var problem = Work.Problem;
            long rows = problem.QueryHeads * problem.Length, step = rows * Work.Size;
            for (var row = from * problem.Length; row < to * problem.Length; row++)
            {
                var sum = (T*)Work.Sums + row * Work.Size;
                for (var group = 1; group < Work.Groups; group++)
                {
                    for (long j = 0; j < Work.Size; j += V.Count) V.Store(V.Load(sum + j) + V.Load(sum + group * step + j), sum + j);
                }
                var gradient = (T*)Work.QueryGradients + row * problem.Size;
                ScaledRows<T>.Copy(new(sum, Work.Size, 1), 1, problem.Size, problem.Size, problem.Scale, gradient);
            }
        }
    }
}
