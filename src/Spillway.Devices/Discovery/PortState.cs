namespace Spillway.Devices.Discovery;

/// <summary>What came of a connection to one port.</summary>
internal enum PortState
{
    /// <summary>Nobody said anything: no such host, or something between drops the packets.</summary>
    Quiet,

    /// <summary>The host is there and nobody listens on the port.</summary>
    Refused,

    /// <summary>Somebody listens.</summary>
    Open,
}
