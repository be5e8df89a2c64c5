namespace Adjoint.Generators.Models;

/// <summary>One registered member: what it is, its name in the state dict, and its name in C#.</summary>
internal sealed record MemberModel(MemberRole Role, string Name, string Identifier, bool Persistent);
