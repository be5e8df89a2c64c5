using System.Text.Json;
using Adjoint.Nn;

namespace Adjoint.Evidence.Suites;

/// <summary>Recurrent layers, attention and transformers: modules with several inputs and outputs, and options by name.</summary>
internal static class SequenceModules
{
    sealed record Kind(Func<Call, ModuleBase> Make, Func<ModuleBase, Call, Tensor?[]> Run);

    static readonly Dictionary<string, Kind> s_kinds = new()
    {
        ["RNN"] = Recurrent(c => new RNN(
            c.L(0, "input_size"), c.L(1, "hidden_size"), c.I(2, "num_layers", 1), Nonlinearity(c), Bias(c), BatchFirst(c), Dropout(c, 0),
            c.B(9, "bidirectional"), DType.Float64)),
        ["GRU"] = Recurrent(c => new GRU(
            c.L(0, "input_size"), c.L(1, "hidden_size"), c.I(2, "num_layers", 1), Bias(c), BatchFirst(c), Dropout(c, 0),
            c.B(9, "bidirectional"), DType.Float64)),
        ["LSTM"] = new(
            c => new LSTM(
                c.L(0, "input_size"), c.L(1, "hidden_size"), c.I(2, "num_layers", 1), Bias(c), BatchFirst(c), Dropout(c, 0), c.B(9, "bidirectional"),
                c.L(9, "proj_size"), DType.Float64),
            (module, c) => ((LSTM)module).Call(c.X, Pair(c)) is var (y, (h, cell)) ? [y, h, cell] : []),
        ["RNNCell"] = new(
            c => new RNNCell(c.L(0, "input_size"), c.L(1, "hidden_size"), Bias(c), Nonlinearity(c), DType.Float64),
            (module, c) => [((RNNCell)module).Call(c.X, c.MaybeT(1, "hx"))]),
        ["GRUCell"] = new(
            c => new GRUCell(c.L(0, "input_size"), c.L(1, "hidden_size"), Bias(c), DType.Float64),
            (module, c) => [((GRUCell)module).Call(c.X, c.MaybeT(1, "hx"))]),
        ["LSTMCell"] = new(
            c => new LSTMCell(c.L(0, "input_size"), c.L(1, "hidden_size"), Bias(c), DType.Float64),
            (module, c) => ((LSTMCell)module).Call(c.X, Pair(c)) is var (h, cell) ? [h, cell] : []),
        ["MultiheadAttention"] = new(
            c => new MultiheadAttention(
                c.L(0, "embed_dim"), c.I(1, "num_heads"), Dropout(c, 0), Bias(c), c.B(9, "add_bias_kv"), c.B(9, "add_zero_attn"),
                batchFirst: BatchFirst(c), dtype: DType.Float64),
            (module, c) => ((MultiheadAttention)module).Call(c.X, c.T(1, "key"), c.T(2, "value"),
                c.MaybeT(3, "key_padding_mask"), attnMask: c.MaybeT(5, "attn_mask")) is var (y, weights) ? [y, weights] : []),
        ["TransformerEncoderLayer"] = new(
            c => new TransformerEncoderLayer(
                c.L(0, "d_model"), c.I(1, "nhead"), c.L(2, "dim_feedforward", 2048), Dropout(c, 0.1), Activation(c), batchFirst: BatchFirst(c),
                normFirst: c.B(9, "norm_first"), dtype: DType.Float64),
            (module, c) => [((TransformerEncoderLayer)module).Call(c.X, c.MaybeT(1, "src_mask"), c.MaybeT(2, "src_key_padding_mask"))]),
        ["TransformerDecoderLayer"] = new(
            c => new TransformerDecoderLayer(
                c.L(0, "d_model"), c.I(1, "nhead"), c.L(2, "dim_feedforward", 2048), Dropout(c, 0.1), Activation(c), batchFirst: BatchFirst(c),
                normFirst: c.B(9, "norm_first"), dtype: DType.Float64),
            (module, c) => [((TransformerDecoderLayer)module).Call(c.X, c.T(1, "memory"), c.MaybeT(2, "tgt_mask"),
                c.MaybeT(3, "memory_mask"), c.MaybeT(4, "tgt_key_padding_mask"), c.MaybeT(5, "memory_key_padding_mask"))]),
        ["Transformer"] = new(
            c => new Transformer(
                c.L(0, "d_model"), c.I(1, "nhead"), c.I(2, "num_encoder_layers"), c.I(3, "num_decoder_layers"), c.L(4, "dim_feedforward"), Dropout(c, 0.1),
                batchFirst: BatchFirst(c), normFirst: c.B(9, "norm_first"), dtype: DType.Float64),
            (module, c) => [((Transformer)module).Call(c.X, c.T(1, "tgt"), c.MaybeT(2, "src_mask"),
                c.MaybeT(3, "tgt_mask"), null, c.MaybeT(5, "src_key_padding_mask"), c.MaybeT(6, "tgt_key_padding_mask"))]),
    };

