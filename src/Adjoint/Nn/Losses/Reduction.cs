namespace Adjoint.Nn;

/// <summary>What becomes of the losses of single elements.</summary>
public enum Reduction
{
    /// <summary>Their mean; weighted where there are weights for classes.</summary>
    Mean,

    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Nothing: they are returned one by one.</summary>
    None,

    /// <summary>Their sum, divided by the first size, that of the batch. Only <see cref="KLDivLoss"/> has it.</summary>
    BatchMean,
}
