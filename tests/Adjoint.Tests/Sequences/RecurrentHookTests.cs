using Adjoint.Nn;
using Adjoint.Tests.Operations;
using F = Adjoint.Nn.Functional;

namespace Adjoint.Tests.Sequences;

/// <summary>Hooks of recurrent layers, which run for packed sequences as well.</summary>
public class RecurrentHookTests
{
    static readonly long[] s_lengths = [2, 4, 1];

    static PackedSequence Packed(Tensor x) => F.PackPaddedSequence(x, s_lengths, enforceSorted: false);

    [Fact]
    public void EveryCallRunsThem()
    {
        var x = new Draw().Uniform([4, 3, 5]);
        var states = Tensor.Ones([1, 3, 2], DType.Float64);
        var gru = new GRU(5, 2, dtype: DType.Float64);
        var alone = gru.Call(Packed(x), states);
        var seen = new List<string>();
        using (gru.RegisterForwardPreHook((_, input) => seen.Add($"{input.Item1.Shape} {input.Item2?.Shape}")))
        using (gru.RegisterForwardHook((_, input, output) => seen.Add($"{input.Item1.Shape} {output.Output.Shape} {output.State.Shape}")))
        {
            var (output, state) = gru.Call(Packed(x), states);
            Assert.Equal(["[7, 5] [1, 3, 2]", "[7, 5] [7, 2] [1, 3, 2]"], seen);
            Assert.Equal(alone.Output.Data.ToArray<double>(), output.Data.ToArray<double>());
            Assert.Equal(alone.State.ToArray<double>(), state.ToArray<double>());
            gru.Call(x);
        }
        Assert.Equal(4, seen.Count);
        gru.Call(Packed(x));
        Assert.Equal(4, seen.Count);
    }

    [Fact]
    public void WhatTheyReturnTakesTheirPlaceInPackedSequencesToo()
    {
        var x = new Draw().Uniform([4, 3, 5]);
        var rnn = new RNN(5, 2, dtype: DType.Float64);
        var (expected, last) = rnn.Call(Packed(2 * x));
        rnn.RegisterForwardPreHook((_, input) => (2 * input.Item1, input.Item2));
        rnn.RegisterForwardHook((_, _, output) => (output.Output + 1, output.State - 1));
        var (output, state) = rnn.Call(Packed(x));
        Assert.Equal((expected.Data + 1).ToArray<double>(), output.Data.ToArray<double>());
        Assert.Equal((last - 1).ToArray<double>(), state.ToArray<double>());
        Assert.Equal(expected.BatchSizes, output.BatchSizes);
    }

    [Fact]
    public void WhatDoesNotFitThePackedSequenceIsRefused()
    {
        var lstm = new LSTM(5, 2, dtype: DType.Float64);
        lstm.RegisterForwardPreHook((_, input) => (input.Item1[..6], input.Item2));
        var message = Assert.Throws<ArgumentException>(() => lstm.Call(Packed(new Draw().Uniform([4, 3, 5])))).Message;
        Assert.Contains("7 rows of size 5", message);
        Assert.Contains("[6, 5]", message);
    }

    // The gradients of three outputs, one of them unused, and of the input.
    [Fact]
    public void BackwardHooksSeeThatOfAPackedSequence()
    {
        var x = new Draw().Uniform([4, 3, 5]);
        x.RequiresGrad = true;
        var lstm = new LSTM(5, 2, dtype: DType.Float64);
        var seen = new List<string>();
        lstm.RegisterFullBackwardHook((_, inputs, outputs) =>
            seen.Add($"{string.Join(' ', inputs.Select(g => g?.Shape))} / {string.Join(' ', outputs.Select(g => g?.Shape))}"));
        var (output, state) = lstm.Call(Packed(x));
        (output.Data.Sum() + state.Cell.Sum()).Backward();
        Assert.Equal(["[7, 5] / [7, 2]  [1, 3, 2]"], seen);
        var gradient = x.Grad!.ToArray<double>();
        var without = new LSTM(5, 2, dtype: DType.Float64);
        without.LoadStateDict(lstm.StateDict());
        x.ClearGrad(setToNull: true);
        (output, state) = without.Call(Packed(x));
        (output.Data.Sum() + state.Cell.Sum()).Backward();
        Assert.Equal(x.Grad!.ToArray<double>(), gradient);
    }
}
