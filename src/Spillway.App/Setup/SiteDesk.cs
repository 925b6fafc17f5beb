using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using Spillway.App.Accounts;
using Spillway.App.Accounts.Seconds;
using Spillway.App.People;
using Spillway.App.Rules;
using Spillway.App.Sites;
using Spillway.Engine;

namespace Spillway.App.Setup;

/// <summary>The site file as people change it: checked, reviewed as a difference, signed by a second person where it touches limits, rules
/// or credentials, journalled, and brought back. A running desk takes it at its next start. Any thread.</summary>
public sealed class SiteDesk : IDisposable
{
    /// <summary>The longest text that is edited here. Unit: characters.</summary>
    public const int MostText = 256 * 1024;

    /// <summary>The longest note. Unit: characters.</summary>
    public const int MostNote = 500;

    // What both people see of a change: more is cut, the digests hold the whole.
    private const int MostShownDiff = 12_000;

    private readonly string _file;
    private readonly string _dataFolder;
    private readonly PeopleJournal _journal;
    private readonly SecondDesk _seconds;
    private readonly Gate _gate;
    private readonly TimeProvider _wall;
    private readonly SiteVersions _versions;
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly string? _startText;
    private (string Digest, PendingSite Pending)? _lastPending;

    /// <summary>Opens it; the file as it is now counts as what the desk runs with.</summary>
    /// <param name="room">Site file, data folder and clock.</param>
    /// <param name="store">Keeps the versions' list.</param>
    /// <param name="journal">Every change is written there.</param>
    /// <param name="gate">Who may change what.</param>
    /// <param name="seconds">Where what needs two people waits.</param>
    public SiteDesk(Api.DeskRoom room, DeskStore store, PeopleJournal journal, Gate gate, SecondDesk seconds)
    {
        ArgumentNullException.ThrowIfNull(room);
        (_file, _dataFolder, _wall) = (Path.GetFullPath(room.SiteFile), room.DataFolder, room.Wall);
        (_journal, _gate, _seconds) = (journal, gate, seconds);
        _versions = new(store, room.DataFolder);
        _startText = TryText();
        StartDigest = _startText is { } text ? DigestOf(text) : "";
    }

    /// <summary>Told when the file was written here; must be quick and must not throw.</summary>
    public event Action? Changed;

    /// <summary>SHA-256 of the file that the running desk was started with.</summary>
    public string StartDigest { get; }

    /// <summary>The file's name, without its folder.</summary>
    public string Name => Path.GetFileName(_file);

    /// <summary>The versions that are kept, newest first.</summary>
    public ImmutableArray<SiteVersion> Versions => _versions.All();

    /// <summary>The text on the disk now.</summary>
    /// <exception cref="RefusedException">One of <see cref="SiteFileErrors"/>.</exception>
    public string Text() => SiteFileText.Text(_file);

    /// <summary>The text of a version that is kept.</summary>
    /// <param name="number">Its number.</param>
    /// <exception cref="RefusedException"><see cref="SetupErrors.NoVersion"/>.</exception>
    public string Text(int number) => _versions.Text(number);

    /// <summary>What the file on the disk says.</summary>
    /// <exception cref="RefusedException">One of <see cref="SiteFileErrors"/>.</exception>
    public SiteReading Reading() => SiteFile.ReadWithOrigins(_file, RuleLibrary.Open(_dataFolder));

    /// <summary>In what the file on the disk differs from the one that the running desk goes by.</summary>
    /// <returns>Null where it does not.</returns>
    public PendingSite? Pending()
    {
        var text = TryText();
        var digest = text is null ? "" : DigestOf(text);
        if (digest == StartDigest)
        {
            return null;
        }

        if (_lastPending is { } last && last.Digest == digest)
        {
            return last.Pending;
        }

        var started = _startText is null ? null : Read(_startText, null).Reading;
        var now = text is null ? null : Read(text, null).Reading;
        var pending = new PendingSite(now is null || started is null ? [] : SettingActions.Between(started, now), now is not null);
        _lastPending = (digest, pending);
        return pending;
    }

    /// <summary>Holds a text against the file in force. Nothing is written.</summary>
    /// <param name="text">The text that is to be.</param>
    /// <returns>The difference, and what is wrong where something is.</returns>
    /// <exception cref="RefusedException"><see cref="SetupErrors.TooLong"/>, or the file in force cannot be opened.</exception>
    public SiteReview Review(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MostText)
        {
            throw new RefusedException(SetupErrors.TooLong, $"The text has {text.Length:N0} characters; {MostText:N0} are edited here at most.");
        }

