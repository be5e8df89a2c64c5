namespace Adjoint.Nn;

/// <summary>
/// Layers and losses as plain functions: <c>using F = Adjoint.Nn.Functional;</c>, then <c>F.Relu(x)</c>. Each stands beside the
/// module of the same name.
/// </summary>
public static partial class Functional;
