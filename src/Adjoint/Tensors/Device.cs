namespace Adjoint;

/// <summary>Where a tensor's memory lies and its kernels run.</summary>
/// <param name="Type">The kind of device.</param>
/// <param name="Index">Which one of its kind, from 0.</param>
public readonly record struct Device(DeviceType Type, int Index = 0)
{
    /// <summary>The processor and its main memory.</summary>
    public static Device Cpu => default;

    /// <summary>PyTorch's spelling: <c>cpu</c>.</summary>
    public override string ToString() => Index == 0 ? Type.ToString().ToLowerInvariant() : $"{Type.ToString().ToLowerInvariant()}:{Index}";
}

/// <summary>The kinds of devices tensors live on.</summary>
public enum DeviceType : byte
{
    /// <summary>The processor and its main memory.</summary>
    Cpu,
}
