namespace Adjoint.Ops;

/// <summary>
/// An equation such as <c>...ij,jk-&gt;...ik</c> with every letter turned into a dimension: first those of the result in
/// its order, then those summed over.
/// </summary>
internal sealed class EinsumEquation
{
    // Dimensions of "..." are lettered from here on, the last one first.
    const int Rest = 1 << 16;

    readonly int[][] _operands;
    readonly Dictionary<int, int> _dimension = [];

    EinsumEquation(int[][] operands, int[] output)
    {
        _operands = operands;
        OutputRank = output.Length;
        foreach (var letter in output) _dimension.Add(letter, _dimension.Count);
        foreach (var letter in operands.SelectMany(letters => letters)) _dimension.TryAdd(letter, _dimension.Count);
    }

    /// <summary>The number of dimensions of the result.</summary>
    public int OutputRank { get; }

    /// <summary>The number of dimensions of the whole equation.</summary>
    public int Rank => _dimension.Count;

    public static EinsumEquation Parse(string equation, ReadOnlySpan<Tensor> operands)
    {
        var sides = equation.Replace(" ", "", StringComparison.Ordinal).Split("->");
        if (sides.Length > 2) throw Malformed(equation, "it has more than one ->");
        var terms = sides[0].Split(',');
        if (terms.Length != operands.Length)
            throw Malformed(equation, $"it describes {terms.Length} operand(s), and {operands.Length} are given");
        var letters = new int[terms.Length][];
        var rest = 0;
        for (var i = 0; i < terms.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(operands[i]);
            letters[i] = Letters(equation, terms[i], operands[i].Rank, $"operand {i} of shape {operands[i].Shape}");
            rest = Math.Max(rest, letters[i].Count(letter => letter >= Rest));
        }
        CheckSizes(equation, letters, operands);
        int[] restLetters = [.. Enumerable.Range(0, rest).Select(i => Rest + rest - 1 - i)];
        var output = sides.Length == 2
            ? Output(equation, sides[1], letters, restLetters)
            : [.. restLetters,
                .. letters.SelectMany(l => l).Where(l => l < Rest).GroupBy(l => l).Where(g => g.Count() == 1).Select(g => g.Key).Order()];
        return new(letters, output);
    }

    /// <summary>The dimensions that occur in operands from <paramref name="first"/> on.</summary>
    public HashSet<int> LettersFrom(int first) =>
        [.. _operands.Skip(first).SelectMany(letters => letters).Select(letter => _dimension[letter])];

    /// <summary>An operand with all dimensions of the equation, of size 1 where it lacks one.</summary>
    public Tensor Align(Tensor operand, int index)
    {
        var letters = _operands[index].ToList();
        for (var i = 0; i < letters.Count; i++)
        {
            for (var j = letters.Count - 1; j > i; j--)
            {
                if (letters[j] != letters[i]) continue;
                // The same letter twice: only the diagonal counts; it becomes the last dimension.
                operand = operand.Diagonal(0, i, j);
                var letter = letters[i];
                letters.RemoveAt(j);
                letters.RemoveAt(i);
                letters.Add(letter);
                i = -1;
                break;
            }
        }
        int[] order = [.. Enumerable.Range(0, letters.Count).OrderBy(i => _dimension[letters[i]])];
        var sizes = new long[Rank];
        Array.Fill(sizes, 1);
        for (var i = 0; i < letters.Count; i++) sizes[_dimension[letters[i]]] = operand.Size(i);
        return operand.Permute(order).Reshape(sizes);
    }

    static int[] Letters(string equation, string term, int rank, string what)
    {
        var dots = term.IndexOf("...", StringComparison.Ordinal);
        var named = dots < 0 ? term : term.Remove(dots, 3);
        if (named.FirstOrDefault(c => !char.IsAsciiLetter(c)) is var bad && bad != default)
            throw Malformed(equation, $"'{bad}' is not a letter");
        if (dots < 0 ? named.Length != rank : named.Length > rank) throw Malformed(equation, $"\"{term}\" does not describe {what}");
        if (dots < 0) return [.. named.Select(c => (int)c)];
        var rest = rank - named.Length;
        return [
            .. named[..dots].Select(c => (int)c), .. Enumerable.Range(0, rest).Select(i => Rest + rest - 1 - i),
            .. named[dots..].Select(c => (int)c)];
    }

    static int[] Output(string equation, string term, int[][] letters, int[] rest)
    {
        var dots = term.IndexOf("...", StringComparison.Ordinal);
        var named = dots < 0 ? term : term.Remove(dots, 3);
        foreach (var c in named)
        {
            if (!char.IsAsciiLetter(c)) throw Malformed(equation, $"'{c}' is not a letter");
            if (!letters.Any(l => l.Contains(c))) throw Malformed(equation, $"the result's '{c}' occurs in no operand");
            if (named.Count(other => other == c) > 1) throw Malformed(equation, $"the result has '{c}' twice");
        }
        return dots < 0
            ? [.. named.Select(c => (int)c)]
            : [.. named[..dots].Select(c => (int)c), .. rest, .. named[dots..].Select(c => (int)c)];
    }

    static void CheckSizes(string equation, int[][] letters, ReadOnlySpan<Tensor> operands)
    {
        var sizes = new Dictionary<int, long>();
        for (var i = 0; i < letters.Length; i++)
        {
            for (var d = 0; d < letters[i].Length; d++)
            {
                var (letter, size) = (letters[i][d], operands[i].Size(d));
                if (!sizes.TryGetValue(letter, out var known) || known == 1)
                    sizes[letter] = size;
                else if (size != known && size != 1)
                    throw Malformed(equation,
                        $"{(letter < Rest ? $"'{(char)letter}'" : "...")} " +
                        $"is {known} in one place and {size} in operand {i} of shape {operands[i].Shape}");
            }
        }
    }

    static ArgumentException Malformed(string equation, string why) => new($"Einsum \"{equation}\": {why}.");
}
