using System.Text;
using System.Text.Json;
using Adjoint.Cli.Data;
using Adjoint.Cli.Training;
using Adjoint.Nn;

namespace Adjoint.Cli.Output;

/// <summary>One JSON object at the end, and nothing before.</summary>
internal sealed class JsonView : IView
{
    public void Begin(Problem problem, TrainOptions options, Module model)
    {
    }

    public void Train(int epochs, Func<int, double> epoch)
    {
        for (var i = 0; i < epochs; i++) epoch(i);
    }

    public void End(TrainingResult result)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("parameters");
            foreach (var (name, value) in result.Parameters)
            {
                json.WritePropertyName(name);
                Write(json, value);
            }
            json.WriteEndObject();
            if (result.Problem.FeatureScaling is { } scaling) WriteScaling(json, result.Problem, scaling);
            json.WriteStartArray("losses");
            foreach (var loss in result.Losses) json.WriteNumberValue(loss);
            json.WriteEndArray();
            json.WriteStartArray("predictions");
            foreach (var prediction in result.Predictions) Write(json, prediction);
            json.WriteEndArray();
            json.WriteStartObject("scores");
            Write(json, "train", result.Train);
            if (result.Validation is { } validation) Write(json, "validation", validation);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        Console.WriteLine(Encoding.UTF8.GetString(buffer.ToArray()));
    }

    static void Write(Utf8JsonWriter json, Tensor value)
    {
        if (value.Rank == 0)
        {
            json.WriteNumberValue(value.Item<float>());
            return;
        }
        json.WriteStartArray();
        foreach (var row in value) Write(json, row);
        json.WriteEndArray();
    }

    static void WriteScaling(Utf8JsonWriter json, Problem problem, Scaling[] scaling)
    {
        json.WriteStartObject("scaling");
        for (var i = 0; i < scaling.Length; i++) Write(problem.Features[i], scaling[i]);
        if (problem.Kind == TargetKind.Number) Write(problem.Target, problem.TargetScaling);
        json.WriteEndObject();

        void Write(string column, Scaling of)
        {
            json.WriteStartObject(column);
            json.WriteNumber("mean", of.Mean);
            json.WriteNumber("deviation", of.Deviation);
            json.WriteEndObject();
        }
    }

    static void Write(Utf8JsonWriter json, Prediction prediction)
    {
        json.WriteStartObject();
        WriteValue("for", prediction.For);
        if (prediction.Target is { } target) WriteValue("target", target);
        WriteValue("value", prediction.Value);
        json.WriteEndObject();

        void WriteValue(string name, string text)
        {
            if (double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
                json.WriteNumber(name, number);
            else
                json.WriteString(name, text);
        }
    }

    static void Write(Utf8JsonWriter json, string part, Score score)
    {
        json.WriteStartObject(part);
        if (double.IsFinite(score.Value)) json.WriteNumber(score.Name, score.Value);
        else json.WriteNull(score.Name);
        json.WriteEndObject();
    }
}
