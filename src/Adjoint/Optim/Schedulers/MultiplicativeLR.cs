namespace Adjoint.Optim;

/// <summary>The present rate times what a function of the epoch says: lr ← lr · λ(epoch), from epoch 1 on.</summary>
public sealed class MultiplicativeLR : LRScheduler
{
    readonly Func<int, double>[] _lrLambdas;

    /// <summary>One function for all groups.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="lrLambda">The factor from the epoch before to this one.</param>
    /// <param name="lastEpoch">The epoch to go on from; -1 to begin.</param>
    public MultiplicativeLR(Optimizer optimizer, Func<int, double> lrLambda, int lastEpoch = -1)
        : this(optimizer, LambdaList.Repeat(optimizer, lrLambda), lastEpoch) { }

    /// <summary>A function for each group.</summary>
    /// <exception cref="ArgumentException">There are as many functions as for another number of groups.</exception>
    /// <inheritdoc cref="MultiplicativeLR(Optimizer, Func{int, double}, int)"/>
    public MultiplicativeLR(Optimizer optimizer, IEnumerable<Func<int, double>> lrLambda, int lastEpoch = -1) : base(optimizer, lastEpoch)
    {
        _lrLambdas = LambdaList.Check(nameof(MultiplicativeLR), optimizer, lrLambda);
        Begin();
    }

    /// <inheritdoc/>
    protected override double GetLR(int group) => LastEpoch > 0 ? Lr(group) * _lrLambdas[group](LastEpoch) : Lr(group);

    /// <inheritdoc/>
    protected override void Visit(NamedState state)
    {
        base.Visit(state);
        LambdaList.Visit(state, _lrLambdas);
    }
}
