namespace Adjoint.Optim;

/// <summary>What an optimizer does to one whole parameter, where elements depend on each other.</summary>
internal unsafe interface IParameterRule
{
    /// <summary>Changes a parameter and what is remembered of it.</summary>
    void Run<T>(T* p, T* g, T* a, T* b, long count) where T : unmanaged;
}

/// <summary>From tensors to an <see cref="IParameterRule"/>.</summary>
internal static unsafe class ParameterRules
{
    /// <summary>Runs a rule on tensors of any floating-point type and layout; a remembered tensor may have a shape of its own.</summary>
    public static void Run<TRule>(this TRule rule, Tensor parameter, Tensor gradient, Tensor first, Tensor second)
        where TRule : struct, IParameterRule
    {
        parameter.CheckInPlace("Step");
        var work = parameter.DType.Widened;
        Tensor ready = parameter.Ready(work), g = gradient.Ready(work), a = first.Ready(work), b = second.Ready(work);
        fixed (byte* p = ready, pg = g, pa = a, pb = b)
        {
            if (work == DType.Float32) rule.Run((float*)p, (float*)pg, (float*)pa, (float*)pb, parameter.Count);
            else rule.Run((double*)p, (double*)pg, (double*)pa, (double*)pb, parameter.Count);
        }
        parameter.Finish(ready);
        first.Finish(a);
        second.Finish(b);
    }
}
