namespace Adjoint.Nn;

/// <summary>The function that follows a layer, as far as the size of the layer's initial weights depends on it.</summary>
public enum Nonlinearity
{
    /// <summary>None: linear and convolutional layers on their own.</summary>
    Linear,

    /// <summary>The logistic function.</summary>
    Sigmoid,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>max(0, x).</summary>
    ReLU,

    /// <summary>x where it is positive, and a fraction of it, the negative slope, elsewhere.</summary>
    LeakyReLU,

    /// <summary>The scaled exponential linear unit.</summary>
    SELU,
}
