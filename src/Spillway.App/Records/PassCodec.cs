using Spillway.Engine;
using Spillway.Engine.Commands.Control;

namespace Spillway.App.Records;

/// <summary>One control pass as a record: everything it saw, and everything it decided.</summary>
public static class PassCodec
{
    /// <summary>Writes a pass.</summary>
    /// <param name="frame">What became known.</param>
    /// <param name="turn">What was decided on it.</param>
    /// <returns>The payload.</returns>
    public static byte[] Write(FieldFrame frame, ControlTurn turn) => FactJson.Write(new KeptPass(frame, turn));

    /// <summary>Reads a pass.</summary>
    /// <param name="payload">The payload.</param>
    /// <returns>Frame and turn, equal to those written.</returns>
    /// <exception cref="RefusedException"><see cref="RecordErrors.Unreadable"/>.</exception>
    public static (FieldFrame Frame, ControlTurn Turn) Read(ReadOnlyMemory<byte> payload)
    {
        var pass = FactJson.Read<KeptPass>(payload);
        return (pass.Frame, pass.Turn);
    }

    private sealed record KeptPass(FieldFrame Frame, ControlTurn Turn);
}
