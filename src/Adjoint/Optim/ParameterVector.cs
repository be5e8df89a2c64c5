namespace Adjoint.Optim;

/// <summary>All parameters of an optimizer as one vector.</summary>
internal sealed class ParameterVector
{
    readonly IReadOnlyList<Tensor> _parameters;

    public ParameterVector(IReadOnlyList<Tensor> parameters)
    {
        _parameters = parameters;
        foreach (var parameter in parameters)
        {
            if (parameter.DType != parameters[0].DType)
                throw new ArgumentException(
                    $"LBFGS: all parameters form one vector, but there are {parameters[0].DType} and {parameter.DType} among them.",
                    nameof(parameters));
        }
    }

    /// <summary>A copy of all gradients; zeros where there is none.</summary>
    public Tensor Gradient() => Tensor.Cat([.. _parameters.Select(p => (p.OwnGrad ?? Tensor.ZerosLike(p)).Detach().Reshape(-1))]).Clone();

    /// <summary>A copy of all values.</summary>
    public Tensor Values() => Tensor.Cat([.. _parameters.Select(p => p.Detach().Reshape(-1))]).Clone();

    /// <summary>Replaces all values.</summary>
    public void Set(Tensor values) => ForParts(values, (parameter, part) => parameter.CopyFrom(part));

    /// <summary>Moves by <paramref name="length"/> times a direction.</summary>
    public void Move(Tensor direction, double length) =>
        ForParts(direction * length, (parameter, part) => parameter.CopyFrom(parameter.Detach() + part));

    void ForParts(Tensor vector, Action<Tensor, Tensor> action)
    {
        long start = 0;
        foreach (var parameter in _parameters)
        {
            action(parameter, vector.Narrow(0, start, parameter.Count).Reshape(parameter.Shape));
            start += parameter.Count;
        }
    }
}
