namespace Adjoint.Cli.Training;

/// <summary>How to train.</summary>
internal sealed record TrainOptions
{
    public required int Epochs { get; init; }

    public required double LearningRate { get; init; }

    public required string Optimizer { get; init; }

    public required long Seed { get; init; }

    public required int Batch { get; init; }

    public required int[] Hidden { get; init; }

    public required string Activation { get; init; }

    public required string Loss { get; init; }
}
