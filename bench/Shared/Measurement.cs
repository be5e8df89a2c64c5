using System.Text.Json;
using System.Text.Json.Serialization;

namespace Adjoint.Bench;

/// <summary>What one process measured of one workload: a line of JSON between the engines and the comparison.</summary>
/// <param name="Group">The group of the workload.</param>
/// <param name="Name">Its name in the group.</param>
/// <param name="Seconds">The median time of one call; where <paramref name="Unit"/> is <see cref="Unit.Resident"/>, bytes.</param>
/// <param name="Checksum">A number that depends on every element of the result; null where there is none.</param>
/// <param name="Work">How much of <paramref name="Unit"/> one call does.</param>
/// <param name="Unit">What <paramref name="Work"/> counts.</param>
public sealed record Measurement(string Group, string Name, double Seconds, double? Checksum, double Work, Unit Unit)
{
    static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public string ToJson() => JsonSerializer.Serialize(this, s_options);

    public static Measurement FromJson(string line) => JsonSerializer.Deserialize<Measurement>(line, s_options)!;
}
