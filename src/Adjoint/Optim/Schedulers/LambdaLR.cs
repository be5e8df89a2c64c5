namespace Adjoint.Optim;

/// <summary>The base times what a function of the epoch says: lr = base · λ(epoch). Rates changed by hand are overwritten.</summary>
public sealed class LambdaLR : LRScheduler
{
    readonly Func<int, double>[] _lrLambdas;

    /// <summary>One function for all groups.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="lrLambda">The factor in an epoch, counted from 0.</param>
    /// <param name="lastEpoch">The epoch to go on from; -1 to begin.</param>
    public LambdaLR(Optimizer optimizer, Func<int, double> lrLambda, int lastEpoch = -1)
        : this(optimizer, LambdaList.Repeat(optimizer, lrLambda), lastEpoch) { }

    /// <summary>A function for each group.</summary>
    /// <exception cref="ArgumentException">There are as many functions as for another number of groups.</exception>
    /// <inheritdoc cref="LambdaLR(Optimizer, Func{int, double}, int)"/>
    public LambdaLR(Optimizer optimizer, IEnumerable<Func<int, double>> lrLambda, int lastEpoch = -1) : base(optimizer, lastEpoch)
    {
        _lrLambdas = LambdaList.Check(nameof(LambdaLR), optimizer, lrLambda);
        Begin();
    }

    /// <inheritdoc/>
    protected override double GetLR(int group) => BaseLrs[group] * _lrLambdas[group](LastEpoch);

    /// <inheritdoc/>
    protected override void Visit(NamedState state)
    {
        base.Visit(state);
        LambdaList.Visit(state, _lrLambdas);
    }
}

/// <summary>
/// The functions of <see cref="LambdaLR"/> and <see cref="MultiplicativeLR"/>. They are not part of the state,
/// but PyTorch looks for their list.
/// </summary>
internal static class LambdaList
{
    public static IEnumerable<Func<int, double>> Repeat(Optimizer optimizer, Func<int, double> function)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        return Enumerable.Repeat(function, optimizer.ParameterGroups.Count);
    }

    public static Func<int, double>[] Check(string scheduler, Optimizer optimizer, IEnumerable<Func<int, double>> lrLambda)
    {
        ArgumentNullException.ThrowIfNull(lrLambda);
        Func<int, double>[] list = [.. lrLambda];
        foreach (var function in list) ArgumentNullException.ThrowIfNull(function, nameof(lrLambda));
        if (list.Length != optimizer.ParameterGroups.Count)
            throw new ArgumentException(
                $"{scheduler}: {list.Length} functions were given, and the optimizer has {optimizer.ParameterGroups.Count} groups.",
                nameof(lrLambda));
        return list;
    }

    public static void Visit(NamedState state, Func<int, double>[] functions) =>
        state.Constant("lr_lambdas", new List<object?>(new object?[functions.Length]));
}
