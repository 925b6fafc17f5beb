using System.Collections.Immutable;
using NodaTime;
using Spillway.Devices.Discovery;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Units;

namespace Spillway.App.Inventory;

/// <summary>The machines of a site: which there are, what they are recognised by, where they are, to which group they belong.</summary>
/// <remarks>One thread at a time. The file is <c>inventory.db</c> in the data folder; two processes may have it open.</remarks>
public sealed class SiteInventory : IDisposable
{
    /// <summary>The file's name in the data folder.</summary>
    public const string FileName = "inventory.db";

    private readonly InventoryDatabase _database;

    private SiteInventory(InventoryDatabase database) => _database = database;

    /// <summary>Opens the inventory, and makes an empty one where there is none.</summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <returns>The inventory.</returns>
    /// <exception cref="RefusedException"><see cref="InventoryErrors.Unusable"/> or <see cref="InventoryErrors.Newer"/>.</exception>
    public static SiteInventory Open(string dataFolder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(dataFolder);
        try
        {
            Directory.CreateDirectory(dataFolder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(InventoryErrors.Unusable, $"'{dataFolder}': {failure.Message}", failure);
        }

        return new(new InventoryDatabase(Path.Combine(dataFolder, FileName)));
    }

    /// <summary>Opens the inventory a site stands on: the one its file names, which must be there, else that of the data folder.</summary>
    /// <param name="site">The site.</param>
    /// <param name="dataFolder">The data folder.</param>
    /// <returns>The inventory.</returns>
    /// <exception cref="RefusedException"><see cref="InventoryErrors.Unusable"/> or <see cref="InventoryErrors.Newer"/>.</exception>
    public static SiteInventory Of(SiteDefinition site, string dataFolder)
    {
        ArgumentNullException.ThrowIfNull(site);
        if (site.InventoryFolder is { } named && !File.Exists(Path.Combine(named, FileName)))
        {
            throw new RefusedException(
                InventoryErrors.Unusable, $"The site file's 'inventory' is '{named}', where no {FileName} lies; 'SPILLWAY_HOME={named} spillway discover' or 'inventory import' makes it.");
        }

        return Open(site.InventoryFolder ?? dataFolder);
    }

    /// <summary>All machines, by their number.</summary>
    /// <returns>The machines, those whose address is not known too.</returns>
    public ImmutableArray<InventoryMachine> Machines() => [.. _database.Machines()];

    /// <summary>The machines of one load group that have an address, by their number.</summary>
    /// <param name="group">The group.</param>
    /// <returns>Machines with a role and an <see cref="InventoryMachine.Endpoint"/>.</returns>
    public ImmutableArray<InventoryMachine> Machines(GroupId group) =>
        [.. _database.Machines().Where(machine => machine.Group == group && machine.Endpoint is not null)];

    /// <summary>Where a machine was.</summary>
    /// <param name="machine">The machine.</param>
    /// <returns>Its addresses, the newest last.</returns>
    public ImmutableArray<PlacePeriod> Places(InventoryMachine machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        return [.. _database.Places(machine.Number)];
    }

    /// <summary>Takes what a search found.</summary>
    /// <param name="rows">What was found, by address; each with its address.</param>
    /// <param name="now">When.</param>
    /// <returns>What came to light.</returns>
    public ImmutableArray<InventoryFinding> Take(IEnumerable<InventoryRow> rows, Instant now)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Keep(InventoryPlan.Search([.. rows], now), new(now, "", InventoryDeedKind.Search, "", null)).Findings;
    }

    /// <summary>Takes the rows of a CSV file, all or none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="now">When.</param>
    /// <returns>How many rows it has, and what came to light.</returns>
    /// <exception cref="RefusedException">One of <see cref="InventoryErrors"/>; nothing was taken.</exception>
    public (int Rows, ImmutableArray<InventoryFinding> Findings) Import(string path, Instant now)
    {
        var rows = InventoryCsv.Read(path);
        var plan = InventoryPlan.Import([.. rows.Select(static one => one.Row)]);
        return (rows.Length, Keep(plan, new(now, "", InventoryDeedKind.Import, Path.GetFileName(path), null)).Findings);
    }

    /// <summary>The versions of the inventory that are kept, newest first; the newest is what it is now. At most 20.</summary>
    /// <returns>The versions; none before the first change since versions are kept.</returns>
    public ImmutableArray<InventoryVersion> Versions() => [.. _database.Versions()];

    /// <summary>The plan that puts a version back.</summary>
    /// <param name="number">Its number.</param>
    /// <exception cref="RefusedException"><see cref="InventoryErrors.NoVersion"/>.</exception>
    internal InventoryPlan Back(int number) => InventoryPlan.Restore(_database.VersionOf(number));

    /// <summary>What a plan would do; nothing is stored.</summary>
    /// <param name="plan">The plan.</param>
    internal InventoryReview Review(InventoryPlan plan)
    {
        var (machines, version) = _database.Now();
        return plan.Review(machines, version);
    }

    /// <summary>Makes a planned change, all or none.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="deed">When, by whom, and against which version it was reviewed.</param>
    /// <returns>The version that the inventory is then, and what came to light.</returns>
    /// <exception cref="RefusedException"><see cref="InventoryErrors.OtherVersion"/>.</exception>
    internal (int Version, ImmutableArray<InventoryFinding> Findings) Keep(InventoryPlan plan, InventoryDeed deed)
    {
        IReadOnlyList<InventoryNote> notes = [];
        var (stored, version) = _database.Change(
            known =>
            {
                (var machines, notes) = plan.Make(known);
                return machines;
            },
            deed);
        return (version, [.. notes.Select(note => new InventoryFinding(note.Kind, stored[note.At], note.Earlier))]);
    }

    /// <summary>Puts the machines at addresses into a load group.</summary>
    /// <param name="addresses">Where.</param>
    /// <param name="group">The group; null takes them out of theirs.</param>
    /// <param name="now">When.</param>
    /// <returns>The machines there, as they are now.</returns>
    public ImmutableArray<InventoryMachine> Assign(AddressRanges addresses, GroupId? group, Instant now)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        return
        [
            .. _database.Change(machines => [.. machines.Select(machine => IsIn(addresses, machine) ? machine with { Group = group } : machine)], new(now, "", InventoryDeedKind.Assign, group?.Text ?? "", null)).Machines
                .Where(machine => IsIn(addresses, machine)),
        ];
    }

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    private static bool IsIn(AddressRanges addresses, InventoryMachine machine) => machine.Address is { } address && addresses.Contains(address);
}
