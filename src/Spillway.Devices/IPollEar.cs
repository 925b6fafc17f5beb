using System.Net;

namespace Spillway.Devices;

/// <summary>Hears what machines answer to polls, byte for byte; never what opens them, and never what they answer to orders.</summary>
public interface IPollEar
{
    /// <summary>A machine answered. Any thread; it must be quick and must not throw.</summary>
    /// <param name="machine">The machine's address.</param>
    /// <param name="answer">Its bytes, which are another answer's as soon as this returns.</param>
    void Heard(IPAddress machine, ReadOnlySpan<byte> answer);
}
