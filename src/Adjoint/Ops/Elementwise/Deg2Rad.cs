namespace Adjoint;

public partial class Tensor
{
    /// <summary>Angles in degrees as angles in radians: x π / 180. Integers become Float32.</summary>
    public Tensor Deg2Rad() => this * (Math.PI / 180);

    /// <summary>Angles in radians as angles in degrees: x 180 / π. Integers become Float32.</summary>
    public Tensor Rad2Deg() => this * (180 / Math.PI);
}
