using System.Text.Json;
using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;

namespace Spillway.App.Records;

/// <summary>The record that the control state was kept whole.</summary>
/// <param name="Part">The part that holds it.</param>
/// <param name="Digest">Its digest.</param>
public sealed record Checkpoint(string Part, string Digest)
{
    /// <summary>When the state was so, by the desk's clock; null in records of versions that did not say it.</summary>
    public Instant? At { get; init; }

    /// <summary>The record that holds the checkpoint before; null where nobody knew one.</summary>
    public long? Previous { get; init; }

    /// <summary>Keeps a state whole.</summary>
    /// <param name="state">The state.</param>
    /// <param name="previous">The record of the checkpoint before; null for none.</param>
    /// <param name="parts">Where it is kept.</param>
    /// <returns>What is to be recorded.</returns>
    /// <exception cref="IOException">It could not be written.</exception>
    public static Checkpoint Of(ControlState state, long? previous, PartStore parts)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(parts);
        return new(parts.Keep(StateCodec.Write(state)), state.Digest()) { At = state.At, Previous = previous };
    }

    /// <summary>The record's payload.</summary>
    /// <returns>The payload.</returns>
    public byte[] Write() => RecordWriting.Write(writer =>
    {
        writer.WriteString("part", Part);
        writer.WriteString("digest", Digest);
        if (At is { } at)
        {
            writer.Instant("at_utc", at);
        }

        if (Previous is { } previous)
        {
            writer.WriteNumber("previous", previous);
        }
    });

    /// <summary>Reads a record's payload.</summary>
    /// <param name="payload">The payload.</param>
    /// <returns>The checkpoint.</returns>
    /// <exception cref="RefusedException"><see cref="RecordErrors.Unreadable"/>.</exception>
    public static Checkpoint Read(ReadOnlyMemory<byte> payload) =>
        RecordReading.Read(payload, static (JsonElement root) => new Checkpoint(root.Text("part"), root.Text("digest"))
        {
            At = root.InstantOrNull("at_utc"),
            Previous = root.TryGetProperty("previous", out var previous) ? previous.GetInt64() : null,
        });
}
