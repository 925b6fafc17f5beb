using System.Text.Json;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;

namespace Spillway.App.Records;

/// <summary>The record that the control state was kept whole.</summary>
/// <param name="Part">The part that holds it.</param>
/// <param name="Digest">Its digest.</param>
public sealed record Checkpoint(string Part, string Digest)
{
    /// <summary>Keeps a state whole.</summary>
    /// <param name="state">The state.</param>
    /// <param name="parts">Where it is kept.</param>
    /// <returns>What is to be recorded.</returns>
    /// <exception cref="IOException">It could not be written.</exception>
    public static Checkpoint Of(ControlState state, PartStore parts)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(parts);
        return new(parts.Keep(StateCodec.Write(state)), state.Digest());
    }

    /// <summary>The record's payload.</summary>
    /// <returns>The payload.</returns>
    public byte[] Write() => RecordWriting.Write(writer =>
    {
        writer.WriteString("part", Part);
        writer.WriteString("digest", Digest);
    });

    /// <summary>Reads a record's payload.</summary>
    /// <param name="payload">The payload.</param>
    /// <returns>The checkpoint.</returns>
    /// <exception cref="RefusedException"><see cref="RecordErrors.Unreadable"/>.</exception>
    public static Checkpoint Read(ReadOnlyMemory<byte> payload) =>
        RecordReading.Read(payload, static (JsonElement root) => new Checkpoint(root.Text("part"), root.Text("digest")));
}
