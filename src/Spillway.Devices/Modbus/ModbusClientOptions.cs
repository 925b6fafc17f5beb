namespace Spillway.Devices.Modbus;

/// <summary>How patient a Modbus client is.</summary>
public sealed record ModbusClientOptions
{
    /// <summary>How long a connection may take. Default: 3 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long an answer may take, from the request on; behind a slow gateway 3 s are usual. Default: 1 s.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a request may wait for its turn on a line it shares. Default: 10 s.</summary>
    public TimeSpan TurnTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Pause after an answer before the next request; some devices lose requests that come at once. Default: none.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.Zero;

    /// <summary>Requests under way at once on the connection, 1 to 16. Many devices and nearly all gateways lose the second, so
    /// more than one only where the device is known to keep them apart. Default: 1.</summary>
    public int OutstandingAtMost { get; init; } = 1;

    /// <summary>Answers missed one after the other until the connection is given up as dead. Default: 2.</summary>
    public int MissedAtMost { get; init; } = 2;
}
