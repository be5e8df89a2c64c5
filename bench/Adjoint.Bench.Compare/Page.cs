namespace Adjoint.Bench;

/// <summary>A Markdown page that holds the results of a comparison between two marks.</summary>
internal static class Page
{
    const string Start = "<!-- results: written by bench/compare --into -->", End = "<!-- end of results -->";

    /// <summary>The page with other results.</summary>
    /// <exception cref="InvalidOperationException">The page lacks a mark.</exception>
    public static string Replace(string page, string results)
    {
        var start = page.IndexOf(Start, StringComparison.Ordinal);
        var end = page.IndexOf(End, StringComparison.Ordinal);
        return start >= 0 && start < end
            ? $"{page[..(start + Start.Length)]}\n{results}{page[end..]}"
            : throw new InvalidOperationException($"compare: the page needs a line '{Start}' and below it a line '{End}'.");
    }
}