        var (before, after) = (Text(), Plain(text));
        var lines = UnifiedDiff.Lines(before, after);
        var (old, _) = Read(before, null);
        var (reading, fault) = Read(after, old?.Definition);
        return new(
            DigestOf(before), DigestOf(after), lines, UnifiedDiff.Text(lines, Name), fault, reading, reading is null ? [] : SettingActions.Between(old, reading));
    }

    /// <summary>Makes a change, or has it wait for a second person.</summary>
    /// <param name="who">Who.</param>
    /// <param name="text">The text that is to be.</param>
    /// <param name="basedOn">The digest of the file that the change was made in.</param>
    /// <param name="note">What for; may be empty.</param>
    /// <param name="cancellation">Ends the wait for the journal.</param>
    /// <returns>The new version, or the request that waits.</returns>
    /// <exception cref="RefusedException">Who may not, what cannot be read, or the file is another by now.</exception>
    public async Task<SiteChange> ChangeAsync(Actor who, string text, string basedOn, string note, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(who);
        _gate.Demand(who, DeskAction.ChangeSetup);
        var review = Checked(text, basedOn);
        foreach (var action in review.Needs)
        {
            _gate.Demand(who, action);
        }

        var why = Note(note);
        if (review.NeedsSecond is not { } signed)
        {
            return new(await MakeAsync(who, text, basedOn, why, cancellation).ConfigureAwait(false), null);
        }

        return new(null, await _seconds.AskAsync(who, signed, Shown(review, why), late => MakeAsync(who, text, basedOn, why, late), cancellation).ConfigureAwait(false));
    }

    /// <summary>Brings a version back, by the same way as any change.</summary>
    /// <param name="who">Who.</param>
    /// <param name="number">Which version.</param>
    /// <param name="basedOn">The digest of the file in force that was seen.</param>
    /// <param name="note">What for; may be empty.</param>
    /// <param name="cancellation">Ends the wait for the journal.</param>
    /// <returns>The new version, or the request that waits.</returns>
    public Task<SiteChange> RevertAsync(Actor who, int number, string basedOn, string note, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(who);
        _gate.Demand(who, DeskAction.ChangeSetup);
        var why = string.Create(CultureInfo.InvariantCulture, $"as version {number}") + (Note(note) is { Length: > 0 } said ? ": " + said : "");
        return ChangeAsync(who, Text(number), basedOn, why, cancellation);
    }

    /// <summary>SHA-256 of a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string DigestOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private SiteReview Checked(string text, string basedOn)
    {
        var review = Review(text);
        return review.OldDigest != basedOn ? throw new RefusedException(SetupErrors.OtherFile, $"The file in force has the digest {review.OldDigest[..12]}…; the change was made in another.")
            : !review.IsChange ? throw new RefusedException(SetupErrors.Unchanged, $"{Name} would be as it is.")
            : review.Fault is { } fault ? throw new RefusedException(fault.Code, fault.Words)
            : review;
    }

    private async Task<SiteVersion> MakeAsync(Actor who, string text, string basedOn, string note, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            // Between the review and the second signature the file, or what it names, may have become another.
            var review = Checked(text, basedOn);
            KeepFound(review.OldDigest);
            await _journal.RecordAsync(PersonKinds.SiteChanged, who, writer =>
            {
                writer.WriteString("new_sha256", review.NewDigest);
                writer.WriteString("note", note);
                writer.WriteString("old_sha256", review.OldDigest);
                writer.WriteStartArray("settings");
                foreach (var setting in review.Settings)
                {
                    writer.WriteStringValue(setting.Key);
                }

                writer.WriteEndArray();
            }, cancellation).ConfigureAwait(false);
            Replace(Plain(text));
            Changed?.Invoke();
            return _versions.Keep(Plain(text), review.NewDigest, Now(), who.Name, note);
        }
        finally
        {
            _one.Release();
        }
    }

    // What stood there before the first change, or what somebody wrote with an editor, is kept too: there is always a way back.
    private void KeepFound(string digest)
    {
        if (_versions.All().FirstOrDefault()?.Digest != digest)
        {
            _versions.Keep(Text(), digest, Now(), "", "found on the disk");
        }
    }

    private void Replace(string text)
    {
        var partial = _file + ".partial";
        try
        {
            using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                stream.Write(Encoding.UTF8.GetBytes(text));
                stream.Flush(flushToDisk: true);
            }

            File.Move(partial, _file, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(SetupErrors.NotWritten, $"{Name}: {fault.Message}", fault);
        }
    }

    private (SiteReading? Reading, SiteFault? Fault) Read(string text, SiteDefinition? known)
    {
        try
        {
            return (SiteFile.ReadText(Name, text, RuleLibrary.Open(_dataFolder), name => known is null ? Path.Combine(Folder, name) : Inside(name, known)), null);
        }
        catch (RefusedException refusal)
        {
            return (null, SiteFault.Of(refusal));
        }
    }

    // A text from a browser could name any file of this machine and have its lines quoted; what the site names already stays allowed.
    private string Inside(string name, SiteDefinition known)
    {
        var path = Path.GetFullPath(Path.Combine(Folder, name));
        return path.StartsWith(Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) || known.Beside.ContainsKey(name)
            ? path
            : throw new RefusedException(SetupErrors.OutsideFolder, $"{Name} names '{name}', which lies outside its folder.");
    }

    private string Folder => Path.GetDirectoryName(_file)!;

    private JsonObject Shown(SiteReview review, string note) => new()
    {
        ["change"] = Name,
        ["note"] = note.Length == 0 ? null : note,
        ["settings"] = new JsonArray([.. review.Settings.Select(static one => (JsonNode)$"{one.Key}: {one.Before ?? "–"} → {one.After ?? "–"} {one.Unit}".TrimEnd())]),
        ["diff"] = review.Diff.Length <= MostShownDiff ? review.Diff : review.Diff[..MostShownDiff] + "…",
        ["old_sha256"] = review.OldDigest,
        ["new_sha256"] = review.NewDigest,
    };

    private string? TryText()
    {
        try
        {
            return Text();
        }
        catch (RefusedException)
        {
            return null;
        }
    }

    // A browser's text area may end lines as a typewriter does.
    private static string Plain(string text) => text.ReplaceLineEndings("\n");

    private static string Note(string note) => new([.. note.Trim().Where(static letter => !char.IsControl(letter)).Take(MostNote)]);

    private Instant Now() => Instant.FromDateTimeOffset(_wall.GetUtcNow());
}
