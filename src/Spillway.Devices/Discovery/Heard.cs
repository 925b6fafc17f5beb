namespace Spillway.Devices.Discovery;

/// <summary>The bytes of one answer.</summary>
/// <param name="Bytes">As they came.</param>
internal sealed record Heard(ReadOnlyMemory<byte> Bytes);
