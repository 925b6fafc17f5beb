namespace Spillway.Devices.Miners;

/// <summary>The driver of one protocol family.</summary>
public interface IMinerDriver
{
    /// <summary>The family's name, as <see cref="MinerDecoder.Families"/> has it.</summary>
    string Family { get; }

    /// <summary>What its machines can do.</summary>
    MinerCapabilities Capabilities { get; }

    /// <summary>Takes hold of one machine; nothing is sent before the first call on it.</summary>
    /// <param name="endpoint">Where it listens.</param>
    /// <param name="credential">What opens it; null for the family's documented factory credential.</param>
    /// <returns>The machine.</returns>
    IMiner Open(DeviceEndpoint endpoint, Credential? credential);
}
