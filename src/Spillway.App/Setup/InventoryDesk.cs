using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.Inventory;
using Spillway.App.Machines;
using Spillway.App.People;
using Spillway.Engine;
using Spillway.Units;

namespace Spillway.App.Setup;

/// <summary>The inventory as people change it: what a search found, a CSV file, or a version that is put back. Each is reviewed first, kept as it
/// was reviewed, journalled, and can be put back. Any thread.</summary>
/// <param name="room">Data folder, site and clock.</param>
/// <param name="journal">Every change is written there.</param>
/// <param name="gate">Who may.</param>
/// <param name="directory">Learns what is kept, so that the pages of the machines show it at once.</param>
/// <param name="search">What was found.</param>
public sealed class InventoryDesk(DeskRoom room, PeopleJournal journal, Gate gate, MachineDirectory directory, MachineSearch search) : IDisposable
{
    /// <summary>The largest file. Unit: bytes.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    /// <summary>How many reviews wait at most; the oldest go first.</summary>
    public const int MostDrafts = 8;

    private const int MostName = 120;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly List<InventoryDraft> _drafts = [];
    private int _count;

    /// <summary>The versions that are kept, newest first; the newest is what the inventory is now.</summary>
    /// <exception cref="RefusedException">The inventory cannot be opened.</exception>
    public ImmutableArray<InventoryVersion> Versions()
    {
        using var inventory = Open();
        return inventory.Versions();
    }

    /// <summary>Reviews a CSV file; nothing is stored.</summary>
    /// <param name="who">Who.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="bytes">What stands in it.</param>
    /// <exception cref="RefusedException">Who may not, the file is too large, or its header cannot be read.</exception>
    public InventoryDraft ReviewFile(Actor who, string name, byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        gate.Demand(who, DeskAction.Discover);
        if (bytes.Length > MostBytes)
        {
            throw new RefusedException(SetupErrors.TooMuch, $"The file has {bytes.Length:N0} bytes; {MostBytes:N0} are taken at most.");
        }

        var plain = Named(name);
        return Draft(who, InventoryDeedKind.Import, plain, InventoryCsv.Plan(plain, bytes), null);
    }

    /// <summary>Reviews what the last search found; nothing is stored.</summary>
    /// <param name="who">Who.</param>
    /// <param name="group">The load group for machines that have none yet; null for none.</param>
    /// <exception cref="RefusedException">Who may not, nothing was found, or the group is none of the site's.</exception>
    public InventoryDraft ReviewSearch(Actor who, GroupId? group)
    {
        gate.Demand(who, DeskAction.Discover);
        var (state, plan) = search.Found(group);
        return Draft(who, InventoryDeedKind.Search, state.Ranges, plan, state);
    }

    /// <summary>Reviews going back to a version; nothing is stored.</summary>
    /// <param name="who">Who.</param>
    /// <param name="number">Which version.</param>
    /// <exception cref="RefusedException">Who may not, or it is not kept.</exception>
    public InventoryDraft ReviewVersion(Actor who, int number)
    {
        gate.Demand(who, DeskAction.Discover);
        using var inventory = Open();
        return Draft(who, InventoryDeedKind.Restore, number.ToString(CultureInfo.InvariantCulture), inventory.Back(number), null);
    }

    /// <summary>A review that waits.</summary>
    /// <param name="id">Its name.</param>
    /// <exception cref="RefusedException"><see cref="SetupErrors.ReviewGone"/>.</exception>
    public InventoryDraft Of(string id)
    {
        lock (_gate)
        {
            return _drafts.Find(one => one.Id == id) ?? throw new RefusedException(SetupErrors.ReviewGone, $"There is no review '{id}' that waits.");
        }
    }

