using Spillway.Engine;
using Spillway.Engine.Commands.Control;

namespace Spillway.App.Records;

/// <summary>The whole control state as a record.</summary>
public static class CheckpointCodec
{
    /// <summary>Writes a state.</summary>
    /// <param name="state">What the desk remembers.</param>
    /// <returns>The payload.</returns>
    public static byte[] Write(ControlState state) => FactJson.Write(state);

    /// <summary>Reads a state.</summary>
    /// <param name="payload">The payload.</param>
    /// <returns>The state, of the same digest as the one written.</returns>
    /// <exception cref="RefusedException"><see cref="RecordErrors.Unreadable"/>.</exception>
    public static ControlState Read(ReadOnlyMemory<byte> payload) => FactJson.Read<ControlState>(payload);
}
