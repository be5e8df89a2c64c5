namespace Adjoint;

/// <summary>What the current thread records.</summary>
internal static class GradMode
{
    [ThreadStatic]
    static bool t_disabled;

    [ThreadStatic]
    static bool t_inference;

    /// <summary>Whether operations on tensors that require gradients are recorded.</summary>
    public static bool IsEnabled
    {
        get => !t_disabled;
        set => t_disabled = !value;
    }

    /// <summary>Whether new tensors are shut out of gradients for good.</summary>
    public static bool IsInference
    {
        get => t_inference;
        set => t_inference = value;
    }
}
