using NodaTime;
using Spillway.App.Accounts;
using Spillway.App.Records;
using Spillway.Journal;

namespace Spillway.App.People;

/// <summary>Writes into the desk's journal what people do beside the orders. Any thread.</summary>
/// <param name="journal">The journal; null where none is kept.</param>
/// <param name="time">The desk's clock.</param>
public sealed class PeopleJournal(IRecordJournal? journal, TimeProvider time)
{
    /// <summary>Records what somebody did; it is on the disk when this ends.</summary>
    /// <param name="kind">One of <see cref="PersonKinds"/>.</param>
    /// <param name="who">Who.</param>
    /// <param name="write">Writes what it was, in a fixed order of fields; never a secret.</param>
    /// <param name="cancellation">Ends the wait for room.</param>
    /// <returns>The record's number; 0 where no journal is kept.</returns>
    /// <exception cref="Spillway.Engine.RefusedException">The journal takes nothing.</exception>
    public async ValueTask<long> RecordAsync(string kind, Actor who, Action<System.Text.Json.Utf8JsonWriter> write, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(who);
        if (journal is null)
        {
            return 0;
        }

        var payload = RecordWriting.Write(writer =>
        {
            writer.Instant("at_utc", Instant.FromDateTimeOffset(time.GetUtcNow()));
            writer.WriteString("by", who.Name);
            writer.WriteString("by_id", who.Id);
            write(writer);
        });
        return await journal.AppendAsync([new(kind, RecordKinds.Version, payload)], cancellation).ConfigureAwait(false);
    }
}
