namespace Adjoint;

public static partial class Autograd
{
    /// <summary>
    /// Looks for NaN: operations recorded in the scope remember where they were called, and a backward pass in it throws an
    /// <see cref="InvalidOperationException"/> that names the first operation whose derivative contains NaN and that place.
    /// Slow; for finding a mistake only. Concerns the current thread.
    /// </summary>
    public static AnomalyScope DetectAnomaly() => new(open: true);

    /// <summary>Ends the search on disposal.</summary>
    public ref struct AnomalyScope
    {
        readonly bool _was;

        internal AnomalyScope(bool open) => _was = GradMode.Switch(Modes.Anomaly, open);

        /// <summary>Ends the scope.</summary>
        public readonly void Dispose() => GradMode.Switch(Modes.Anomaly, _was);
    }
}
