namespace Spillway.Simulation.Emulators;

/// <summary>How a port speaks.</summary>
public enum EmulatedWire
{
    /// <summary>A protocol of its own straight on TCP.</summary>
    Raw,

    /// <summary>HTTP/1.1.</summary>
    Http,

    /// <summary>gRPC over clear-text HTTP/2.</summary>
    Grpc,
}
