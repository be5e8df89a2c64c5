namespace Adjoint.Optim;

/// <summary>Options that schedulers set.</summary>
internal static class GroupOption
{
    /// <summary>Whether schedulers, ours or PyTorch's, keep something under that name.</summary>
    public static bool IsOfScheduler(string name) =>
        name is "initial_lr" or "max_lr" or "min_lr" or "max_momentum" or "base_momentum" or "swa_lr";

    /// <summary>The name of the option that is an optimizer's momentum: <c>momentum</c>, or the first of its betas.</summary>
    /// <exception cref="ArgumentException">The optimizer has none.</exception>
    public static string Momentum(Optimizer optimizer, string scheduler)
    {
        var group = optimizer.ParameterGroups[0];
        return group.Has("betas.0") ? "betas.0" : group.Has("momentum") ? "momentum" : throw new ArgumentException(
            $"{scheduler}: {optimizer.GetType().Name} has no momentum; give cycleMomentum: false.", nameof(optimizer));
    }

    /// <summary>Sets an option of each group.</summary>
    public static void Set(Optimizer optimizer, string option, double[] values)
    {
        for (var i = 0; i < values.Length; i++) optimizer.ParameterGroups[i][option] = values[i];
    }
}
