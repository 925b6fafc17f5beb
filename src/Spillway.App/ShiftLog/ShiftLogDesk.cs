using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using Spillway.App.Accounts;
using Spillway.App.Alarms;
using Spillway.App.Api;
using Spillway.App.People;
using Spillway.App.Records;
using Spillway.Engine;

namespace Spillway.App.ShiftLog;

/// <summary>The shift log of a running desk: written, read, added to; every act is a record of the journal before it is kept. Any thread.</summary>
/// <param name="room">The desk.</param>
/// <param name="journal">Where it is recorded.</param>
/// <param name="store">Where it is kept.</param>
/// <param name="gate">Who may do what.</param>
/// <param name="alarms">What rose in a shift.</param>
public sealed class ShiftLogDesk(DeskRoom room, PeopleJournal journal, DeskStore store, Gate gate, AlarmDesk alarms) : IDisposable
{
    /// <summary>The most letters of an entry.</summary>
    public const int MostLetters = 8000;

    private const string StartsSetting = "starts";

    private readonly ShiftStore _store = new(store);
    private readonly SemaphoreSlim _one = new(1, 1);
    private ShiftSchedule? _schedule;

    /// <summary>When shifts begin.</summary>
    public ShiftSchedule Schedule => Volatile.Read(ref _schedule) ?? Read();

    /// <summary>The shift that is running.</summary>
    public Shift Running => Schedule.At(Now(), room.View.Site.TimeZone);

    /// <summary>Entries, newest first.</summary>
    /// <param name="search">Which.</param>
    /// <exception cref="RefusedException"><see cref="ApiErrors.BadField"/>: too many letters.</exception>
    public ImmutableArray<ShiftNote> Search(NoteSearch search)
    {
        ArgumentNullException.ThrowIfNull(search);
        return search.Text is { Length: > NoteSearch.MostLetters } typed
            ? throw new RefusedException(ApiErrors.BadField, $"text: {typed.Length} letters; at most {NoteSearch.MostLetters} are looked for.")
            : _store.Search(search);
    }

    /// <summary>All versions of an entry, oldest first.</summary>
    /// <param name="number">Which.</param>
    public ImmutableArray<NoteVersion> Versions(long number) => _store.Versions(number);

    /// <summary>What happened in the shift of an instant.</summary>
    /// <param name="at">The instant; null for now.</param>
    public ShiftReport Report(Instant? at = null)
    {
        var shift = Schedule.At(at ?? Now(), room.View.Site.TimeZone);
        return new(
            shift, _store.Energy(shift.Key), _store.Events(shift.Start, shift.End),
            alarms.Search(new() { Change = AlarmWords.Of(AlarmChangeKind.Raised), From = shift.Start, To = shift.End }), _store.Search(new() { Shift = shift.Key }));
    }

