namespace Spillway.App.Machines;

/// <summary>How the machines of one model and firmware followed.</summary>
/// <param name="Model">Maker's name of the model; null where it is not known.</param>
/// <param name="Firmware">The firmware's version; null where it is not known.</param>
/// <param name="Machines">How many there are.</param>
/// <param name="Stuck">How many are stuck in a start now.</param>
/// <param name="Sleeps">When they were told to sleep.</param>
/// <param name="Wakes">When they were told to wake.</param>
public sealed record FirmwareTruth(string? Model, string? Firmware, int Machines, int Stuck, MoveTruth Sleeps, MoveTruth Wakes);
