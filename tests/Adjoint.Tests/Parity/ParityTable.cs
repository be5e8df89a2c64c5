using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Adjoint.Evidence;
using Adjoint.Nn;
using Adjoint.Optim;
using Adjoint.Tests.Replay;

namespace Adjoint.Tests.Parity;

/// <summary>The table of docs/pytorch.md: for each name of PyTorch the library's, found in the assembly, and how many cases of the evidence prove it.</summary>
internal static class ParityTable
{
    const BindingFlags Members = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.FlattenHierarchy;

    static readonly string[] s_suites = ["torch-ops", "torch-nn", "torch-optim", "torch-init"];

    // What is looked for in which classes, the longest prefix first. The first class is where it belongs.
    static readonly (string Prefix, string Title, Type[] Holders)[] s_groups =
    [
        ("torch.Tensor.", "torch.Tensor", [typeof(Tensor)]),
        ("torch.linalg.", "torch.linalg", [typeof(Linalg), typeof(Tensor)]),
        ("torch.special.", "torch.special", [typeof(Special), typeof(Tensor)]),
        ("torch.fft.", "torch.fft", []),
        ("torch.masked.", "torch.masked", Holder("Adjoint.Masked")),
        ("torch.nn.functional.", "torch.nn.functional", [typeof(Functional), typeof(Tensor)]),
        ("torch.nn.init.", "torch.nn.init", [typeof(Init)]),
        ("torch.nn.utils.", "torch.nn.utils", [typeof(Utils), typeof(Functional)]),
        ("torch.nn.", "torch.nn", []),
        ("torch.optim.lr_scheduler.", "torch.optim.lr_scheduler", []),
        ("torch.optim.", "torch.optim", []),
        ("torch.autograd.", "torch.autograd", [typeof(global::Adjoint.Autograd), typeof(Tensor)]),
        ("torch.", "torch", [typeof(Tensor), typeof(Functional), typeof(Linalg), typeof(Special), typeof(global::Adjoint.Autograd)]),
    ];

    public static string Text(bool withEvidence)
    {
        var names = File.ReadAllLines(Path.Combine(RepositoryRoot.Path, "tests", "Adjoint.Tests", "Parity", "names.txt"));
        var passed = withEvidence ? Passed() : [];
        var rows = names.Select(name => (Name: name, Group: Group(name), Ours: Find(name), Cases: passed.GetValueOrDefault(Key(name)))).ToArray();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{rows.Count(row => row.Ours is not null)} of {rows.Length} names; ");
        text.AppendLine("each is followed by the number of recorded results of PyTorch that it reproduces.");
        foreach (var group in rows.GroupBy(row => row.Group).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"\n## {group.Key}\n\n| PyTorch | Adjoint | Cases |\n|---|---|---:|");
            foreach (var (name, _, ours, cases) in group.OrderBy(row => row.Name, StringComparer.Ordinal))
                text.AppendLine(CultureInfo.InvariantCulture,
                    $"| `{name}` | {(ours is null ? "not yet" : $"`{ours}`")} | {(cases > 0 ? cases.ToString(CultureInfo.InvariantCulture) : "")} |");
        }
        return text.ToString().ReplaceLineEndings("\n");
    }

    static string Group(string name) => s_groups.First(group => name.StartsWith(group.Prefix, StringComparison.Ordinal)).Title;

    /// <summary>The library's name; null if there is none.</summary>
    public static string? Find(string name)
    {
        if (ParityAliases.All.TryGetValue(name, out var alias)) return alias;
        var (_, title, holders) = s_groups.First(group => name.StartsWith(group.Prefix, StringComparison.Ordinal));
        var last = name[(name.LastIndexOf('.') + 1)..];
        if (holders.Length == 0) return title is "torch.fft" or "torch.masked" ? null : TypeCalled(last);
        foreach (var holder in holders)
        {
            if (holder.GetMembers(Members).FirstOrDefault(member => IsCalled(member.Name, last)) is { } member) return Shown(holder, member);
        }
        return name.StartsWith("torch.nn.utils.", StringComparison.Ordinal) ? TypeCalled(last) : null;
    }

    static string Shown(Type holder, MemberInfo member)
    {
        var isStatic = member is MethodInfo { IsStatic: true } or PropertyInfo { GetMethod.IsStatic: true };
        var isExtension = member.IsDefined(typeof(ExtensionAttribute), false);
        return $"{(isStatic && !isExtension ? holder.Name : "x")}.{member.Name}";
    }

    static string? TypeCalled(string name) =>
        typeof(Tensor).Assembly.GetExportedTypes().FirstOrDefault(type => IsCalled(type.Name.Split('`')[0], name)) is { } found
        ? found.Name.Split('`')[0]
        : null;

    static bool IsCalled(string ours, string theirs) =>
        string.Equals(ours, theirs.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);

    static Type[] Holder(string name) => typeof(Tensor).Assembly.GetType(name) is { } type ? [type] : [];

    // Cases that passed, by the key of a name.
    static Dictionary<string, int> Passed() => s_suites.SelectMany(suite => Replayed.Suite(suite))
        .Where(result => result.Outcome == Outcome.Passed)
        .CountBy(result => Key(result.Suite == "torch-init" ? result.Operation.ToLowerInvariant() : result.Operation)).ToDictionary();

    // linalg.det.singular is a case of linalg.det, nn.Linear of Linear.
    static string Key(string name)
    {
        var parts = name.TrimEnd('_').Split('.').ToList();
        if (parts[0] == "torch") parts.RemoveAt(0);
        if (parts[0] is "Tensor" or "optim" or "init") parts.RemoveAt(0);
        if (parts.Count > 1 && parts[0] == "nn" && parts[1] is not ("functional" or "utils")) parts.RemoveRange(0, parts[1] == "init" ? 2 : 1);
        var depth = parts is ["nn", "functional", ..] or ["nn", "utils", ..] ? 3
            : parts is ["linalg" or "special" or "masked" or "fft" or "autograd", _, ..] ? 2
            : 1;
        return string.Join('.', parts.Take(depth));
    }
}
