using Adjoint.Serialization;

namespace Adjoint.Evidence.Suites;

/// <summary>The vectors of the safetensors format: files to accept, and files each of which breaks one rule.</summary>
internal static class SafeTensorsFiles
{
    public static IEnumerable<Case> Cases(string folder)
    {
        if (!Directory.Exists(folder)) yield break;
        foreach (var file in Files.Manifest(folder).EnumerateArray())
        {
            var name = file.GetProperty("file").GetString()!;
            var expected = file.GetProperty("expect").GetString()!;
            var path = Path.Combine(folder, name);
            yield return new("safetensors", name, () =>
            {
                if (expected == "ok") Files.Accepted(() => SafeTensorsFile.LoadAll(path));
                else Files.Refused(() => SafeTensorsFile.LoadAll(path), expected);
            });
        }
    }
}
