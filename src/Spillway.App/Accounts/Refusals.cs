using Spillway.App.People;
using Spillway.Engine;

namespace Spillway.App.Accounts;

/// <summary>Writes into the journal who was refused what; a flood of them is counted and not written out. Any thread.</summary>
/// <param name="journal">The journal.</param>
/// <param name="wall">The wall clock.</param>
public sealed class Refusals(PeopleJournal journal, TimeProvider wall)
{
    private const int MostInMinute = 60;
    private const int MostOfStrangersInMinute = 10;

    private readonly RecordFlood _known = new(wall, MostInMinute);

    // Apart, so that strangers leave room for what those who are known were refused.
    private readonly RecordFlood _strangers = new(wall, MostOfStrangersInMinute);

    /// <summary>Records a refusal. What the journal does not take is counted with what is left out: the refusal is answered all the same.</summary>
    /// <param name="who">Who was refused; <see cref="Actor.Nobody"/> where that is not known.</param>
    /// <param name="what">The action's name, or the address.</param>
    /// <param name="from">The address that it came from.</param>
    /// <param name="cancellation">Ends the wait for the journal.</param>
    public async ValueTask RecordAsync(Actor who, string what, string from, CancellationToken cancellation)
    {
        var flood = who == Actor.Nobody ? _strangers : _known;
        if (flood.Take() is not { } left)
        {
            return;
        }

        try
        {
            await journal.RecordAsync(PersonKinds.Refused, who, writer =>
            {
                writer.WriteString("address", from);
                if (left > 0)
                {
                    writer.WriteNumber("not_written_before", left);
                }

                writer.WriteString("what", what);
            }, cancellation).ConfigureAwait(false);
        }
        catch (RefusedException)
        {
            flood.NotWritten(left);
        }
        catch (OperationCanceledException)
        {
            flood.NotWritten(left);
            throw;
        }
    }
}
