using Adjoint.Csv;

namespace Adjoint.Tests.Serialization;

public class CsvTests
{
    const string Flowers = "length,kind,width\n1.5,rose,2\n2.5,\"lily, white\",3\n,rose,4\n";

    static CsvTable Table(string text) => CsvTable.Read(new StringReader(text), "flowers.csv");

    [Fact]
    public void ColumnsBecomeTensors()
    {
        var table = Table(Flowers);
        Assert.Equal(["length", "width"], table.NumericColumns);
        var complete = table.WithoutMissing(["length"]);
        var x = complete.ToTensor();
        Assert.Equal(DType.Float32, x.DType);
        Assert.Equal([2, 2], x.Shape);
        Assert.Equal([1.5f, 2, 2.5f, 3], x.ToArray<float>());
        Assert.Equal(DType.Float64, table.ToTensor(["width"], DType.Float64).DType);
        Assert.Equal([3, 0], table.ToTensor([]).Shape);
    }

    [Fact]
    public void TextsBecomeClasses()
    {
        var (labels, names) = Table(Flowers).ToClasses("kind");
        Assert.Equal(["lily, white", "rose"], names);
        Assert.Equal([1L, 0, 1], labels.ToArray<long>());
        Assert.Equal(["2", "10"], Table("n,m\n10,0\n2,0\n10,0\n").ToClasses("n").Names);
    }

    [Theory]
    [InlineData("", "the table is empty")]
    [InlineData("a,b\n", "no line below")]
    [InlineData("a,a\n1,2\n", "two columns are named 'a'")]
    [InlineData("1,2\n3,4\n", "must name the columns")]
    [InlineData("a,b\n1,2\n3\n", "line 3 has 1 values, but there are 2 columns")]
    public void WhatIsNoTableIsRefused(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => Table(text)).Message);

    [Fact]
    public void CellsAndColumnsAreNamed()
    {
        Assert.Equal("flowers.csv: line 2, column 'kind': 'rose' is not a number.",
            Assert.Throws<InvalidDataException>(() => Table(Flowers).Numbers("kind")).Message);
        Assert.Contains("'height'; there are length, kind, width", Assert.Throws<KeyNotFoundException>(() => Table(Flowers).Numbers("height")).Message);
        Assert.Contains("cannot be learned from", Assert.Throws<InvalidDataException>(() => Table("a,b\nNaN,1\n").Numbers("a")).Message);
    }

    [Fact]
    public void FilesMayBeCompressedAndWithoutHeader()
    {
        var table = CsvTable.Read(TestFiles.Evidence("datasets", "diabetes_data.csv.gz"), hasHeader: false);
        Assert.Equal([442, 10], table.ToTensor().Shape);
        Assert.Equal(0.0380759064334241, table.ToTensor(["0"], DType.Float64)[0, 0].Item(), 1e-16);
    }
}
