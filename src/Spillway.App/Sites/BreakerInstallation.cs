using NodaTime;
using Spillway.Devices.Wire.Breakers;

namespace Spillway.App.Sites;

/// <summary>How one breaker is reached.</summary>
/// <param name="Wiring">The name of its Modbus wiring, <see cref="Shelly"/>, or <see cref="Mqtt"/>.</param>
/// <param name="Address">Where it, its module or its broker listens; null where only the inventory knows.</param>
/// <param name="Unit">The module's Modbus unit id, 0 to 255; what is no module has none.</param>
/// <param name="OpenWithin">From the command to open it until its feedback says so.</param>
/// <param name="Channel">Which of the outputs behind that address moves it, counted from 0.</param>
public sealed record BreakerInstallation(string Wiring, InstalledAddress? Address, int Unit, Duration OpenWithin, int Channel)
{
    /// <summary>The wiring of a Shelly switch of generation 2 or later, which is told by its RPC over HTTP.</summary>
    public const string Shelly = "shelly";

    /// <summary>The wiring of a relay behind an MQTT broker.</summary>
    public const string Mqtt = "mqtt";

    /// <summary>Where the password of a Shelly, or user and password of a broker, are read from: <c>env:NAME</c> or a file's path; null
    /// where it is open.</summary>
    public string? Credential { get; init; }

    /// <summary>Whether it is a Shelly and no Modbus module.</summary>
    public bool IsShelly => Wiring == Shelly;

    /// <summary>Which relay it is behind its broker; null where it stands behind none.</summary>
    public RelayInstallation? Relay { get; init; }

    /// <summary>How the connection to its broker is encrypted; null where it is not, and where there is none.</summary>
    public BrokerTls? Tls { get; init; }

    /// <summary>Whether it opens by itself unless it is fed.</summary>
    public bool HasWatchdog => BreakerWirings.BuiltIn.All.GetValueOrDefault(Wiring)?.Watchdog is not null;
}
