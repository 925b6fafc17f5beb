using Spillway.Engine;
using Spillway.Engine.Commands.Control;

namespace Spillway.App.Records;

/// <summary>One control pass as a record: what it saw and what it decided.</summary>
public static class PassCodec
{
    /// <summary>Writes a pass.</summary>
    /// <param name="frame">What was seen.</param>
    /// <param name="turn">What was decided.</param>
    /// <returns>The payload.</returns>
    public static byte[] Write(FieldFrame frame, ControlTurn turn)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(turn);
        Invariant.Holds(frame.At == turn.At);
        return RecordWriting.Write(writer =>
        {
            FrameCodec.Write(writer, frame);
            TurnCodec.Write(writer, turn);
        });
    }

    /// <summary>Reads a pass.</summary>
    /// <param name="payload">The payload.</param>
    /// <returns>What was seen and decided, equal to what was written.</returns>
    /// <exception cref="RefusedException"><see cref="RecordErrors.Unreadable"/>.</exception>
    public static (FieldFrame Frame, ControlTurn Turn) Read(ReadOnlyMemory<byte> payload) =>
        RecordReading.Read(payload, static root => (FrameCodec.Read(root), TurnCodec.Read(root)));
}
