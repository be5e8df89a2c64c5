using System.Text.Json;

namespace Adjoint.Evidence.Suites;

/// <summary>Files that PyTorch, NumPy and the reference of safetensors wrote, or must refuse.</summary>
internal static class Files
{
    public static IEnumerable<Case> Cases(string folder) =>
        [
            .. TorchFiles.Cases(Path.Combine(folder, "burn")), .. TorchFiles.Cases(Path.Combine(folder, "candle")),
            .. SafeTensorsFiles.Cases(Path.Combine(folder, "safetensors")), .. NumpyFiles.Cases(folder)];

    /// <summary>Runs what must fail in a documented way.</summary>
    public static void Refused(Action load, string expected)
    {
        try
        {
            load();
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException)
        {
            return;
        }
        catch (Exception e)
        {
            throw new MismatchException($"refused by a {e.GetType().Name}: {e.Message}");
        }
        throw new MismatchException($"accepted; expected: {expected}");
    }

    /// <summary>Runs what must succeed; a refusal is a difference.</summary>
    public static T Accepted<T>(Func<T> load)
    {
        try
        {
            return load();
        }
        catch (InvalidDataException e)
        {
            throw new MismatchException($"refused: {e.Message}");
        }
    }

    /// <summary>The manifest of a folder, parsed.</summary>
    public static JsonElement Manifest(string folder) => JsonElement.Parse(File.ReadAllText(Path.Combine(folder, "MANIFEST.json")));
}
