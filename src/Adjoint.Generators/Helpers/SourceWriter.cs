using System.Text;

namespace Adjoint.Generators.Helpers;

/// <summary>Writes lines of source text indented by the braces around them.</summary>
internal sealed class SourceWriter
{
    readonly StringBuilder _text = new();
    int _depth;

    public void Line(string line = "")
    {
        if (line.Length > 0) _text.Append(' ', 4 * _depth).Append(line);
        _text.Append('\n');
    }

    public void Open(string line)
    {
        Line(line);
        Line("{");
        _depth++;
    }

    public void Close()
    {
        _depth--;
        Line("}");
    }

    public override string ToString() => _text.ToString();
}
