namespace Adjoint.Nn;

/// <summary>Which number of neighbours of a unit an initialisation goes by.</summary>
public enum FanMode
{
    /// <summary>The number of inputs of a unit: signals keep their size on the way forward.</summary>
    FanIn,

    /// <summary>The number of units an input feeds: gradients keep their size on the way back.</summary>
    FanOut,
}
