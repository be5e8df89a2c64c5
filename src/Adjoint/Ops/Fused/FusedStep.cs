using Adjoint.Cpu.Fused;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// Changes this tensor and up to three remembered ones of the same shape and type in place, element by element, as an
        /// optimizer does. Nothing is recorded.
        /// </summary>
        internal void StepInPlace<TStep>(TStep step, Tensor gradient, Tensor? a = null, Tensor? b = null, Tensor? c = null)
            where TStep : struct, IStep
        {
            CheckInPlace("Step");
            var work = DType.Widened;
            Tensor parameter = Ready(work), ready = gradient.Ready(work);
            Tensor? first = a?.Ready(work), second = b?.Ready(work), third = c?.Ready(work);
            Ops.FusedStep<TStep>.Run(step, parameter, ready, first, second, third, 0, Count);
            Finish(parameter);
            a?.Finish(first!);
            b?.Finish(second!);
            c?.Finish(third!);
        }

        /// <summary>
        /// The same for some elements of contiguous tensors of Float32 or Float64, which are all of one type. Versions stay.
        /// </summary>
        internal void StepPart<TStep>(TStep step, Tensor gradient, Tensor? a, Tensor? b, Tensor? c, long from, long to)
            where TStep : struct, IStep =>
            Ops.FusedStep<TStep>.Run(step, this, gradient, a, b, c, from, to);

        /// <summary>Takes over what a loop has made of what <see cref="Ready(DType)"/> returned.</summary>
        internal void Finish(Tensor result)
        {
            if (!ReferenceEquals(this, result)) Write(result);
            Storage.Version++;
        }
    }
}

namespace Adjoint.Ops
{
    /// <summary>From tensors to <see cref="StepLoop{TStep, T}"/>.</summary>
    internal static unsafe class FusedStep<TStep> where TStep : struct, IStep
    {
        /// <summary>Steps over some elements of contiguous tensors of one type, Float32 or Float64.</summary>
        public static void Run(
            TStep step, Tensor parameter, Tensor gradient, Tensor? first, Tensor? second, Tensor? third, long from, long to)
        {
            fixed (byte* p = parameter, g = gradient, a = first ?? parameter, b = second ?? parameter, c = third ?? parameter)
            {
                if (parameter.DType == DType.Float32)
                    new StepLoop<TStep, float>(step, (float*)p, (float*)g, (float*)a, (float*)b, (float*)c).Run(from, to);
                else
                    new StepLoop<TStep, double>(step, (double*)p, (double*)g, (double*)a, (double*)b, (double*)c).Run(from, to);
            }
        }
    }
}
