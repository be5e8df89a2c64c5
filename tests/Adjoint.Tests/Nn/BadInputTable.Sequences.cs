using Adjoint.Nn;

namespace Adjoint.Tests.Nn;

internal static partial class BadInputTable
{
    static IEnumerable<BadInput> Embeddings =>
    [
        Made("Embedding", "rows", () => new Embedding(-1, 2), "-1"),
        Made("Embedding", "length", () => new Embedding(1, -2), "-2"),
        Made("Embedding", "padding", () => new Embedding(5, 2, paddingIdx: 5), "5"),
        Made("Embedding", "table", () => Embedding.FromPretrained(Of(3)), "[3]"),
        Called("Embedding", "index", () => new Embedding(5, 2), Tensor.From([1L, 7L]), "7", "5"),
        Called("Embedding", "negative index", () => new Embedding(5, 2), Tensor.From([-1L]), "-1", "5"),
        Called("Embedding", "type", () => new Embedding(5, 2), Of(3), "Float32"),
        Made("EmbeddingBag", "rows", () => new EmbeddingBag(-1, 2), "-1"),
        Made("EmbeddingBag", "padding", () => new EmbeddingBag(5, 2, paddingIdx: -6), "-6"),
        new("EmbeddingBag", "index", () => new EmbeddingBag(5, 2).Call(Tensor.From(new long[,] { { 1, 9 } })), "9", "5"),
        new("EmbeddingBag", "type", () => new EmbeddingBag(5, 2).Call(Of(3, 4)), "Float32"),
        new("EmbeddingBag", "rank", () => new EmbeddingBag(5, 2).Call(Whole(1, 2, 3)), "[1, 2, 3]"),
        new("EmbeddingBag", "offsets", () => new EmbeddingBag(5, 2).Call(Whole(4), Tensor.From([0L, 5L])), "5", "4"),
        new("EmbeddingBag", "weights", () => new EmbeddingBag(5, 2, mode: BagMode.Sum).Call(Whole(2, 3), null, Of(2, 2)), "[2, 2]", "[2, 3]"),
    ];

    static IEnumerable<BadInput> Recurrent =>
    [
        .. Recurrence("RNN", (i, h, l, d) => new RNN(i, h, l, dropout: d), (x, s) => new RNN(3, 2).Call(x, s)),
        .. Recurrence("GRU", (i, h, l, d) => new GRU(i, h, l, dropout: d), (x, s) => new GRU(3, 2).Call(x, s)),
        .. Recurrence("LSTM", (i, h, l, d) => new LSTM(i, h, l, dropout: d), (x, s) => new LSTM(3, 2).Call(x, s is null ? null : (s, s))),
        Made("LSTM", "projection", () => new LSTM(3, 2, projSize: 2), "2"),
        Made("RNN", "nonlinearity", () => new RNN(3, 2, nonlinearity: Nonlinearity.SELU), "SELU"),
        .. Cell("RNNCell", (i, h) => new RNNCell(i, h), (x, s) => new RNNCell(3, 2).Call(x, s)),
        .. Cell("GRUCell", (i, h) => new GRUCell(i, h), (x, s) => new GRUCell(3, 2).Call(x, s)),
        .. Cell("LSTMCell", (i, h) => new LSTMCell(i, h), (x, s) => new LSTMCell(3, 2).Call(x, s is null ? null : (s, s))),
        Made("RNNCell", "nonlinearity", () => new RNNCell(3, 2, nonlinearity: Nonlinearity.SELU), "SELU"),
    ];

    static IEnumerable<BadInput> Recurrence(string layer, Func<long, long, int, double, object> make, Action<Tensor, Tensor?> call) =>
    [
        Made(layer, "inputs", () => make(-3, 2, 1, 0), "-3"),
        Made(layer, "hidden", () => make(3, 0, 1, 0), "0"),
        Made(layer, "layers", () => make(3, 2, 0, 0), "0"),
        Made(layer, "dropout", () => make(3, 2, 1, -0.5), "-0.5"),
        new(layer, "rank", () => call(Of(3), null), "[3]"),
        new(layer, "size", () => call(Of(4, 1, 5), null), "3", "[4, 1, 5]"),
        new(layer, "type", () => call(Double(4, 1, 3), null), "Float64", "Float32"),
        new(layer, "state", () => call(Of(4, 1, 3), Of(1, 1, 5)), "[1, 1, 2]", "[1, 1, 5]"),
        new(layer, "type of the state", () => call(Of(4, 1, 3), Double(1, 1, 2)), "Float64", "Float32"),
    ];

    static IEnumerable<BadInput> Cell(string layer, Func<long, long, object> make, Action<Tensor, Tensor?> call) =>
    [
        Made(layer, "inputs", () => make(-3, 2), "-3"),
        Made(layer, "hidden", () => make(3, -2), "-2"),
        new(layer, "rank", () => call(Of(1, 1, 3), null), "[1, 1, 3]"),
        new(layer, "size", () => call(Of(4, 5), null), "3", "[4, 5]"),
        new(layer, "type", () => call(Double(4, 3), null), "Float64", "Float32"),
        new(layer, "state", () => call(Of(4, 3), Of(4, 5)), "[4, 2]", "[4, 5]"),
        new(layer, "type of the state", () => call(Of(4, 3), Double(4, 2)), "Float64", "Float32"),
    ];

