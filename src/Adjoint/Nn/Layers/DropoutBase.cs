namespace Adjoint.Nn;

/// <summary>What the dropout layers share: how likely something is to be dropped.</summary>
public abstract class DropoutBase : Module
{
    private protected DropoutBase(double p)
    {
        Checks.Probability(TypeName, p);
        P = p;
    }

    /// <summary>How likely an element, or a channel, is to be dropped.</summary>
    public double P { get; }

    /// <inheritdoc/>
    protected sealed override string ExtraRepr() => $"p={Repr.Of(P)}, inplace=False";
}
