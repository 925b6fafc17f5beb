using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.ShiftLog;

namespace Spillway.App.Console.Shifts;

/// <summary>What a reader does with an entry.</summary>
/// <param name="Kind">What.</param>
/// <param name="Number">With which.</param>
/// <param name="Text">The new or added text; empty where none is needed.</param>
public sealed record NoteDeed(NoteDeedKind Kind, long Number, string Text)
{
    /// <summary>The tag of the entry as it was seen; null for whatever it is.</summary>
    public string? Seen { get; init; }

    /// <summary>Does it.</summary>
    /// <param name="log">The shift log.</param>
    /// <param name="who">Who.</param>
    /// <param name="cancellation">Gives up before it is recorded.</param>
    public Task DoAsync(ShiftLogDesk log, Actor who, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(log);
        return Kind switch
        {
            NoteDeedKind.Edit => log.EditAsync(who, Number, (Text, Seen is null ? SeenTag.Any : SeenTag.Of(Seen)), cancellation),
            NoteDeedKind.Add => log.WriteAsync(who, NoteKind.Addendum, Text, ([], Number), cancellation),
            NoteDeedKind.TakeOver => log.WriteAsync(who, NoteKind.TakeOver, Text, ([], Number), cancellation),
            NoteDeedKind.Pin => log.PinAsync(who, Number, true, cancellation),
            NoteDeedKind.Unpin => log.PinAsync(who, Number, false, cancellation),
            _ => log.ReadAsync(who, Number, cancellation),
        };
    }
}
