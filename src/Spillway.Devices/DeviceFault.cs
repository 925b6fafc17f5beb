namespace Spillway.Devices;

/// <summary>Why a device gave no usable answer, for people too.</summary>
/// <param name="Kind">The kind, which decides what the desk does next.</param>
/// <param name="Detail">One sentence with the device's own words where it said any; never a secret.</param>
public sealed record DeviceFault(DeviceFaultKind Kind, string Detail);
