namespace Spillway.Devices.Breakers;

/// <summary>What a breaker or contactor says of itself.</summary>
/// <param name="Position">By feedback, never by the last command.</param>
/// <param name="IsInterlocked">Whether something on site forbids to close it.</param>
/// <param name="IsRemote">Whether it obeys commands from afar; null where it does not say.</param>
public sealed record BreakerReading(BreakerPosition Position, bool IsInterlocked, bool? IsRemote);
