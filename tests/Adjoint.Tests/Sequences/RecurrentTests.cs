using Adjoint.Cpu.Recurrent;
using Adjoint.Nn;
using Adjoint.Tests.Operations;
using F = Adjoint.Nn.Functional;
using RecurrentKind = Adjoint.Ops.RecurrentKind;
using RecurrentLayer = Adjoint.Ops.RecurrentLayer;

namespace Adjoint.Tests.Sequences;

/// <summary>The kernels of recurrent layers against the same, step by step in tensor operations.</summary>
public class RecurrentTests
{
    // Steps' batch sizes and the hidden size: around the edges of vectors, tiles and threads; equal and different lengths.
    public static TheoryData<int, long[], long> Cases
    {
        get
        {
            var cases = new TheoryData<int, long[], long>();
            for (var kind = 0; kind < 4; kind++)
            {
                foreach (var (steps, hidden) in ((long[], long)[])
                    [([1], 1), ([3, 3], 5), ([13, 13, 13, 13, 13], 16), ([6, 4, 4, 1], 17), ([25, 9, 9], 33), ([2, 1], 40), ([], 3), ([0, 0], 4)])
                    cases.Add(kind, steps, hidden);
            }
            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void TheKernelComputesWhatItMeans(int kind, long[] steps, long hidden)
    {
        foreach (var isReversed in (bool[])[false, true])
        {
            var operation = new RecurrentLayer((RecurrentKind)kind, new(steps), isReversed);
            var inputs = Inputs(operation, steps, hidden);
            foreach (var byUnits in (bool[])[false, true])
            {
                RecurrentSplit.Forced = byUnits;
                Check(operation, inputs, DType.Float64, 1e-12);
                Check(operation, inputs, DType.Float32, 2e-5);
            }
            RecurrentSplit.Forced = null;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void GradientsOfBothOrdersAreRight(int kind)
    {
        var operation = new RecurrentLayer((RecurrentKind)kind, new([3, 2, 2]), IsReversed: true);
        var inputs = Inputs(operation, [3, 2, 2], 3);
        // All outputs together; with ReLU, far enough from its bend.
        Tensor Call(Tensor[] x)
        {
            var outputs = operation.ApplyMany(x);
            return Tensor.Cat(kind == 2 ? outputs[..3] : outputs[..2]);
        }
        GradientCheck.First(Call, inputs);
        GradientCheck.Second(Call, inputs);
    }

    [Fact]
    public void OnlyWhatCameBackCounts()
    {
        var operation = new RecurrentLayer(RecurrentKind.Lstm, new([4, 4]), IsReversed: false);
        var inputs = Inputs(operation, [4, 4], 5);
        for (var output = 0; output < 3; output++) GradientCheck.First(x => operation.ApplyMany(x)[output], inputs);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void HowThreadsShareTheWorkMakesNoDifference(int kind)
    {
        foreach (var isReversed in (bool[])[false, true])
        {
            var operation = new RecurrentLayer((RecurrentKind)kind, new([37, 37, 21]), isReversed);
            var inputs = Inputs(operation, [37, 37, 21], 67);
            var threads = Threads.Count;
            try
            {
                Threads.Count = 1;
                var alone = Results(operation, inputs, byUnits: false);
                Threads.Count = 5;
                Assert.Equal(alone, Results(operation, inputs, byUnits: false));
                Assert.Equal(alone, Results(operation, inputs, byUnits: true));
                Threads.Count = 1;
                Assert.Equal(alone, Results(operation, inputs, byUnits: true));
            }
            finally
            {
                Threads.Count = threads;
            }
        }
    }

    static double[] Results(RecurrentLayer operation, Tensor[] inputs, bool byUnits)
    {
        RecurrentSplit.Forced = byUnits;
        try
        {
            var leaves = GradientCheck.Leaves(inputs);
            var y = operation.ApplyMany(leaves)[0];
            y.Backward(Tensor.OnesLike(y));
            return [.. y.ToArray<double>(), .. leaves.SelectMany(x => x.Grad!.ToArray<double>())];
        }
        finally
        {
            RecurrentSplit.Forced = null;
        }
    }

    [Fact]
    public void AHalfTypeIsComputedInSinglePrecision()
    {
        var inputs = Inputs(new RecurrentLayer(RecurrentKind.Lstm, new([3, 3]), false), [3, 3], 8);
        var half = Array.ConvertAll(inputs, x => x.To(DType.BFloat16));
        var (y, h, c) = half[0].Lstm(half[1], half[2], half[3], [3, 3], false);
        var wide = Array.ConvertAll(half, x => x.To(DType.Float64));
        var expected = wide[0].Lstm(wide[1], wide[2], wide[3], [3, 3], false);
        Assert.All((Tensor[])[y, h, c], x => Assert.Equal(DType.BFloat16, x.DType));
        Close(expected.Output, y, 2e-2);
        Close(expected.Cell, c, 2e-2);
    }

    // A layer against its cell, one step after the other.
    [Fact]
    public void ALayerIsItsCellStepByStep()
    {
        var draw = new Draw();
        var x = draw.Uniform([4, 3, 5]);
        LSTM lstm = new(5, 6, dtype: DType.Float64);
        LSTMCell lstmCell = new(5, 6, dtype: DType.Float64);
        Share(lstm, lstmCell);
        GRU gru = new(5, 6, dtype: DType.Float64);
        GRUCell gruCell = new(5, 6, dtype: DType.Float64);
        Share(gru, gruCell);
        RNN rnn = new(5, 6, nonlinearity: Nonlinearity.ReLU, dtype: DType.Float64);
        RNNCell rnnCell = new(5, 6, nonlinearity: Nonlinearity.ReLU, dtype: DType.Float64);
        Share(rnn, rnnCell);
        (Tensor Hidden, Tensor Cell)? states = null;
        Tensor? gruState = null, rnnState = null;
        for (var t = 0; t < 4; t++)
        {
            states = lstmCell.Call(x[t], states);
            gruState = gruCell.Call(x[t], gruState);
            rnnState = rnnCell.Call(x[t], rnnState);
            Close(states.Value.Hidden, lstm.Call(x).Output[t], 1e-12);
            Close(gruState, gru.Call(x).Output[t], 1e-12);
            Close(rnnState, rnn.Call(x).Output[t], 1e-12);
        }
        Close(states!.Value.Cell, lstm.Call(x).State.Cell[0], 1e-12);

        static void Share(ModuleBase layer, ModuleBase cell) =>
            cell.LoadStateDict(layer.StateDict().ToDictionary(entry => entry.Key.Replace("_l0", "", StringComparison.Ordinal), entry => entry.Value));
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(true, 2)]
    public void PackedSequencesGiveWhatEachGivesAlone(bool bidirectional, long projection)
    {
        var lstm = new LSTM(3, 4, numLayers: 2, bidirectional: bidirectional, projSize: projection, dtype: DType.Float64);
        var draw = new Draw();
        long[] lengths = [2, 5, 1, 5];
        Tensor[] sequences = [.. lengths.Select(length => draw.Uniform([length, 3]))];
        var directions = bidirectional ? 4 : 2;
        Tensor h = draw.Uniform([directions, 4, projection == 0 ? 4 : projection]), c = draw.Uniform([directions, 4, 4]);
        var packed = F.PackSequence(sequences, enforceSorted: false);
        var (output, (hidden, cell)) = lstm.Call(packed, (h, c));
        var (padded, found) = F.PadPackedSequence(output, paddingValue: -7);
        Assert.Equal(lengths, found);
        for (var i = 0; i < 4; i++)
        {
            var alone = lstm.Call(sequences[i], (h.Select(1, i), c.Select(1, i)));
            Close(alone.Output, padded.Select(1, i).Narrow(0, 0, lengths[i]), 1e-12);
            Close(alone.State.Hidden, hidden.Select(1, i), 1e-12);
            Close(alone.State.Cell, cell.Select(1, i), 1e-12);
            Assert.All(padded.Select(1, i).Narrow(0, lengths[i], 5 - lengths[i]).ToArray<double>(), element => Assert.Equal(-7, element));
        }
    }

    [Fact]
    public void PackingIsUndoneByPadding()
    {
        var x = new Draw().Uniform([3, 4, 2]);
        long[] lengths = [4, 2, 3];
        var packed = F.PackPaddedSequence(x, lengths, batchFirst: true, enforceSorted: false);
        Assert.Equal([3, 3, 2, 1], packed.BatchSizes);
        var (padded, found) = F.PadPackedSequence(packed, batchFirst: true, totalLength: 6);
        Assert.Equal([3, 6, 2], padded.Shape);
        Assert.Equal(lengths, found);
        for (var i = 0; i < 3; i++) Assert.Equal(x[i].Narrow(0, 0, lengths[i]).ToArray<double>(), padded[i].Narrow(0, 0, lengths[i]).ToArray<double>());
        Assert.Contains("enforceSorted", Assert.Throws<ArgumentException>(() => { F.PackPaddedSequence(x, lengths, batchFirst: true); }).Message);
        foreach (var wrong in (long[])[0, 5])
            Assert.Contains("lengths must be between 1 and 4",
                Assert.Throws<ArgumentException>(() => { F.PackPaddedSequence(x, [4, 2, wrong], batchFirst: true, enforceSorted: false); }).Message);
    }

    [Fact]
    public void BatchFirstOnlyMovesTheBatch()
    {
        var x = new Draw().Uniform([4, 3, 5]);
        GRU first = new(5, 2, batchFirst: true, dtype: DType.Float64), second = new(5, 2, dtype: DType.Float64);
        second.LoadStateDict(first.StateDict());
        Close(second.Call(x).Output.Transpose(0, 1), first.Call(x.Transpose(0, 1)).Output, 0);
    }

    [Fact]
    public void DropoutActsBetweenLayersWhileTraining()
    {
        var rnn = new RNN(3, 4, numLayers: 2, dropout: 1, dtype: DType.Float64);
        var x = new Draw().Uniform([2, 1, 3]);
        // The second layer sees nothing of the input, whatever that is.
        Close(rnn.Call(x).Output, rnn.Call(x + 1).Output, 0);
        Assert.NotEqual(rnn.Call(x).State[0].ToArray<double>(), rnn.Call(x + 1).State[0].ToArray<double>());
        rnn.Eval();
        Assert.NotEqual(rnn.Call(x).Output.ToArray<double>(), rnn.Call(x + 1).Output.ToArray<double>());
    }

    [Fact]
    public void WhatDoesNotFitIsSaid()
    {
        var lstm = new LSTM(3, 4);
        Assert.Contains("[2, 2, 5]", Assert.Throws<ArgumentException>(() => lstm.Call(Tensor.Ones([2, 2, 5]))).Message);
        Assert.Contains("[1, 2, 4]",
            Assert.Throws<ArgumentException>(() => lstm.Call(Tensor.Ones([2, 2, 3]), (Tensor.Ones([1, 3, 4]), Tensor.Ones([1, 2, 4])))).Message);
        Assert.Contains("Float64", Assert.Throws<ArgumentException>(() => lstm.Call(Tensor.Ones([2, 2, 3], DType.Float64))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new LSTM(3, 4, projSize: 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RNN(3, 4, nonlinearity: Nonlinearity.SELU));
    }

    static Tensor[] Inputs(RecurrentLayer operation, long[] steps, long hidden)
    {
        var draw = new Draw();
        var batch = steps.Length == 0 ? 2 : steps[0];
        var gates = operation.Kind switch { RecurrentKind.Lstm => 4, RecurrentKind.Gru => 3, _ => 1 };
        Tensor x = draw.Uniform([steps.Sum(), gates * hidden]), weight = draw.Uniform([gates * hidden, hidden], -0.5, 0.5);
        Tensor h = draw.Uniform([batch, hidden]);
        return operation.Kind switch
        {
            RecurrentKind.Lstm => [x, weight, h, draw.Uniform([batch, hidden])],
            RecurrentKind.Gru => [x, weight, h, draw.Uniform([gates * hidden])],
            _ => [x, weight, h],
        };
    }

    static void Check(RecurrentLayer operation, Tensor[] inputs, DType dtype, double tolerance)
    {
        Tensor[] leaves = GradientCheck.Leaves(inputs), narrow = GradientCheck.Leaves(Array.ConvertAll(inputs, x => x.To(dtype)));
        Tensor[] expected = operation.DecomposeMany(leaves), actual = operation.ApplyMany(narrow);
        var draw = new Draw();
        Tensor loss = Tensor.Zeros([], DType.Float64), narrowLoss = Tensor.Zeros([], dtype);
        for (var i = 0; i < expected.Length; i++)
        {
            Close(expected[i], actual[i], tolerance);
            var weights = draw.Uniform(expected[i].Shape);
            loss = loss + (expected[i] * weights).Sum();
            narrowLoss = narrowLoss + (actual[i] * weights.To(dtype)).Sum();
        }
        loss.Backward();
        narrowLoss.Backward();
        for (var i = 0; i < leaves.Length; i++)
            Close(leaves[i].Grad ?? Tensor.ZerosLike(leaves[i]), narrow[i].Grad ?? Tensor.ZerosLike(narrow[i]), 10 * tolerance);
    }

    static void Close(Tensor expected, Tensor actual, double tolerance)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        foreach (var (x, y) in expected.ToArray<double>().Zip(actual.To(DType.Float64).ToArray<double>()))
            Assert.True(Math.Abs(x - y) <= tolerance * Math.Max(1, Math.Abs(x)), $"{y}, expected {x}");
    }
}
