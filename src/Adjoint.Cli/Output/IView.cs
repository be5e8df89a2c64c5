using Adjoint.Cli.Data;
using Adjoint.Cli.Training;
using Adjoint.Nn;

namespace Adjoint.Cli.Output;

/// <summary>Shows a run.</summary>
internal interface IView
{
    /// <summary>Before the first epoch.</summary>
    void Begin(Problem problem, TrainOptions options, Module model);

    /// <summary>Runs every epoch; each returns its loss.</summary>
    void Train(int epochs, Func<int, double> epoch);

    /// <summary>After the last one.</summary>
    void End(TrainingResult result);
}
