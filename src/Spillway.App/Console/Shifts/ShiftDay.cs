using System.Collections.Immutable;
using Spillway.App.ShiftLog;

namespace Spillway.App.Console.Shifts;

/// <summary>The entries of one shift; what was added to one of them stands under it.</summary>
/// <param name="Shift">The shift.</param>
/// <param name="Notes">Its entries, newest first; additions whose entry is not among those shown stand for themselves.</param>
/// <param name="All">All entries shown.</param>
public sealed record ShiftDay(Shift Shift, ImmutableArray<ShiftNote> Notes, ImmutableArray<ShiftNote> All)
{
    /// <summary>Entries shift by shift, newest first.</summary>
    /// <param name="notes">The entries, newest first.</param>
    public static ImmutableArray<ShiftDay> Of(ImmutableArray<ShiftNote> notes)
    {
        var shown = notes.Select(static one => one.Number).ToHashSet();
        return
        [
            .. notes.Where(one => one.To is not { } to || !shown.Contains(to)).GroupBy(static one => one.Shift.Key)
                .Select(group => new ShiftDay(group.First().Shift, [.. group], notes)),
        ];
    }

    /// <summary>What was added to an entry, oldest first.</summary>
    /// <param name="note">The entry.</param>
    public ImmutableArray<ShiftNote> Added(ShiftNote note)
    {
        ArgumentNullException.ThrowIfNull(note);
        return [.. All.Where(one => one.To == note.Number).Reverse()];
    }
}
