using Adjoint.Cpu.Fused;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// Changes this tensor and up to three remembered ones of the same shape and type in place, element by element, as an
        /// optimizer does. Nothing is recorded.
        /// </summary>
        internal void StepInPlace<TStep>(TStep step, Tensor gradient, Tensor? a = null, Tensor? b = null, Tensor? c = null) where TStep : struct, IStep
        {
            CheckInPlace("Step");
            var work = DType.IsHalf ? DType.Float32 : DType;
            Tensor parameter = Ready(this, work), ready = Ready(gradient, work);
            Tensor? first = a is null ? null : Ready(a, work), second = b is null ? null : Ready(b, work), third = c is null ? null : Ready(c, work);
            Ops.FusedStep<TStep>.Run(step, parameter, ready, first, second, third, 0, Count);
            Finish(this, parameter);
            Finish(a, first);
            Finish(b, second);
            Finish(c, third);
        }

        /// <summary>The same for some elements of contiguous tensors of Float32 or Float64, which are all of one type. Versions stay.</summary>
        internal void StepPart<TStep>(TStep step, Tensor gradient, Tensor? a, Tensor? b, Tensor? c, long from, long to) where TStep : struct, IStep =>
            Ops.FusedStep<TStep>.Run(step, this, gradient, a, b, c, from, to);

        // The tensor itself, or where the loop cannot work on it a copy.
        static Tensor Ready(Tensor tensor, DType dtype)
        {
            var converted = tensor.Convert(dtype);
            return converted.IsContiguous ? converted : converted.Copy();
        }

        static void Finish(Tensor? tensor, Tensor? result)
        {
            if (tensor is null) return;
            if (!ReferenceEquals(tensor, result)) tensor.Write(result!);
            tensor.Storage.Version++;
        }
    }
}

namespace Adjoint.Ops
{
    /// <summary>From tensors to <see cref="StepLoop{TStep, T}"/>.</summary>
    internal static unsafe class FusedStep<TStep> where TStep : struct, IStep
    {
        /// <summary>Steps over some elements of contiguous tensors of one type, Float32 or Float64.</summary>
        public static void Run(TStep step, Tensor parameter, Tensor gradient, Tensor? first, Tensor? second, Tensor? third, long from, long to)
        {
            fixed (byte* p = parameter, g = gradient, a = first ?? parameter, b = second ?? parameter, c = third ?? parameter)
            {
                if (parameter.DType == DType.Float32) new StepLoop<TStep, float>(step, (float*)p, (float*)g, (float*)a, (float*)b, (float*)c).Run(from, to);
                else new StepLoop<TStep, double>(step, (double*)p, (double*)g, (double*)a, (double*)b, (double*)c).Run(from, to);
            }
        }
    }
}