    /// <summary>Writes an entry.</summary>
    /// <param name="who">Who.</param>
    /// <param name="kind">What it is; an instruction stands on top until somebody takes it down.</param>
    /// <param name="text">What it says.</param>
    /// <param name="links">What it points to, and the entry that it adds to or signs; null for none.</param>
    /// <param name="cancellation">Gives up before it is recorded.</param>
    /// <returns>The entry.</returns>
    /// <exception cref="RefusedException">Not allowed, not usable, or it cannot be recorded.</exception>
    public async Task<ShiftNote> WriteAsync(Actor who, NoteKind kind, string text, (ImmutableArray<NoteLink> Links, long? To) links, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(who);
        gate.Demand(who, DeskAction.WriteShiftLog);
        var said = Checked(text);
        if (links.To is { } to)
        {
            var other = Of(to);
            if (kind == NoteKind.TakeOver && other.Kind != NoteKind.HandOver)
            {
                throw new RefusedException(ShiftErrors.BadEntry, $"Entry {to} is no hand-over.");
            }
        }
        else if (kind is NoteKind.Addendum or NoteKind.TakeOver)
        {
            throw new RefusedException(ShiftErrors.BadEntry, "It names no entry that it adds to or signs.");
        }

        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var note = new ShiftNote(_store.Next(), kind, Running, Now(), who.Name, who.Id)
            {
                Text = said,
                Links = links.Links,
                To = links.To,
                IsPinned = kind == NoteKind.Instruction,
            };
            return await KeepAsync(who, note, PersonKinds.ShiftWritten, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Changes an entry; its earlier versions are kept.</summary>
    /// <param name="who">Its writer.</param>
    /// <param name="number">Which.</param>
    /// <param name="text">What it says now, and what was seen of it: the number of its version.</param>
    /// <param name="cancellation">Gives up before it is recorded.</param>
    /// <returns>The entry.</returns>
    /// <exception cref="RefusedException"><see cref="ShiftErrors.Closed"/>: another's, or its shift has ended; <see cref="ApiErrors.Changed"/>: it
    /// has another version by now.</exception>
    public Task<ShiftNote> EditAsync(Actor who, long number, (string Text, SeenTag Seen) text, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(who);
        gate.Demand(who, DeskAction.WriteShiftLog);
        var said = Checked(text.Text);
        return ChangeAsync(who, number, PersonKinds.ShiftWritten, note =>
        {
            if (!note.IsOpenTo(who.Id, Now()))
            {
                throw new RefusedException(ShiftErrors.Closed, note.ById == who.Id ? $"Entry {number} belongs to the shift of {note.Shift.Key}." : $"Entry {number} was written by '{note.By}'.");
            }

            text.Seen.Demand($"Entry {number}", note.Tag);
            return note with { Text = said, Version = note.Version + 1, EditedAt = Now() };
        }, cancellation);
    }

    /// <summary>Puts an entry on top, or takes it down; its text stays as it is.</summary>
    /// <param name="who">Who.</param>
    /// <param name="number">Which.</param>
    /// <param name="isPinned">Whether it stands on top.</param>
    /// <param name="cancellation">Gives up before it is recorded.</param>
    /// <returns>The entry.</returns>
    public Task<ShiftNote> PinAsync(Actor who, long number, bool isPinned, CancellationToken cancellation) =>
        ChangeAsync(who, number, PersonKinds.ShiftPinned, note => note with { IsPinned = isPinned }, cancellation);

    /// <summary>Somebody has read an entry.</summary>
    /// <param name="who">Who.</param>
    /// <param name="number">Which.</param>
    /// <param name="cancellation">Gives up before it is recorded.</param>
    public async Task ReadAsync(Actor who, long number, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(who);
        gate.Demand(who, DeskAction.SeeShiftLog);
        if (!Of(number).IsKnownTo(who.Id))
        {
            await journal.RecordAsync(PersonKinds.ShiftRead, who, writer => writer.WriteNumber("number", number), cancellation).ConfigureAwait(false);
            _store.SaveRead(number, new(who.Name, who.Id, Now()));
        }
    }

    /// <summary>Changes when shifts begin; entries keep the shift in which they were written.</summary>
    /// <param name="who">Who.</param>
    /// <param name="schedule">The times.</param>
    /// <param name="seen">What was seen of those in force.</param>
    /// <param name="cancellation">Gives up before it is recorded.</param>
    /// <exception cref="RefusedException">Not allowed, changed meanwhile, or it cannot be recorded.</exception>
    public async Task ChangeScheduleAsync(Actor who, ShiftSchedule schedule, SeenTag seen, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(seen);
        gate.Demand(who, DeskAction.ChangeSetup);
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            seen.Demand("When shifts begin", Schedule.Tag);
            await journal.RecordAsync(PersonKinds.ShiftSchedule, who, writer => writer.List("starts", schedule.Texts, static (to, one) => to.WriteStringValue(one)), cancellation).ConfigureAwait(false);
            _store.SaveSetting(StartsSetting, string.Join(',', schedule.Texts));
            Volatile.Write(ref _schedule, schedule);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private ShiftSchedule Read()
    {
        var schedule = _store.Setting(StartsSetting) is { } text ? ShiftSchedule.Parse(text.Split(',')) : ShiftSchedule.Usual;
        Volatile.Write(ref _schedule, schedule);
        return schedule;
    }

    private async Task<ShiftNote> ChangeAsync(Actor who, long number, string kind, Func<ShiftNote, ShiftNote> change, CancellationToken cancellation)
    {
        gate.Demand(who, DeskAction.WriteShiftLog);
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await KeepAsync(who, change(Of(number)), kind, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<ShiftNote> KeepAsync(Actor who, ShiftNote note, string kind, CancellationToken cancellation)
    {
        var record = await journal.RecordAsync(kind, who, writer => Write(writer, note), cancellation).ConfigureAwait(false);
        var kept = kind == PersonKinds.ShiftWritten ? note with { Record = record } : note;
        _store.Save(kept);
        return kept;
    }

    private static void Write(Utf8JsonWriter writer, ShiftNote note)
    {
        writer.WriteNumber("number", note.Number);
        writer.WriteNumber("version", note.Version);
        writer.WriteString("kind", ShiftWords.Of(note.Kind));
        writer.WriteString("shift", note.Shift.Key);
        writer.WriteString("text", note.Text);
        writer.List("links", note.Links, static (to, link) => to.WriteStringValue(link.Text));
        if (note.To is { } other)
        {
            writer.WriteNumber("to", other);
        }

        writer.WriteBoolean("pinned", note.IsPinned);
    }

    private ShiftNote Of(long number) => _store.Search(new() { Number = number }).FirstOrDefault(one => one.Number == number)
        ?? throw new RefusedException(ShiftErrors.NotThere, $"Entry {number} is not there.");

    private Instant Now() => Instant.FromDateTimeOffset(room.View.Time.GetUtcNow());

    private static string Checked(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Trim() is { Length: > 0 and <= MostLetters } said && !said.Any(static letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t'))
            ? said.ReplaceLineEndings("\n")
            : throw new RefusedException(ShiftErrors.BadEntry, $"text: {text.Trim().Length} letters.");
    }
}
