namespace Spillway.Simulation.Emulators;

/// <summary>How a host listens.</summary>
public enum EmulatorBinding
{
    /// <summary>One listener a port for all addresses of 127/8; what comes from elsewhere is cut at accept.</summary>
    OneListenerAPort,

    /// <summary>One listener for each address and port: for few devices beside other hosts on the same ports.</summary>
    OneListenerAnAddress,
}