    /// <summary>Checks a row of one of these modules; false for others.</summary>
    public static bool Check(JsonElement row, double bound)
    {
        if (!s_kinds.TryGetValue(row.GetProperty("module").GetString()!.Replace("nn.", "", StringComparison.Ordinal), out var kind)) return false;
        var module = kind.Make(Options(row));
        if (row.TryGetProperty("training", out var training) && !training.GetBoolean()) module.Eval();
        module.LoadStateDict(row.GetProperty("state").EnumerateObject().ToDictionary(entry => entry.Name, entry => (Tensor)Value.Read(entry.Value)!));
        var text = row.GetProperty("repr").GetString();
        if (module.ToString() != text) throw new MismatchException($"expected to print {text}, got {module}");
        var leaves = module.NamedParameters().ToDictionary(entry => $"param/{entry.Name}", entry => (Tensor)entry.Parameter);
        var outputs = kind.Run(module, Inputs(row, leaves));
        Compare(row, outputs, leaves, bound);
        return true;
    }

    static void Compare(JsonElement row, Tensor?[] outputs, Dictionary<string, Tensor> leaves, double bound)
    {
        var loss = Tensor.Zeros([], DType.Float64);
        var wanted = row.GetProperty("out").EnumerateArray().Select(value => (Tensor)Value.Read(value)!).ToArray();
        for (var i = 0; i < wanted.Length; i++) Comparison.Check($"result {i}", outputs[i] ?? throw new MismatchException($"no result {i}"), wanted[i], bound);
        var places = row.TryGetProperty("cot_for", out var given) ? given.EnumerateArray().Select(place => place.GetInt32()).ToArray() : [0];
        foreach (var (place, value) in places.Zip(row.GetProperty("cot").EnumerateArray())) loss = loss + (outputs[place]! * (Tensor)Value.Read(value)!).Sum();
        loss.Backward();
        foreach (var grad in row.GetProperty("grads").EnumerateArray())
        {
            var path = string.Join('/', grad.GetProperty("path").EnumerateArray().Select(part => part.ToString()));
            if (Value.Read(grad.GetProperty("g")) is not Tensor expected) continue;
            if (!leaves.TryGetValue(path, out var leaf)) throw new MismatchException($"no tensor at {path}; there are {string.Join(", ", leaves.Keys)}");
            Comparison.Check($"gradient of {path}", leaf.Grad ?? Tensor.ZerosLike(leaf), expected, bound);
        }
    }

    static Call Options(JsonElement row)
    {
        if (row.TryGetProperty("ctor_args", out var values))
            return new(
                [.. values.EnumerateArray().Select(value => Value.Read(value))],
                row.GetProperty("ctor_kwargs").EnumerateObject().ToDictionary(entry => entry.Name, entry => Value.Read(entry.Value)));
        // As Python prints a tuple of numbers and a function.
        var printed = row.GetProperty("ctor").GetString()!.Trim('(', ')').Split(", ");
        return new(
            [.. printed.Select(text => double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) ? (object)number : text)],
            new Dictionary<string, object?>());
    }

    static Call Inputs(JsonElement row, Dictionary<string, Tensor> leaves)
    {
        Tensor Take(Tensor tensor, string path, bool requiresGrad)
        {
            tensor.RequiresGrad = requiresGrad;
            if (requiresGrad) leaves[path] = tensor;
            return tensor;
        }
        var name = row.TryGetProperty("args", out var values) ? "args" : "input";
        object?[] positional = [.. row.GetProperty(name).EnumerateArray().Select((value, i) => Value.Read(value, $"{name}/{i}", Take))];
        var named = name == "input"
            ? []
            : row.GetProperty("kwargs").EnumerateObject().ToDictionary(entry => entry.Name, entry => Value.Read(entry.Value, $"kwargs/{entry.Name}", Take));
        return new(positional, named);
    }

    static Kind Recurrent(Func<Call, RecurrentModule<Tensor?, Tensor>> make) =>
        new(make, (module, c) => ((RecurrentModule<Tensor?, Tensor>)module).Call(c.X, c.MaybeT(1, "hx")) is var (y, h) ? [y, h] : []);

    static (Tensor, Tensor)? Pair(Call c) => c.At(1, "hx") is object?[] pair ? ((Tensor)pair[0]!, (Tensor)pair[1]!) : null;

    static Nonlinearity Nonlinearity(Call c) => c.Text(9, "nonlinearity") == "relu" ? Nn.Nonlinearity.ReLU : Nn.Nonlinearity.Tanh;

    static TransformerActivation Activation(Call c) =>
        c.Text(4, "activation")?.Contains("gelu", StringComparison.Ordinal) == true ? TransformerActivation.GELU : TransformerActivation.ReLU;

    static bool Bias(Call c) => c.B(9, "bias", true);

    static bool BatchFirst(Call c) => c.B(9, "batch_first");

    static double Dropout(Call c, double otherwise) => c.D(3, "dropout", otherwise);
}
