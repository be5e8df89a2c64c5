using System.Globalization;
using Adjoint.Cli.Data;
using Adjoint.Cli.Output;
using Adjoint.Nn;

namespace Adjoint.Cli.Training;

/// <summary>The four steps, over and over: predict, loss, clear and back-propagate, update.</summary>
internal sealed class TrainingRun(Problem problem, TrainOptions options, IView view)
{
    public void Execute()
    {
        Tensor.ManualSeed(options.Seed);
        Module model = problem.IsLecture && options.Hidden.Length == 0
            ? new LinearModel()
            : Choices.Network(problem.Features.Length, options.Hidden, problem.Outputs, options.Activation);
        var criterion = Choices.Losses[options.Loss]();
        var optimizer = Choices.Optimizers[options.Optimizer](model.Parameters(), options.LearningRate);
        view.Begin(problem, options, model);

        var losses = new List<double>();
        view.Train(options.Epochs, epoch =>
        {
            losses.Add(Epoch(epoch));
            return losses[^1];
        });
        using var mode = Autograd.NoGrad();
        model.Eval();
        view.End(TrainingResult.Of(problem, model, [.. losses]));

        double Epoch(int epoch)
        {
            var (total, rows) = (0.0, problem.Train.Count);
            // With the whole data in one step its order does not matter.
            var order = options.Batch < rows ? Tensor.RandPerm(rows) : null;
            for (long start = 0; start < rows; start += options.Batch)
            {
                var count = Math.Min(options.Batch, rows - start);
                var (x, y) = order is null ? problem.Train : problem.Train.Take(order.Narrow(0, start, count));
                var loss = criterion.Call(model.Call(x), y);
                optimizer.ZeroGrad();
                loss.Backward();
                optimizer.Step();
                total += loss.Item() * count / rows;
            }
            return double.IsFinite(total) ? total : throw new CliException(
                string.Create(CultureInfo.InvariantCulture,
                    $"Training diverged: the loss was {total} in epoch {epoch}. Try a smaller --lr than {options.LearningRate}."),
                ExitCode.Failed);
        }
    }
}

/// <summary>The lecture's model: one linear layer.</summary>
internal sealed partial class LinearModel : Module
{
    public Linear Linear { get; } = new(1, 1);

    protected override Tensor Forward(Tensor x) => Linear.Call(x);
}
