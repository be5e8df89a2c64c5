namespace Adjoint.Nn;

public static partial class Utils
{
    /// <summary>
    /// Computes the running mean and variance of all batch norms anew, as plain averages over the batches: after weights were averaged
    /// they no longer fit. Nothing is recorded.
    /// </summary>
    /// <param name="loader">The inputs, batch by batch.</param>
    /// <param name="model">The model.</param>
    public static void UpdateBn(IEnumerable<Tensor> loader, Module model) => UpdateBn(loader, model, input => model.Call(input));

    /// <summary>
    /// The same for a model that is called in another way: <c>Utils.UpdateBn(loader, model, batch => model.Call(batch.Words,
    /// batch.Mask))</c>.
    /// </summary>
    /// <param name="loader">The batches.</param>
    /// <param name="model">The model.</param>
    /// <param name="forward">Calls the model with a batch.</param>
    public static void UpdateBn<TBatch>(IEnumerable<TBatch> loader, ModuleBase model, Action<TBatch> forward)
    {
        ArgumentNullException.ThrowIfNull(loader);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(forward);
        var norms = model.Modules().OfType<BatchNorm>().Select(norm => (Norm: norm, norm.Momentum)).ToList();
        if (norms.Count == 0) return;
        var modes = model.Modules().Select(module => (Module: module, module.Training)).ToList();
        using var mode = Autograd.NoGrad();
        try
        {
            model.Train();
            foreach (var (norm, _) in norms)
            {
                norm.ResetRunningStats();
                norm.Momentum = null;
            }
            foreach (var batch in loader) forward(batch);
        }
        finally
        {
            foreach (var (norm, momentum) in norms) norm.Momentum = momentum;
            foreach (var (module, isTraining) in modes) module.Training = isTraining;
        }
    }
}
