using Adjoint.Generators.Helpers;

namespace Adjoint.Generators.Models;

/// <summary>All that is needed to write the generated part of one module: values only, no symbols.</summary>
/// <param name="FileName">The name of the generated file without its ending.</param>
/// <param name="Namespace">The namespace, empty for the global one.</param>
/// <param name="Types">The declarations to open, the outermost first, such as <c>partial class Model&lt;T&gt;</c>.</param>
/// <param name="Members">What to register, in order.</param>
internal sealed record ModuleModel(
    string FileName, string Namespace, EquatableArray<string> Types, EquatableArray<MemberModel> Members);
