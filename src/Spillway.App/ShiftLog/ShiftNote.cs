using System.Collections.Immutable;
using NodaTime;

namespace Spillway.App.ShiftLog;

/// <summary>An entry of the shift log.</summary>
/// <param name="Number">Its number, never used again.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Shift">The shift in which it was written.</param>
/// <param name="At">When it was written first.</param>
/// <param name="By">Who wrote it, by name.</param>
/// <param name="ById">Who wrote it, by id.</param>
public sealed record ShiftNote(long Number, NoteKind Kind, Shift Shift, Instant At, string By, string ById)
{
    /// <summary>What it says.</summary>
    public required string Text { get; init; }

    /// <summary>What it points to.</summary>
    public ImmutableArray<NoteLink> Links { get; init; } = [];

    /// <summary>The entry that it adds to, or the hand-over that it signs; null for neither.</summary>
    public long? To { get; init; }

    /// <summary>1, and one more with every change; earlier versions are kept.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Its tag, for <see cref="Api.SeenTag"/>.</summary>
    public string Tag => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"version-{Version}");

    /// <summary>When it was changed last; null for never.</summary>
    public Instant? EditedAt { get; init; }

    /// <summary>Whether it stands on top until somebody takes it down.</summary>
    public bool IsPinned { get; init; }

    /// <summary>The journal's record of this version; 0 where none is kept.</summary>
    public long Record { get; init; }

    /// <summary>Who has read it, in order.</summary>
    public ImmutableArray<NoteRead> Reads { get; init; } = [];

    /// <summary>Whether somebody may still change it.</summary>
    /// <param name="byId">Who, by id.</param>
    /// <param name="at">When.</param>
    public bool IsOpenTo(string byId, Instant at) => byId == ById && at < Shift.End && (Kind is NoteKind.Note or NoteKind.Instruction or NoteKind.Addendum);

    /// <summary>Whether somebody wrote or has read it.</summary>
    /// <param name="byId">Who, by id.</param>
    public bool IsKnownTo(string byId) => byId == ById || Reads.Any(one => one.ById == byId);
}
