using System.Buffers;
using Microsoft.AspNetCore.Connections;
using Spillway.Devices.Wire.Cgminer;

namespace Spillway.Simulation.Emulators.Cgminer;

/// <summary>One connection in cgminer's language: one piece is read, one answer written, and the device closes.</summary>
internal static class CgminerConversation
{
    /// <summary>Serves it.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="answer">Makes the bytes of the answer from those of the request; null closes without a word.</param>
    /// <param name="cancellation">The connection is cut.</param>
    public static async Task ServeAsync(ConnectionContext connection, Func<ReadOnlySpan<byte>, byte[]?> answer, CancellationToken cancellation)
    {
        var read = await connection.Transport.Input.ReadAsync(cancellation).ConfigureAwait(false);
        var bytes = Answer(read.Buffer, answer);
        connection.Transport.Input.AdvanceTo(read.Buffer.End);
        if (bytes is not null)
        {
            await connection.Transport.Output.WriteAsync(bytes, cancellation).ConfigureAwait(false);
        }
    }

    // What does not come in the first piece, or is longer than the device's buffer, is never read.
    private static byte[]? Answer(ReadOnlySequence<byte> piece, Func<ReadOnlySpan<byte>, byte[]?> answer)
    {
        var length = (int)Math.Min(piece.Length, CgminerRequest.MostBytes);
        if (length == 0)
        {
            return null;
        }

        var sequence = piece.Slice(0, length);
        return sequence.IsSingleSegment ? answer(sequence.FirstSpan) : answer(sequence.ToArray());
    }
}
