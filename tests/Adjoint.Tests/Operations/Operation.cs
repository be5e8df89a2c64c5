namespace Adjoint.Tests.Operations;

/// <summary>A row of the operation table: an operation, and what the tests must know to check it.</summary>
/// <param name="Name">The operation's name; a variant says more behind a space: <c>Sum dims</c>.</param>
/// <param name="Call">The operation on its inputs. Floating-point inputs are Float64 unless a test of types converts them.</param>
/// <param name="Samples">Each makes the inputs of one call. Gradients flow to those that are Float64; indices and masks come
/// in their own types. Samples lie where the function bends, but further than 0.01 from where it has no derivative.</param>
internal sealed record Operation(string Name, Func<Tensor[], Tensor> Call, params Func<Draw, Tensor[]>[] Samples)
{
    /// <summary>How often it can be differentiated: 0, 1, or 2 for any number of times.</summary>
    public int Order { get; init; } = 2;

    /// <summary>The elements the result must have, in row-major order, computed without the library; null if there is nothing to compare with.</summary>
    public Func<Tensor[], double[]>? Reference { get; init; }

    /// <summary>The error allowed in Float64, relative to the expected number or to 1, whichever is larger.</summary>
    public double Tolerance { get; init; } = 1e-12;

    /// <summary>The same in the other types, in units of their precision.</summary>
    public double Slack { get; init; } = 4;

    /// <summary>Whether Float16 and BFloat16 are accepted.</summary>
    public bool Halves { get; init; } = true;

    /// <summary>What becomes of integers.</summary>
    public Integers Integers { get; init; }

    /// <summary>Whether the result may share the memory of an input.</summary>
    public bool IsView { get; init; }

    public override string ToString() => Name;
}

/// <summary>What an operation makes of integer tensors.</summary>
internal enum Integers
{
    /// <summary>It is not tested on them.</summary>
    Untested,

    /// <summary>The result has their type (or the type the operation always has).</summary>
    Kept,

    /// <summary>The result is Float32.</summary>
    Float,

    /// <summary>The result is Int64.</summary>
    Wide,
}
