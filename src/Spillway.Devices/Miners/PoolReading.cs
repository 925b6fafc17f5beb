namespace Spillway.Devices.Miners;

/// <summary>One pool that a machine works or could work for.</summary>
/// <param name="Url">Where it is; empty where the device leaves the place empty.</param>
/// <param name="User">The worker's name; null where the device did not say.</param>
/// <param name="Status">The device's own word for its state; null where it did not say.</param>
public sealed record PoolReading(string Url, string? User, string? Status);
