namespace Adjoint.Nn;

public static partial class Utils
{
    /// <summary>The elements of all parameters, one after the other, in one vector. Gradients flow through.</summary>
    /// <exception cref="ArgumentException">There are no parameters.</exception>
    public static Tensor ParametersToVector(IEnumerable<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Tensor[] parts = [.. Checked(parameters).Select(parameter => parameter.Reshape(-1))];
        return parts.Length > 0
            ? Tensor.Cat(parts)
            : throw new ArgumentException("ParametersToVector: there are no parameters.", nameof(parameters));
    }

    /// <summary>Writes a vector, as from <see cref="ParametersToVector"/>, into the parameters; nothing is recorded.</summary>
    /// <exception cref="ArgumentException">The vector has another number of elements than the parameters together.</exception>
    public static void VectorToParameters(Tensor vector, IEnumerable<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(vector);
        ArgumentNullException.ThrowIfNull(parameters);
        Tensor[] targets = [.. Checked(parameters)];
        var count = targets.Sum(parameter => parameter.Count);
        if (vector.Rank != 1 || vector.Count != count)
            throw new ArgumentException(
                $"VectorToParameters: the parameters have {count} elements together, and the vector has shape {vector.Shape}.",
                nameof(vector));
        using var mode = Autograd.NoGrad();
        long start = 0;
        foreach (var parameter in targets)
        {
            parameter.CopyFrom(vector.Narrow(0, start, parameter.Count).Reshape(parameter.Shape));
            start += parameter.Count;
        }
    }

    static IEnumerable<Tensor> Checked(IEnumerable<Tensor> parameters)
    {
        foreach (var parameter in parameters)
        {
            ArgumentNullException.ThrowIfNull(parameter, nameof(parameters));
            yield return parameter;
        }
    }
}
