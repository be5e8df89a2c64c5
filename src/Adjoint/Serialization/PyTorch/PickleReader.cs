using System.Globalization;
using System.Numerics;

namespace Adjoint.Serialization;

/// <summary>
/// Reads one pickle, Python's format for objects, with a machine that can do nothing but put values together: names are looked
/// up in an <see cref="IPickleWorld"/>, and "calls" are descriptions that it interprets. There is no recursion, and every
/// instruction takes at least a byte of the file, so memory and time are bounded by its length.
/// </summary>
/// <remarks>
/// Texts are <see cref="string"/>, numbers <see cref="long"/>, <see cref="BigInteger"/> and <see cref="double"/>, lists
/// <see cref="List{T}"/>, tuples arrays and dictionaries <see cref="OrderedDictionary{TKey, TValue}"/> of objects. The
/// instructions: pickletools.py of Python, protocols 0 to 5.
/// </remarks>
internal sealed class PickleReader(PickleSource source, IPickleWorld world)
{
    readonly List<object?> _stack = [];
    readonly List<int> _marks = [];
    readonly Dictionary<long, object?> _memo = [];

    /// <summary>Reads up to the end of the pickle.</summary>
    /// <exception cref="InvalidDataException">It is malformed, or refers to a name that is not allowed.</exception>
    public object? Read()
    {
        while (true)
        {
            var instruction = (char)source.Byte();
            if (instruction == '.') return Pop();
            if (!Value(instruction) && !Collect(instruction) && !Remember(instruction) && !Describe(instruction))
                throw source.Invalid(
                    $"the pickle has the instruction 0x{(int)instruction:X2} at byte {source.Position - 1}, " +
                    "which is unknown or not allowed");
        }
    }

