using NodaTime;

namespace Spillway.App.Sites;

/// <summary>How one breaker is reached.</summary>
/// <param name="Wiring">The name of its wiring.</param>
/// <param name="Address">Where its module listens; null where only an emulator will know.</param>
/// <param name="Unit">The module's Modbus unit id; 0 to 255.</param>
/// <param name="OpenWithin">From the command to open it until its feedback says so.</param>
/// <param name="Channel">Which of the module's outputs moves it, counted from 0.</param>
public sealed record BreakerInstallation(string Wiring, InstalledAddress? Address, int Unit, Duration OpenWithin, int Channel);