    /// <summary>Makes a reviewed change: what was reviewed and nothing else.</summary>
    /// <param name="who">Who.</param>
    /// <param name="id">The review's name.</param>
    /// <param name="seen">What was seen of it.</param>
    /// <param name="cancellation">Ends the wait for the journal.</param>
    /// <exception cref="RefusedException">Who may not, the review is gone or holds refused rows, or the inventory changed meanwhile.</exception>
    public async Task<InventoryKept> KeepAsync(Actor who, string id, SeenTag seen, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(seen);
        gate.Demand(who, DeskAction.Discover);
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var draft = Of(id);
            seen.Demand($"The review '{id}'", draft.Tag);
            using var inventory = Open();
            Demand(draft, inventory.Review(draft.Plan).Version);
            await journal.RecordAsync(KindOf(draft), who, writer => Write(writer, draft), cancellation).ConfigureAwait(false);
            var (version, findings) = inventory.Keep(draft.Plan, new(Now(), who.Name, draft.Kind, draft.Detail, draft.Review.Version));
            directory.Learn(inventory.Machines());
            Forget(id);
            if (draft.Search is { } found)
            {
                search.Taken(found);
            }

            return new(version, findings);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Leaves a review: nothing of it is done.</summary>
    /// <param name="who">Who.</param>
    /// <param name="id">Its name.</param>
    /// <exception cref="RefusedException">Who may not.</exception>
    public void Leave(Actor who, string id)
    {
        gate.Demand(who, DeskAction.Discover);
        Forget(id);
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private static void Demand(InventoryDraft draft, int version)
    {
        if (!draft.Review.IsWhole)
        {
            throw new RefusedException(SetupErrors.NotWhole, $"{draft.Review.RefusedInAll:N0} rows of '{draft.Detail}' are refused, the first in line {draft.Review.Refused[0].Where}.");
        }

        if (version != draft.Review.Version)
        {
            throw new RefusedException(InventoryErrors.OtherVersion, $"The inventory stands at version {version}; version {draft.Review.Version} was reviewed.");
        }
    }

    private static string KindOf(InventoryDraft draft) => draft.Kind switch
    {
        InventoryDeedKind.Search => PersonKinds.MachinesTaken,
        InventoryDeedKind.Restore => PersonKinds.InventoryRestored,
        _ => PersonKinds.InventoryImported,
    };

    private static void Write(System.Text.Json.Utf8JsonWriter writer, InventoryDraft draft)
    {
        foreach (var kind in Enum.GetValues<MachineChangeKind>())
        {
            writer.WriteNumber(InventoryReviewJson.Word(kind), draft.Review.Count(kind));
        }

        writer.WriteNumber("from_version", draft.Review.Version);
        writer.WriteString(draft.Kind switch { InventoryDeedKind.Search => "ranges", InventoryDeedKind.Restore => "restored_version", _ => "file" }, draft.Detail);
        writer.WriteString("tag", draft.Tag);
    }

    private InventoryDraft Draft(Actor who, InventoryDeedKind kind, string detail, InventoryPlan plan, SearchState? found)
    {
        using var inventory = Open();
        var review = inventory.Review(plan);
        lock (_gate)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"r{++_count}");
            var tag = SeenTag.TagOf(new JsonObject { ["id"] = id, ["review"] = InventoryReviewJson.Of(review, 0, review.Changes.Length) });
            var draft = new InventoryDraft(plan, found) { Id = id, By = who.Name, At = Now(), Kind = kind, Detail = detail, Review = review, Tag = tag };
            _drafts.Add(draft);
            if (_drafts.Count > MostDrafts)
            {
                _drafts.RemoveAt(0);
            }

            return draft;
        }
    }

    private void Forget(string id)
    {
        lock (_gate)
        {
            _drafts.RemoveAll(one => one.Id == id);
        }
    }

    // The name comes from a browser and is only ever shown.
    private static string Named(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var plain = new string([.. last.Where(static letter => !char.IsControl(letter)).Take(MostName)]);
        return plain.Length == 0 ? "file" : plain;
    }

    private SiteInventory Open() => SiteInventory.Of(room.View.Site, room.DataFolder);

    private Instant Now() => Instant.FromDateTimeOffset(room.Wall.GetUtcNow());
}
