using Adjoint.Cpu.Fused;
using Adjoint.Nn;

namespace Adjoint.Optim;

/// <summary>
/// A running average of a model's parameters, which often does better than the parameters themselves: equal weights of all that were seen
/// (SWA), or more for the newer ones (EMA). The model is trained as always; for validation it takes over the averages:
/// <c>using (average.Apply()) Validate(model);</c>.
/// </summary>
/// <remarks>
/// Izmailov et al., "Averaging Weights Leads to Wider Optima and Better Generalization", 2018. PyTorch's <c>AveragedModel</c> is a second
/// model; here there are only the second numbers, which the model and the averages exchange.
/// </remarks>
public sealed class AveragedModel
{
    const string Count = "n_averaged";
    const string Prefix = "module.";

    readonly ModuleBase _model;
    readonly Func<long, double> _weight;
    readonly StepBatch<LerpStep> _batch = new();
    readonly List<(string Name, Tensor Live, Tensor Average)> _averages = [];

    /// <summary>Makes an average that is the model as it is now, until the first <see cref="UpdateParameters"/>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="weight">The weight of the newest parameters, given how many the average is of: a ← a + weight(n) · (p - a).
    /// 1 / (n + 1), for equal weights, if left out.</param>
    /// <param name="useBuffers">Whether buffers are averaged too, such as the running means of batch norms;
    /// see <see cref="Utils.UpdateBn(IEnumerable{Tensor}, Module)"/> otherwise.</param>
    public AveragedModel(ModuleBase model, Func<long, double>? weight = null, bool useBuffers = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        (_model, _weight) = (model, weight ?? (n => 1.0 / (n + 1)));
        foreach (var (name, parameter) in model.NamedParameters()) Add(name, parameter);
        if (!useBuffers) return;
        foreach (var (name, buffer) in model.NamedBuffers()) Add(name, buffer);
    }

    /// <summary>An exponential average: a ← decay · a + (1 - decay) · p.</summary>
    /// <param name="model">The model.</param>
    /// <param name="decay">How much of the average is kept.</param>
    /// <param name="useBuffers">Whether buffers are averaged too.</param>
    /// <exception cref="ArgumentOutOfRangeException">The decay is not from 0 to 1.</exception>
    public static AveragedModel Ema(ModuleBase model, double decay = 0.999, bool useBuffers = false)
    {
        if (!(decay is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(decay), decay, "AveragedModel: the decay is from 0 to 1.");
        return new(model, _ => 1 - decay, useBuffers);
    }

    /// <summary>How many states of the model the average is of.</summary>
    public long NAveraged { get; private set; }

    /// <summary>Whether the model has the averages, and its own numbers are kept here.</summary>
    public bool IsSwapped { get; private set; }

    /// <summary>Takes the model's present parameters into the average; the first ones are taken whole.</summary>
    /// <exception cref="InvalidOperationException">The model has the averages.</exception>
    public void UpdateParameters()
    {
        if (IsSwapped)
            throw new InvalidOperationException("AveragedModel: the model has the averages now; Swap() back before training goes on.");
        using var mode = Autograd.NoGrad();
        foreach (var (_, live, average) in _averages)
        {
            if (NAveraged == 0 || !live.DType.IsFloatingPoint) average.CopyFrom(live);
            else _batch.Add(new(_weight(NAveraged)), average, live.DType == average.DType ? live.Data : live.Data.To(average.DType));
        }
        _batch.Run();
        NAveraged++;
    }

    /// <summary>Exchanges the numbers of the model and the averages; the second time, back.</summary>
    public void Swap()
    {
        using var mode = Autograd.NoGrad();
        foreach (var (_, live, average) in _averages)
        {
            var own = live.Clone();
            live.CopyFrom(average);
            average.CopyFrom(own);
        }
        IsSwapped = !IsSwapped;
    }

    /// <summary>Lets the model have the averages until the scope is disposed.</summary>
    /// <exception cref="InvalidOperationException">It has them already.</exception>
    public SwapScope Apply()
    {
        if (IsSwapped) throw new InvalidOperationException("AveragedModel: the model has the averages already.");
        Swap();
        return new(this);
    }

    /// <summary>
    /// The averages in PyTorch's structure: <c>n_averaged</c>, and with <c>module.</c> before their names parameters and buffers;
    /// buffers that are not averaged as the model has them.
    /// </summary>
    public StateDict StateDict()
    {
        var state = new StateDict { [Count] = Tensor.From(NAveraged) };
        foreach (var (name, live, average) in _averages) state.Add(Prefix + name, IsSwapped ? live.Data : average);
        foreach (var (name, buffer) in _model.StateDict()) state.TryAdd(Prefix + name, buffer);
        return state;
    }

    /// <summary>Goes on where another average was. What is not averaged is not read.</summary>
    /// <exception cref="InvalidOperationException">An average is missing or has another shape; nothing is changed then.</exception>
    public void LoadStateDict(IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (IsSwapped) throw new InvalidOperationException("AveragedModel: the model has the averages now; Swap() back before loading.");
        foreach (var name in _averages.Select(each => Prefix + each.Name).Prepend(Count))
        {
            if (!state.ContainsKey(name)) throw new InvalidOperationException($"AveragedModel: the state dict has no '{name}'.");
        }
        foreach (var (name, _, average) in _averages)
        {
            var shape = state[Prefix + name].Shape;
            if (shape != average.Shape)
                throw new InvalidOperationException(
                    $"AveragedModel: '{Prefix}{name}' has shape {shape}, and the model's has {average.Shape}.");
        }
        foreach (var (name, _, average) in _averages) average.CopyFrom(state[Prefix + name].Detach());
        NAveraged = (long)state[Count].Item();
    }

    void Add(string name, Tensor live)
    {
        var average = live.Detach().Clone();
        MemoryFrame.Free(average.Storage);
        _averages.Add((name, live, average));
    }

    /// <summary>Gives the model its own numbers back on disposal.</summary>
    public ref struct SwapScope
    {
        AveragedModel? _model;

        internal SwapScope(AveragedModel model) => _model = model;

        /// <summary>Ends the scope.</summary>
        public void Dispose()
        {
            if (_model is { IsSwapped: true }) _model.Swap();
            _model = null;
        }
    }
}
