using System.Collections;

namespace Adjoint.Optim;

/// <summary>
/// Something that can go on later where it was: a scheduler, a <see cref="GradScaler"/>. What it needs is a dictionary of numbers in
/// PyTorch's structure, which fits into a checkpoint: <c>PyTorchFile.Save("run.pt", new Dictionary&lt;string, object?&gt; { ["scheduler"] =
/// scheduler.StateDict() })</c>, and back with <c>scheduler.Load("run.pt", key: "scheduler")</c>.
/// </summary>
public interface IStateful
{
    /// <summary>What is needed to go on later, by PyTorch's names.</summary>
    OrderedDictionary<string, object?> StateDict();

    /// <summary>Goes on where another was. Names that are missing leave their values as they are.</summary>
    /// <param name="state">What <see cref="StateDict"/> returned, or a dictionary read from a file.</param>
    /// <exception cref="InvalidOperationException">A value is of another kind, or there are values for another number of groups;
    /// nothing is changed then.</exception>
    void LoadStateDict(IDictionary state);
}