    // Instructions that put a value on the stack.
    bool Value(char instruction)
    {
        switch (instruction)
        {
            case 'N': Push(null); break;
            case '\x88': Push(true); break;
            case '\x89': Push(false); break;
            case 'K': Push((long)source.Byte()); break;
            case 'M': Push((long)source.UInt16()); break;
            case 'J': Push((long)source.Int32()); break;
            case '\x8a': PushWhole(new(source.Bytes(source.Byte()))); break;
            case '\x8b': PushWhole(new(source.Bytes(source.Int32()))); break;
            case 'I': PushWholeOrTruth(Line()); break;
            case 'L': PushWhole(Whole(Line().TrimEnd('L'))); break;
            case 'G': Push(source.Double()); break;
            case 'F':
                Push(double.TryParse(Line(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    ? number
                    : throw source.Invalid("a number in the pickle is broken"));
                break;
            case '\x8c': Push(source.Text(source.Byte())); break;
            case 'X': Push(source.Text(source.UInt32())); break;
            case '\x8d': Push(source.Text(source.Int64())); break;
            case 'U': Push(source.Text(source.Byte())); break;
            case 'T': Push(source.Text(source.Int32())); break;
            case 'V': Push(Line()); break;
            case 'C': Push(source.Bytes(source.Byte())); break;
            case 'B': Push(source.Bytes(source.UInt32())); break;
            case '\x8e' or '\x96': Push(source.Bytes(source.Int64())); break;
            case ']' or '\x8f': Push(new List<object?>()); break;
            case '}': Push(new OrderedDictionary<object, object?>()); break;
            case ')': Push(System.Array.Empty<object?>()); break;
            default: return false;
        }
        return true;
    }

    // Instructions that put values together.
    bool Collect(char instruction)
    {
        switch (instruction)
        {
            case '(': _marks.Add(_stack.Count); break;
            case '0': Pop(); break;
            case '1': PopMarked(); break;
            case '2': Push(Peek()); break;
            case 't': Push(PopMarked()); break;
            case '\x85': Push(PopTuple(1)); break;
            case '\x86': Push(PopTuple(2)); break;
            case '\x87': Push(PopTuple(3)); break;
            case 'l': Push(PopMarked().ToList()); break;
            case 'd': AddItems(PopMarked(), push: true); break;
            case 'a': AddElements([Pop()]); break;
            case 'e' or '\x90': AddElements(PopMarked()); break;
            case 's': AddItems(PopTuple(2)); break;
            case 'u': AddItems(PopMarked()); break;
            default: return false;
        }
        return true;
    }

    // Instructions that number values, and come back to them by number.
    bool Remember(char instruction)
    {
        switch (instruction)
        {
            case '\x80': if (source.Byte() > 5) throw source.Invalid("the pickle is of a protocol beyond 5"); break;
            case '\x95': source.Int64(); break;
            case '\x94': _memo[_memo.Count] = Peek(); break;
            case 'q': _memo[source.Byte()] = Peek(); break;
            case 'r': _memo[source.UInt32()] = Peek(); break;
            case 'p': _memo[Number(Line())] = Peek(); break;
            case 'h': Push(Recall(source.Byte())); break;
            case 'j': Push(Recall(source.UInt32())); break;
            case 'g': Push(Recall(Number(Line()))); break;
            default: return false;
        }
        return true;
    }

    // Instructions that in Python would call something.
    bool Describe(char instruction)
    {
        switch (instruction)
        {
            case 'c': Push(world.Global(Line(), Line())); break;
            case '\x93':
                var names = PopTuple(2);
                Push(names is [string module, string name]
                    ? world.Global(module, name)
                    : throw source.Invalid("a name in the pickle is not text"));
                break;
            case 'R' or '\x81':
                var call = PopTuple(2);
                Push(world.Reduce(
                    call[0], call[1] as object?[] ?? throw source.Invalid("the arguments of a call in the pickle are not a tuple")));
                break;
            case 'b':
                var state = Pop();
                world.Build(Peek(), state);
                break;
            case 'Q': Push(world.Persistent(Pop())); break;
            case 'P': Push(world.Persistent(Line())); break;
            default: return false;
        }
        return true;
    }

    void AddElements(ReadOnlySpan<object?> elements)
    {
        if (Peek() is not List<object?> list) throw source.Invalid("the pickle adds elements to what is not a list");
        foreach (var element in elements) list.Add(element);
    }

    void AddItems(object?[] items, bool push = false)
    {
        if (push) Push(new OrderedDictionary<object, object?>());
        if (Peek() is not OrderedDictionary<object, object?> dictionary || items.Length % 2 != 0)
            throw source.Invalid("the pickle adds entries to what is not a dictionary");
        for (var i = 0; i < items.Length; i += 2)
        {
            if (items[i] is not (string or long or double or bool))
                throw source.Invalid("a key in the pickle is neither text nor a number");
            dictionary[items[i]!] = items[i + 1];
        }
    }

    void Push(object? value) => _stack.Add(value);

    object? Pop()
    {
        var value = Peek();
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    object? Peek()
    {
        if (_stack.Count == (_marks.Count > 0 ? _marks[^1] : 0)) throw source.Invalid("the pickle takes a value that is not there");
        return _stack[^1];
    }

    object?[] PopTuple(int count)
    {
        var values = new object?[count];
        for (var i = count - 1; i >= 0; i--) values[i] = Pop();
        return values;
    }

    object?[] PopMarked()
    {
        if (_marks.Count == 0) throw source.Invalid("the pickle ends a list that was not begun");
        var start = _marks[^1];
        _marks.RemoveAt(_marks.Count - 1);
        var values = _stack.GetRange(start, _stack.Count - start).ToArray();
        _stack.RemoveRange(start, values.Length);
        return values;
    }

    object? Recall(long number) => _memo.TryGetValue(number, out var value)
        ? value
        : throw source.Invalid($"the pickle refers to value {number}, which it has not numbered");

    string Line() => source.Line();

    long Number(string digits) => long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw source.Invalid("a number in the pickle is broken");

    // Beyond this Python itself refuses to read digits.
    const int MaxDigits = 4300;

    BigInteger Whole(string digits) => digits.Length <= MaxDigits
        && BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw source.Invalid("a number in the pickle is broken");

    void PushWhole(BigInteger number)
    {
        if (number >= long.MinValue && number <= long.MaxValue) Push((long)number);
        else Push(number);
    }

    void PushWholeOrTruth(string digits)
    {
        if (digits is "00" or "01") Push(digits == "01");
        else PushWhole(Whole(digits));
    }
}
