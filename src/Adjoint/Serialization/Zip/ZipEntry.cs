namespace Adjoint.Serialization;

/// <summary>A file in a zip archive.</summary>
/// <param name="Name">Its name, with slashes.</param>
/// <param name="Header">Where what stands before its bytes begins.</param>
/// <param name="Offset">Where its bytes begin in the archive.</param>
/// <param name="Packed">How many bytes it takes there.</param>
/// <param name="Length">How many it has.</param>
/// <param name="IsDeflated">Whether it is compressed; otherwise it lies there as it is.</param>
/// <param name="Crc">Its checksum.</param>
internal sealed record ZipEntry(string Name, long Header, long Offset, long Packed, long Length, bool IsDeflated, uint Crc);
