using System.Globalization;
using Adjoint.Cli.Data;
using Adjoint.Cli.Training;
using Adjoint.Nn;

namespace Adjoint.Cli.Output;

/// <summary>Plain lines, for files and pipes.</summary>
internal sealed class PlainView : IView
{
    const int Lines = 10;

    public void Begin(Problem problem, TrainOptions options, Module model)
    {
        foreach (var line in Summary.Opening(problem, options, model)) Console.WriteLine(Printable.Of(line));
    }

    public void Train(int epochs, Func<int, double> epoch)
    {
        for (var i = 0; i < epochs; i++)
        {
            var loss = epoch(i);
            if (i % Math.Max(1, epochs / Lines) == 0 || i == epochs - 1)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"epoch {i + 1}/{epochs} loss {loss:G4}"));
        }
    }

    public void End(TrainingResult result)
    {
        foreach (var line in Summary.Closing(result)) Console.WriteLine(Printable.Of(line));
        foreach (var line in LossCurve.Draw(result.Losses)) Console.WriteLine(line);
    }
}
