using NodaTime;
using Spillway.App.People;

namespace Spillway.App.Accounts;

/// <summary>Writes into the journal who was refused what; a flood of them is counted and not written out. Any thread.</summary>
/// <param name="journal">The journal.</param>
/// <param name="wall">The wall clock.</param>
public sealed class Refusals(PeopleJournal journal, TimeProvider wall)
{
    private const int MostInWindow = 60;
    private static readonly Duration _window = Duration.FromMinutes(1);

    private readonly Lock _gate = new();
    private Instant _began = Instant.MinValue;
    private int _written;
    private int _left;

    /// <summary>Records a refusal.</summary>
    /// <param name="who">Who was refused.</param>
    /// <param name="what">The action's name, or the address.</param>
    /// <param name="cancellation">Ends the wait for the journal.</param>
    public async ValueTask RecordAsync(Actor who, string what, CancellationToken cancellation)
    {
        if (Take() is { } left)
        {
            await journal.RecordAsync(PersonKinds.Refused, who, writer =>
            {
                if (left > 0)
                {
                    writer.WriteNumber("not_written_before", left);
                }

                writer.WriteString("what", what);
            }, cancellation).ConfigureAwait(false);
        }
    }

    // How many were left out since the last that was written; null where this one is left out too.
    private int? Take()
    {
        lock (_gate)
        {
            var now = Instant.FromDateTimeOffset(wall.GetUtcNow());
            if (now < _began || now - _began >= _window)
            {
                (_began, _written) = (now, 0);
            }

            if (_written >= MostInWindow)
            {
                _left++;
                return null;
            }

            _written++;
            (var left, _left) = (_left, 0);
            return left;
        }
    }
}
