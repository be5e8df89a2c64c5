using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace Adjoint.Cli;

/// <summary>Options that are numbers; what is none is named in words.</summary>
internal static class Numbers
{
    /// <summary>A whole number from 1 on.</summary>
    public static Option<int?> Count(string name, string description) =>
        Option<int?>(name, description, text => Parse<int>(text) is > 0 and var count ? count : null, "a positive whole number");

    /// <summary>A number above 0.</summary>
    public static Option<double?> Positive(string name, string description) =>
        Option<double?>(
            name, description, text => Parse<double>(text) is > 0 and < double.PositiveInfinity and var number ? number : null,
            "a positive number");

    /// <summary>Any whole number.</summary>
    public static Option<long?> Whole(string name, string description) =>
        Option<long?>(name, description, text => Parse<long>(text), "a whole number");

    static T? Parse<T>(string text) where T : struct, INumber<T> =>
        T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    static Option<T> Option<T>(string name, string description, Func<string, T> parse, string what) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            var text = result.Tokens[^1].Value;
            var number = parse(text);
            if (number is null) result.AddError($"{name} must be {what}, not '{text}'.");
            return number;
        },
    };
}
