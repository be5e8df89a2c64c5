using System.Text;

namespace Adjoint.Generators.Modules;

/// <summary>The name a member has in the state dict, as PyTorch would spell it.</summary>
internal static class StateName
{
    /// <summary>
    /// The member's name in snake case, without leading underscores: <c>InProjWeight</c> is <c>in_proj_weight</c>,
    /// <c>HTTPHead</c> is <c>http_head</c>, <c>_conv2D</c> is <c>conv2d</c>.
    /// </summary>
    public static string Of(string member)
    {
        var name = member.TrimStart('_');
        if (name.Length == 0) return member;
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (StartsWord(name, i)) text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }
        return text.ToString();
    }

    // A capital starts a word after a small letter (tokenEmbedding), and before one (HTTPHead, Layer1Norm, conv2dLayer).
    static bool StartsWord(string name, int i) =>
        i > 0 && char.IsUpper(name[i]) && name[i - 1] != '_'
        && (char.IsLower(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
}
