namespace Adjoint.Bench;

/// <summary>Something to be timed. Both engines have a workload of the same name that computes the same.</summary>
/// <param name="name">Unique in its group.</param>
/// <param name="work">How much one call does; left out where neither operations nor bytes mean anything.</param>
internal abstract class Workload(string name, Work work = default)
{
    public string Name => name;

    public Work Work => work;

    /// <summary>
    /// Makes the inputs, after the random seed was set to 0, and returns the body to be timed. The tensor that the body returns
    /// is compared with the other engine's, as it is at the third call: a step of training returns its loss, so that two
    /// updates count.
    /// </summary>
    public abstract Func<Tensor?> SetUp();
}