    static IEnumerable<BadInput> Attention =>
    [
        Made("MultiheadAttention", "size", () => new MultiheadAttention(-4, 2), "-4"),
        Made("MultiheadAttention", "heads", () => new MultiheadAttention(4, 3), "3", "4"),
        Made("MultiheadAttention", "dropout", () => new MultiheadAttention(4, 2, dropout: 2), "2"),
        Made("MultiheadAttention", "size of keys", () => new MultiheadAttention(4, 2, kdim: -3), "-3"),
        new("MultiheadAttention", "rank", () => new MultiheadAttention(4, 2).Call(Of(4), Of(4), Of(4)), "[4]"),
        new("MultiheadAttention", "size of queries", () => new MultiheadAttention(4, 2).Call(Of(3, 1, 5), Of(3, 1, 4), Of(3, 1, 4)), "4", "[3, 1, 5]"),
        new("MultiheadAttention", "lengths", () => new MultiheadAttention(4, 2).Call(Of(3, 1, 4), Of(3, 1, 4), Of(2, 1, 4)), "[2, 1, 4]"),
        new("MultiheadAttention", "type", () => new MultiheadAttention(4, 2).Call(Double(3, 1, 4), Double(3, 1, 4), Double(3, 1, 4)), "Float64", "Float32"),
        new("MultiheadAttention", "mask", () => new MultiheadAttention(4, 2).Call(Of(3, 1, 4), Of(3, 1, 4), Of(3, 1, 4), attnMask: Of(2, 3)), "[2, 3]"),
        .. Transformed("TransformerEncoderLayer", (d, n, f, p) => new TransformerEncoderLayer(d, n, f, p), x => new TransformerEncoderLayer(4, 2, 8).Call(x)),
        .. Transformed("TransformerDecoderLayer", (d, n, f, p) => new TransformerDecoderLayer(d, n, f, p), x =>
            new TransformerDecoderLayer(4, 2, 8).Call(x, x)),
        .. Transformed("Transformer", (d, n, f, p) => new Transformer(d, n, 1, 1, f, p), x => new Transformer(4, 2, 1, 1, 8).Call(x, x)),
        Made("Transformer", "layers", () => new Transformer(4, 2, -1), "-1"),
        Made("TransformerEncoder", "layers", () => new TransformerEncoder(new TransformerEncoderLayer(4, 2, 8), -1), "-1"),
        new("TransformerEncoder", "size", () => new TransformerEncoder(new TransformerEncoderLayer(4, 2, 8), 1).Call(Of(3, 1, 5)), "4", "[3, 1, 5]"),
        Made("TransformerDecoder", "layers", () => new TransformerDecoder(new TransformerDecoderLayer(4, 2, 8), -1), "-1"),
        new("TransformerDecoder", "size", () => new TransformerDecoder(new TransformerDecoderLayer(4, 2, 8), 1).Call(Of(3, 1, 5), Of(3, 1, 4)), "4",
            "[3, 1, 5]"),
        new("TransformerDecoderLayer", "memory", () => new TransformerDecoderLayer(4, 2, 8).Call(Of(3, 1, 4), Of(3, 1, 5)), "4", "[3, 1, 5]"),
        Made("SinusoidalPositionalEncoding", "dropout", () => new SinusoidalPositionalEncoding(2), "2"),
        Called("SinusoidalPositionalEncoding", "rank", () => new SinusoidalPositionalEncoding(), Of(4)),
        Called("SinusoidalPositionalEncoding", "type", () => new SinusoidalPositionalEncoding(), Whole(3, 4), "Int64"),
        Made("RotaryPositionalEncoding", "theta", () => new RotaryPositionalEncoding(-1), "-1"),
        Called("RotaryPositionalEncoding", "size", () => new RotaryPositionalEncoding(), Of(3, 5)),
        Called("RotaryPositionalEncoding", "rank", () => new RotaryPositionalEncoding(), Of(4)),
        Called("RotaryPositionalEncoding", "type", () => new RotaryPositionalEncoding(), Whole(3, 4), "Int64"),
    ];

    static IEnumerable<BadInput> Transformed(string layer, Func<long, int, long, double, object> make, Action<Tensor> call) =>
    [
        Made(layer, "size", () => make(-4, 2, 8, 0), "-4"),
        Made(layer, "heads", () => make(4, 3, 8, 0), "3", "4"),
        Made(layer, "inner size", () => make(4, 2, -8, 0), "-8"),
        Made(layer, "dropout", () => make(4, 2, 8, 1.5), "1.5"),
        new(layer, "rank", () => call(Of(4)), "[4]"),
        new(layer, "size of the input", () => call(Of(3, 1, 5)), "4", "[3, 1, 5]"),
        new(layer, "type", () => call(Double(3, 1, 4)), "Float64", "Float32"),
    ];
}
