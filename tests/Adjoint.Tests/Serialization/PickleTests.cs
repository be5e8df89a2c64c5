using Adjoint.Serialization;

namespace Adjoint.Tests.Serialization;

public class PickleTests
{
    // What Python's pickle.dumps gives for the same values, at several protocols.
    [Theory]
    [InlineData("286c70300a2e", "[]")]
    [InlineData("80025d7100284b014affffffff4d00018a050000000001652e", "[1, -1, 256, 4294967296]")]
    [InlineData(
        "286c70300a4930310a614e61492d330a614c313233343536373839303132333435363738394c0a61462d322e350a612e", "[True, null, -3, 1234567890123456789, -2.5]")]
    [InlineData("5d7100284930310a4e4afdffffff4c313138303539313632303731373431313330333432344c0a47c004000000000000652e",
        "[True, null, -3, 1180591620717411303424, -2.5]")]
    [InlineData("80049512000000000000005d94284b014b02869468018c02c3a494652e", "[(1, 2), (1, 2), ä]")]
    [InlineData("8002284b014b024b03297471002e", "(1, 2, 3, ())")]
    [InlineData("8005950600000000000000430200ff942e", "00FF")]
    [InlineData("80059512000000000000007d94288c0161944b014b025d944b0361752e", "{a: 1, 2: [3]}")]
    [InlineData("286470300a56610a70310a49310a7349320a286c70320a49330a61732e", "{a: 1, 2: [3]}")]
    public void ValuesAreRead(string hex, string expected) => Assert.Equal(expected, Text(Read(hex)));

    [Theory]
    [InlineData("2e", "not there")]
    [InlineData("8006 4e2e", "protocol")]
    [InlineData("58ffffff7f41", "bytes follow")]
    [InlineData("8effffffffffffff7f41", "bytes follow")]
    [InlineData("68052e", "not numbered")]
    [InlineData("747d", "not begun")]
    [InlineData("4b014b02732e", "not there")]
    [InlineData("7d5d4e732e", "neither text nor a number")]
    [InlineData("63706f7369780a73797374656d0a2e", "'posix.system'")]
    [InlineData("636275696c74696e730a6576616c0a2e", "'builtins.eval'")]
    [InlineData("4e29522e", "cannot be called")]
    [InlineData("ff2e", "0xFF")]
    [InlineData("69612e", "0x69")]
    [InlineData("82012e", "0x82")]
    [InlineData("4e", "ends early")]
    public void BrokenAndHarmfulPicklesAreRefused(string hex, string reason)
    {
        var refusal = Assert.Throws<InvalidDataException>(() => Read(hex));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    static object? Read(string hex)
    {
        var bytes = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        return new PickleReader(new PickleSource(new MemoryStream(bytes), "test"), new TorchWorld("test", null!, isScript: false, describe: false)).Read();
    }

    static string Text(object? value) => value switch
    {
        null => "null",
        List<object?> list => $"[{string.Join(", ", list.Select(Text))}]",
        OrderedDictionary<object, object?> entries => $"{{{string.Join(", ", entries.Select(entry => $"{entry.Key}: {Text(entry.Value)}"))}}}",
        object?[] tuple => $"({string.Join(", ", tuple.Select(Text))})",
        byte[] bytes => Convert.ToHexString(bytes),
        _ => FormattableString.Invariant($"{value}"),
    };
}
