using System.Runtime.CompilerServices;

namespace Adjoint;

public partial class Tensor
{
    /// <summary>A tensor of zeros.</summary>
    /// <param name="shape">The sizes of its dimensions.</param>
    /// <param name="dtype">The type of its elements; Float32 if left out.</param>
    /// <param name="device">Where it lies; the CPU if left out.</param>
    /// <param name="requiresGrad">Whether gradients with respect to it are computed.</param>
    /// <exception cref="ArgumentException">There is no such device, or so many elements fit into no memory.</exception>
    /// <exception cref="InvalidOperationException">Gradients are asked for, and the type is not floating-point.</exception>
    public static Tensor Zeros(Shape shape, DType? dtype = null, Device? device = null, bool requiresGrad = false)
    {
        CheckDevice(device);
        var type = dtype ?? DType.Float32;
        var layout = Layout.Contiguous(shape.Sizes);
        return new Tensor(Storage.Allocate(type, layout.Count, zeroed: true), layout, 0, type).Tracked(requiresGrad);
    }

    /// <summary>A tensor of ones.</summary>
    /// <inheritdoc cref="Zeros"/>
    public static Tensor Ones(Shape shape, DType? dtype = null, Device? device = null, bool requiresGrad = false) =>
        Full(shape, 1, dtype ?? DType.Float32, device, requiresGrad);

    /// <summary>A tensor filled with one number.</summary>
    /// <param name="shape">The sizes of its dimensions.</param>
    /// <param name="value">The number; for an integer type it is truncated and wraps around as in a cast.</param>
    /// <param name="dtype">The type of its elements; if left out that of the number: Float32, Int64 or Bool.</param>
    /// <param name="device">Where it lies; the CPU if left out.</param>
    /// <param name="requiresGrad">Whether gradients with respect to it are computed.</param>
    /// <inheritdoc cref="Zeros" path="/exception"/>
    public static Tensor Full(Shape shape, Scalar value, DType? dtype = null, Device? device = null, bool requiresGrad = false) =>
        Empty(shape, dtype ?? value.DType, device).Fill(value).Tracked(requiresGrad);

    /// <summary>A tensor whose elements are arbitrary until they are written.</summary>
    /// <inheritdoc cref="Zeros"/>
    public static Tensor Empty(Shape shape, DType? dtype = null, Device? device = null, bool requiresGrad = false)
    {
        CheckDevice(device);
        return Allocate(Layout.Contiguous(shape.Sizes), dtype ?? DType.Float32).Tracked(requiresGrad);
    }

    /// <summary>Zeros in the shape of another tensor.</summary>
    /// <param name="other">The tensor whose shape, type and device are taken; its elements do not matter.</param>
    /// <param name="dtype">Another type than that of <paramref name="other"/>.</param>
    /// <param name="device">Another device than that of <paramref name="other"/>.</param>
    /// <param name="requiresGrad">Whether gradients with respect to the new tensor are computed.</param>
    /// <inheritdoc cref="Zeros" path="/exception"/>
    public static Tensor ZerosLike(Tensor other, DType? dtype = null, Device? device = null, bool requiresGrad = false)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Zeros(other.Shape, dtype ?? other.DType, device ?? other.Device, requiresGrad);
    }

    /// <summary>Ones in the shape of another tensor.</summary>
    /// <inheritdoc cref="ZerosLike"/>
    public static Tensor OnesLike(Tensor other, DType? dtype = null, Device? device = null, bool requiresGrad = false) =>
        FullLike(other, 1, dtype, device, requiresGrad);

    /// <summary>One number in the shape of another tensor.</summary>
    /// <param name="other">The tensor whose shape, type and device are taken; its elements do not matter.</param>
    /// <param name="value">The number; for an integer type it is truncated and wraps around as in a cast.</param>
    /// <param name="dtype">Another type than that of <paramref name="other"/>.</param>
    /// <param name="device">Another device than that of <paramref name="other"/>.</param>
    /// <param name="requiresGrad">Whether gradients with respect to the new tensor are computed.</param>
    /// <inheritdoc cref="Zeros" path="/exception"/>
    public static Tensor FullLike(Tensor other, Scalar value, DType? dtype = null, Device? device = null, bool requiresGrad = false) =>
        EmptyLike(other, dtype, device).Fill(value).Tracked(requiresGrad);

    /// <summary>A tensor in the shape of another whose elements are arbitrary until they are written.</summary>
    /// <inheritdoc cref="ZerosLike"/>
    public static Tensor EmptyLike(Tensor other, DType? dtype = null, Device? device = null, bool requiresGrad = false)
    {
        ArgumentNullException.ThrowIfNull(other);
        CheckDevice(device);
        return Allocate(other.Layout, dtype ?? other.DType).Tracked(requiresGrad);
    }

    /// <summary>Throws unless tensors can be made on a device.</summary>
    internal static void CheckDevice(Device? device, [CallerMemberName] string operation = "")
    {
        if (device is { } wanted && wanted != Device.Cpu)
            throw new ArgumentException($"{operation}: there is no device {wanted}; tensors live on {Device.Cpu}.", nameof(device));
    }

    Tensor Tracked(bool requiresGrad)
    {
        if (requiresGrad) RequiresGrad = true;
        return this;
    }
}
