/// <summary>What the samples have in common: their files and numbers, and one line where one of them cannot be used.</summary>
internal static class Sample
{
    /// <summary>Reads a file of the folder that the command line gives first.</summary>
    public static bool TryRead<T>(string[] args, string name, string url, Func<string, T> read, out T data)
    {
        var path = Path.Combine(args is [var folder, ..] ? folder : "../shared/evidence/datasets", name);
        try
        {
            if (File.Exists(path))
            {
                data = read(path);
                return true;
            }
            Console.Error.WriteLine($"{path} is missing; this gets it: curl -fL --create-dirs -o '{path}' {url}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or KeyNotFoundException)
        {
            Console.Error.WriteLine(e.Message.ReplaceLineEndings(" "));
        }
        data = default!;
        return false;
    }

    /// <summary>The number that the command line gives second, if it gives one: how long to train.</summary>
    public static bool TryCount(string[] args, int otherwise, out int count)
    {
        count = otherwise;
        if (args.Length < 2 || int.TryParse(args[1], out count) && count is > 0 and <= 1_000_000) return true;
        Console.Error.WriteLine($"'{args[1]}' does not say how long to train: it is a whole number from 1 to 1000000.");
        return false;
    }
}
