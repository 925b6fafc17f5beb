using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.People;
using Spillway.Engine;
using Spillway.Journal;
using Spillway.Journal.Sqlite;

namespace Spillway.App.Journals;

/// <summary>Gives the journal away: one JSON object a line, each record with its payload in base 64 and its place in the chain, so that
/// whoever has the file can work out every hash again.</summary>
/// <param name="room">The desk and its surroundings.</param>
/// <param name="people">Where it is written down.</param>
/// <param name="gate">Who may.</param>
public sealed class JournalExport(DeskRoom room, PeopleJournal people, Gate gate)
{
    /// <summary>The content type.</summary>
    public const string ContentType = "application/x-ndjson";

    // So much is gathered before it goes on its way. Unit: bytes.
    private const int FlushedAt = 64 * 1024;

    /// <summary>Writes records, and into the journal that they were taken and by whom.</summary>
    /// <param name="who">Who takes them.</param>
    /// <param name="range">The first and the last number wanted; those after the head as it is now are not waited for.</param>
    /// <param name="output">Where to.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>How many were written.</returns>
    /// <exception cref="RefusedException"><see cref="AccountErrors.NotAllowed"/> or <see cref="JournalReadErrors.None"/>, before anything is written.</exception>
    public async Task<long> WriteAsync(Actor who, (long First, long Last) range, PipeWriter output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(output);
        gate.Demand(who, DeskAction.ExportJournal);
        if (room.Journal is not { } journal)
        {
            throw new RefusedException(JournalReadErrors.None, $"'{room.DataFolder}' holds none.");
        }

        var last = Math.Min(range.Last, journal.Head.Number);
        await people.RecordAsync(PersonKinds.JournalExported, who, writer =>
        {
            writer.WriteNumber("first", range.First);
            writer.WriteNumber("last", last);
        }, cancellation).ConfigureAwait(false);
        var written = 0L;
        await foreach (var chained in SqliteJournal.ReadChainBeside(SqliteJournal.FolderIn(room.DataFolder), range.First, cancellation).ConfigureAwait(false))
        {
            if (chained.Record.Number > last)
            {
                break;
            }

            Write(output, chained);
            written++;
            if (output.UnflushedBytes >= FlushedAt)
            {
                await output.FlushAsync(cancellation).ConfigureAwait(false);
            }
        }

        await output.FlushAsync(cancellation).ConfigureAwait(false);
        return written;
    }

    private static void Write(IBufferWriter<byte> output, ChainedRecord chained)
    {
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            writer.WriteNumber("number", chained.Record.Number);
            writer.WriteNumber("at_unix_us", chained.AtUnixMicroseconds);
            writer.WriteString("at_utc", ApiJson.Instant(chained.Record.At));
            writer.WriteString("kind", chained.Record.Kind);
            writer.WriteNumber("version", chained.Record.Version);
            writer.WriteBase64String("payload_base64", chained.Record.Payload.Span);
            writer.WriteString("previous", chained.Previous.ToString());
            writer.WriteString("hash", chained.Hash.ToString());
            writer.WriteEndObject();
        }

        output.Write("\n"u8);
    }
}
