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
            var action = new Ops.FusedStep<TStep>
            {
                Step = step,
                Parameter = Ready(this, work),
                Gradient = Ready(gradient, work),
                A = a is null ? null : Ready(a, work),
                B = b is null ? null : Ready(b, work),
                C = c is null ? null : Ready(c, work),
            };
            if (Count > 0) work.Run(ref action);
            Finish(this, action.Parameter);
            Finish(a, action.A);
            Finish(b, action.B);
            Finish(c, action.C);
        }

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
    internal unsafe struct FusedStep<TStep> : IDTypeAction where TStep : struct, IStep
    {
        public TStep Step;
        public Tensor Parameter;
        public Tensor Gradient;
        public Tensor? A;
        public Tensor? B;
        public Tensor? C;

        public static DTypeSet Types => DTypeSet.Floating;

        public readonly void Run<T>() where T : unmanaged
        {
            fixed (byte* p = Parameter, g = Gradient, a = A ?? Parameter, b = B ?? Parameter, c = C ?? Parameter)
                new StepLoop<TStep, T>(Step, (T*)p, (T*)g, (T*)a, (T*)b, (T*)c).Run(Parameter.Count);
        }
    }
}
