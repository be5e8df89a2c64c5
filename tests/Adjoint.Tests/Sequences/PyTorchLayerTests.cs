using System.Text.Json;
using Adjoint.Nn;

namespace Adjoint.Tests.Sequences;

/// <summary>Layers as PyTorch makes them from the same seed: names, numbers, what is printed, and how many numbers were drawn.</summary>
[Collection(nameof(Alone))]
public class PyTorchLayerTests
{
    static readonly JsonDocument s_golden = JsonDocument.Parse(File.ReadAllText(TestFiles.Golden("sequences.json")));

    static readonly Dictionary<string, Func<ModuleBase>> s_layers = new()
    {
        ["RNN"] = () => new RNN(3, 5, numLayers: 2, bidirectional: true),
        ["LSTM"] = () => new LSTM(3, 5, numLayers: 2, projSize: 2),
        ["GRU"] = () => new GRU(3, 5, bias: false),
        ["RNNCell"] = () => new RNNCell(3, 5),
        ["LSTMCell"] = () => new LSTMCell(3, 5),
        ["GRUCell"] = () => new GRUCell(3, 5),
        ["MultiheadAttention"] = () => new MultiheadAttention(6, 2),
        ["MultiheadAttention with bias_kv"] = () => new MultiheadAttention(6, 2, addBiasKv: true, kdim: 4, vdim: 5),
        ["TransformerEncoderLayer"] = () => new TransformerEncoderLayer(6, 2, 8),
        ["TransformerDecoder"] = () => new TransformerDecoder(new TransformerDecoderLayer(6, 2, 8), 2),
        ["Transformer"] = () => new Transformer(6, 2, 2, 2, 8),
    };

    public static TheoryData<string> Layers => [.. s_layers.Keys];

    [Theory, MemberData(nameof(Layers))]
    public void TheSameSeedGivesTheSameLayer(string name)
    {
        var golden = s_golden.RootElement.GetProperty(name);
        ModuleBase layer;
        double next;
        lock (Generator.Default)
        {
            Tensor.ManualSeed(1);
            layer = s_layers[name]();
            next = Tensor.Rand([1]).Item();
        }
        Assert.Equal(golden.GetProperty("repr").GetString(), layer.ToString());
        var state = layer.StateDict().ToArray();
        var parameters = golden.GetProperty("parameters").EnumerateArray().ToArray();
        Assert.Equal(parameters.Select(parameter => parameter[0].GetString()), state.Select(entry => entry.Key));
        foreach (var (parameter, entry) in parameters.Zip(state))
        {
            Assert.Equal(parameter[1].EnumerateArray().Select(size => size.GetInt64()), entry.Value.Shape.ToArray());
            Assert.Equal(parameter[2].EnumerateArray().Select(number => number.GetSingle()), entry.Value.ToArray<float>());
        }
        Assert.Equal(golden.GetProperty("next").GetDouble(), next);
    }
}
