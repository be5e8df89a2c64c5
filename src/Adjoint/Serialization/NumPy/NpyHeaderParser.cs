using System.Globalization;

namespace Adjoint.Serialization;

/// <summary>
/// Reads the dictionary in a header of NumPy's format: exactly the keys descr, fortran_order and shape, with a string, True or
/// False, and a tuple of whole numbers.
/// </summary>
internal ref struct NpyHeaderParser(string text, string file)
{
    readonly ReadOnlySpan<char> _text = text;
    int _position;

    public NpyHeader Parse()
    {
        string? type = null;
        bool? isFortran = null;
        long[]? sizes = null;
        Expect('{');
        while (!Accept('}'))
        {
            var key = String();
            Expect(':');
            switch (key)
            {
                case "descr" when type is null: type = Type(); break;
                case "fortran_order" when isFortran is null: isFortran = Truth(); break;
                case "shape" when sizes is null: sizes = Sizes(); break;
                default: throw Invalid($"the header has an unexpected key '{key}'");
            }
            if (Accept(',')) continue;
            Expect('}');
            break;
        }
        SkipBlanks();
        if (_position < _text.Length) throw Invalid("something follows the dictionary of the header");
        if (type is null || isFortran is null || sizes is null) throw Invalid("the header needs the keys descr, fortran_order and shape");
        return new(type, isFortran.Value, sizes);
    }

    string Type()
    {
        SkipBlanks();
        if (_position < _text.Length && _text[_position] == '[')
            throw new NotSupportedException(
                $"{file}: the elements are structures of several fields, which Adjoint has no type for; save the fields one by one.");
        return String();
    }

    string String()
    {
        SkipBlanks();
        if (_position >= _text.Length || _text[_position] is not ('\'' or '"')) throw Invalid("a string is due in the header");
        var quote = _text[_position++];
        var length = _text[_position..].IndexOf(quote);
        if (length < 0 || _text.Slice(_position, length).Contains('\\')) throw Invalid("a string in the header is broken");
        var value = _text.Slice(_position, length).ToString();
        _position += length + 1;
        return value;
    }

    bool Truth()
    {
        if (Accept("True")) return true;
        if (Accept("False")) return false;
        throw Invalid("fortran_order must be True or False");
    }

    // A tuple of one has a comma: (3,) and not (3).
    long[] Sizes()
    {
        Expect('(');
        var sizes = new List<long>();
        var hasComma = false;
        while (!Accept(')'))
        {
            if (sizes.Count > 0 && !hasComma) throw Invalid("the shape must be a tuple of whole numbers");
            sizes.Add(Size());
            hasComma = Accept(',');
        }
        if (sizes.Count == 1 && !hasComma) throw Invalid("the shape must be a tuple of whole numbers");
        return [.. sizes];
    }

    long Size()
    {
        SkipBlanks();
        var start = _position;
        while (_position < _text.Length && char.IsAsciiDigit(_text[_position])) _position++;
        if (!long.TryParse(_text[start.._position], NumberStyles.None, CultureInfo.InvariantCulture, out var size))
            throw Invalid("the shape must be a tuple of whole numbers that are not negative");
        Accept('L'); // Python 2 marked long numbers so
        return size;
    }

    void Expect(char character)
    {
        if (!Accept(character)) throw Invalid($"'{character}' is due at character {_position} of the header");
    }

    bool Accept(char character)
    {
        SkipBlanks();
        if (_position >= _text.Length || _text[_position] != character) return false;
        _position++;
        return true;
    }

    bool Accept(string word)
    {
        SkipBlanks();
        if (!_text[_position..].StartsWith(word)) return false;
        _position += word.Length;
        return true;
    }

    void SkipBlanks()
    {
        while (_position < _text.Length && char.IsWhiteSpace(_text[_position])) _position++;
    }

    readonly InvalidDataException Invalid(string problem) => new($"{file}: {problem}.");
}
