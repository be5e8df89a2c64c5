using System.Globalization;
using System.Text.Json;

namespace Adjoint.Cli.Tests;

public class TrainTests
{
    [Fact]
    public void WithoutArgumentsTheLectureIsLearned()
    {
        var (exitCode, output, error) = Cli.Run("train");
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("(linear): Linear(in_features=1, out_features=1, bias=True)", output, StringComparison.Ordinal);
        Assert.Contains("epoch 1000/1000", output, StringComparison.Ordinal);
        Assert.Contains("w = 1.9996\nb = 0.0009\nprediction for 4: 7.9994", output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("└───", output, StringComparison.Ordinal);
    }

    [Fact]
    public void JsonIsOneObjectWithEverything()
    {
        var (exitCode, output, _) = Cli.Run("train", "--json", "--epochs", "50");
        using var json = JsonDocument.Parse(output);
        Assert.Equal(0, exitCode);
        Assert.Equal(50, json.RootElement.GetProperty("losses").GetArrayLength());
        Assert.Equal(44.36051940917969, json.RootElement.GetProperty("losses")[0].GetDouble(), 1e-4);
        Assert.Equal(4, json.RootElement.GetProperty("predictions")[0].GetProperty("for").GetDouble());
        Assert.True(json.RootElement.GetProperty("scores").GetProperty("train").GetProperty("r2").GetDouble() > 0.9);
        Assert.Equal(1, json.RootElement.GetProperty("parameters").GetProperty("linear.weight")[0].GetArrayLength());
    }

    [Fact]
    public void ATableIsLearnedAndJudgedOnRowsItHasNotSeen()
    {
        using var table = new Cli.TemporaryFile(Plane(200));
        var (exitCode, output, _) = Cli.Run("train", "--data", table.Path, "--target", "z", "--json", "--lr", "0.05");
        using var json = JsonDocument.Parse(output);
        Assert.Equal(0, exitCode);
        Assert.True(json.RootElement.GetProperty("scores").GetProperty("validation").GetProperty("r2").GetDouble() > 0.99);
        Assert.Equal(40, json.RootElement.GetProperty("predictions").GetArrayLength());
        Assert.Equal(["a", "b", "z"], json.RootElement.GetProperty("scaling").EnumerateObject().Select(column => column.Name));
        Assert.Equal(output, Cli.Run("train", "--data", table.Path, "--target", "z", "--json", "--lr", "0.05").Out);
    }

    [Fact]
    public void ANetworkLearnsWhatALineCannot()
    {
        var rows = Enumerable.Range(0, 200).Select(i => FormattableString.Invariant($"{i / 100.0 - 1},{Math.Abs(i / 100.0 - 1)}"));
        using var table = new Cli.TemporaryFile("x,y\n" + string.Join('\n', rows));
        Assert.True(Score("--hidden", "16,16", "--activation", "tanh") > 0.95);
        Assert.True(Score() < 0.3);

        double Score(params string[] more)
        {
            using var json = JsonDocument.Parse(Cli.Run(["train", "--data", table.Path, "--target", "y", "--json", .. more]).Out);
            return json.RootElement.GetProperty("scores").GetProperty("validation").GetProperty("r2").GetDouble();
        }
    }

    [Fact]
    public void ClassesAreLearnedByName()
    {
        var rows = Enumerable.Range(0, 90).Select(i => FormattableString.Invariant($"{i % 3 + 0.01 * (i % 7)},{i % 5},{"red green blue".Split(' ')[i % 3]}"));
        using var table = new Cli.TemporaryFile("size,weight,color\n" + string.Join('\n', rows));
        var (exitCode, output, _) = Cli.Run("train", "--data", table.Path, "--target", "color", "--loss", "cross-entropy", "--hidden", "8");
        Assert.Equal(0, exitCode);
        Assert.Contains("accuracy 1.0000 on rows not learned from", output, StringComparison.Ordinal);
        Assert.Contains("color predicted", output, StringComparison.Ordinal);
    }

    [Fact]
    public void RowsWithEmptyCellsAndTextColumnsAreLeftOutAndThatIsSaid()
    {
        using var table = new Cli.TemporaryFile(Plane(30).Replace("z\n", "z,name\n", StringComparison.Ordinal).Replace("\n3,", "\n,", StringComparison.Ordinal)
            .Split('\n').Select((line, i) => i == 0 ? line : line + ",text").Aggregate((a, b) => a + "\n" + b));
        var (exitCode, output, _) = Cli.Run("train", "--data", table.Path, "--target", "z", "--epochs", "2");
        Assert.Equal(0, exitCode);
        Assert.Contains("text columns not used: name", output, StringComparison.Ordinal);
        Assert.Contains("row(s) with an empty cell left out", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b\n1,2\n3,x\n", "a", "line 3, column 'b': 'x' is not a number")]
    [InlineData("a,b\n1,2\n3,NaN\n", "a", "line 3, column 'b': NaN cannot be learned from")]
    [InlineData("a,b\n1,2\n3,inf\n", "a", "line 3, column 'b': 'inf' is not a number")]
    [InlineData("a,b\n1,2\n3,-Infinity\n", "a", "-Infinity cannot be learned from")]
    [InlineData("a,b\n1,2\n3\n", "a", "line 3 has 1 values, but there are 2 columns")]
    [InlineData("a,b\n1,2\n", "c", "there is no column 'c'; there are a, b")]
    [InlineData("a,b\n", "a", "the table is empty")]
    [InlineData("", "a", "the table is empty")]
    [InlineData("1,2\n3,4\n", "a", "the first line is all numbers")]
    [InlineData("a,a\n3,4\n", "a", "two columns are named 'a'")]
    [InlineData("a\n3\n4\n", "a", "no numeric column to predict from")]
    [InlineData("a,b\n,2\n3,\n", "a", "every row lacks a value")]
    [InlineData("a,b\nx,2\ny,3\n", "a", "for classes use --loss cross-entropy")]
    [InlineData("a,b\n\"x,2\ny,3\n", "a", "comma-separated values: line 4: a quotation mark stands within a value, or one is missing at its end")]
    [InlineData("a,b\n1,2\n3,x\"y\n", "a", "comma-separated values: line 3: a quotation mark")]
    [InlineData("a,b\n1e200,2\n-1e200,3\n", "a", "the numbers of column 'a' are too large to be squared")]
    [InlineData("a,b\n1,2\n3,4\n", "\u001b[2J", "there is no column '\\u001b[2J'")]
    public void AnUnusableTableIsOneClearLine(string text, string target, string expected)
    {
        using var table = new Cli.TemporaryFile(text);
        var (exitCode, output, error) = Cli.Run("train", "--data", table.Path, "--target", target);
        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("there is no such file", "--data", "nowhere.csv", "--target", "y")]
    [InlineData("--lr must be a positive number, not '-1'", "--lr", "-1")]
    [InlineData("--epochs must be a positive whole number, not 'x'", "--epochs", "x")]
    [InlineData("--epochs must be a positive whole number, not '99999999999'", "--epochs", "99999999999")]
    [InlineData("--batch must be a positive whole number, not '1.5'", "--batch", "1.5")]
    [InlineData("--seed must be a whole number, not ''", "--seed", "")]
    [InlineData("--lr must be a positive number, not 'NaN'", "--lr", "NaN")]
    [InlineData("--lr must be a positive number, not '1e999'", "--lr", "1e999")]
    [InlineData("their gradients and averages do not fit into memory", "--hidden", "65536,65536,65536,65536")]
    [InlineData("--loss bce is for classes, and the lecture's points have none", "--loss", "bce")]
    [InlineData("is a folder, not a file", "--data", "/", "--target", "y")]
    [InlineData(": there is no such file", "--data", "", "--target", "y")]
    [InlineData("'x' is not a width", "--hidden", "3,x")]
    [InlineData("'foo' not recognized", "--loss", "foo")]
    [InlineData("give the table with --data", "--target", "y")]
    [InlineData("--nonsense", "--nonsense")]
    public void AWrongCallIsOneClearLine(string expected, params string[] arguments)
    {
        var (exitCode, output, error) = Cli.Run(["train", .. arguments]);
        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void AFeatureIsNamedOnce()
    {
        using var table = new Cli.TemporaryFile(Plane(20));
        var (exitCode, _, error) = Cli.Run("train", "--data", table.Path, "--target", "z", "--features", "a,b,a");
        Assert.Equal((2, "--features: 'a' is named twice."), (exitCode, error.TrimEnd()));
    }

    [Fact]
    public void ManyEpochsTakeTheirMemoryAsTheyCome() => Assert.Equal(1, Cli.Run("train", "--epochs", "2147483647", "--lr", "1000").ExitCode);

    [Fact]
    public void ATableThatIsNotCompressedIsNamed()
    {
        using var table = new Cli.TemporaryFile("a,b\n1,2\n");
        var compressed = table.Path + ".gz";
        File.Move(table.Path, compressed);
        try
        {
            var (exitCode, _, error) = Cli.Run("train", "--data", compressed, "--target", "a");
            Assert.Equal(2, exitCode);
            Assert.StartsWith($"{compressed}: is not compressed as its name says", error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(compressed);
        }
    }

    [Fact]
    public void ARunThatDivergesFailsAndPrintsNoResult()
    {
        var (exitCode, output, error) = Cli.Run("train", "--lr", "1000", "--json");
        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains("diverged", error, StringComparison.Ordinal);
    }

    static string Plane(int rows) => "a,b,z\n" + string.Join('\n', Enumerable.Range(0, rows).Select(i =>
        string.Create(CultureInfo.InvariantCulture, $"{i % 17},{i * 7 % 23},{3 * (i % 17) - 2 * (i * 7 % 23) + 5}")));
}
