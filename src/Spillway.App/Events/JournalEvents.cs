using System.Collections.Immutable;
using Spillway.App.Composition;
using Spillway.App.Obligations;
using Spillway.App.Records;
using Spillway.App.Rules;
using Spillway.App.Sites;
using Spillway.Devices.Miners;
using Spillway.Devices.Tcp;
using Spillway.Engine;
using Spillway.Journal.Sqlite;

namespace Spillway.App.Events;

/// <summary>The events of a desk's journal and the proof of each; a desk may write meanwhile.</summary>
public sealed class JournalEvents
{
    private readonly string _home;
    private readonly TimeProvider _time;

    private JournalEvents(string home, TimeProvider time, ImmutableArray<JournalEvent> all)
    {
        _home = home;
        _time = time;
        All = all;
    }

    /// <summary>The sheds and stops that the journal holds, oldest first.</summary>
    public ImmutableArray<JournalEvent> All { get; }

    /// <summary>Looks through a journal.</summary>
    /// <param name="home">The data folder of its desk.</param>
    /// <param name="time">The clock.</param>
    /// <param name="progress">Told of the records read; null tells nobody.</param>
    /// <param name="cancellation">Stops between two records.</param>
    /// <returns>Its events.</returns>
    /// <exception cref="RefusedException">There is no journal, or a record is not as it was written.</exception>
    public static async Task<JournalEvents> ReadAsync(string home, TimeProvider time, IProgress<long>? progress, CancellationToken cancellation) =>
        new(home, time, await EventScan.ReadAsync(SqliteJournal.ReadBeside(SqliteJournal.FolderIn(home), 1, cancellation), progress, cancellation).ConfigureAwait(false));

    /// <summary>The proof of the event of a name.</summary>
    /// <param name="name">The order's id, or the journal's number of the pass that took it.</param>
    /// <param name="cancellation">Stops between two records.</param>
    /// <returns>The proof.</returns>
    /// <exception cref="RefusedException"><see cref="ObligationErrors.UnknownEvent"/>.</exception>
    public Task<EventProof> ProofAsync(string name, CancellationToken cancellation) => ProofAsync(
        EventScan.Find(All, name) ?? throw new RefusedException(ObligationErrors.UnknownEvent, $"The journal of {_home} holds {All.Length} events and none is '{name}'."),
        cancellation);

    /// <summary>The proof of one of the events.</summary>
    /// <param name="found">The event.</param>
    /// <param name="cancellation">Stops between two records.</param>
    /// <returns>The proof.</returns>
    public Task<EventProof> ProofAsync(JournalEvent found, CancellationToken cancellation) => ProofAsync(_home, _time, found, All, cancellation);

    /// <summary>The proof of an event that is known already.</summary>
    /// <param name="home">The data folder of its desk.</param>
    /// <param name="time">The clock.</param>
    /// <param name="found">The event.</param>
    /// <param name="all">All events of that journal.</param>
    /// <param name="cancellation">Stops between two records.</param>
    /// <returns>The proof.</returns>
    public static async Task<EventProof> ProofAsync(string home, TimeProvider time, JournalEvent found, ImmutableArray<JournalEvent> all, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(found);
        using var drivers = new MinerDrivers(time, TcpLimits.Default);
        var reader = new EventReader(found, new PartStore(home), site => PlantOfSite.Of(site, drivers));
        var trace = await reader.ReadAsync(SqliteJournal.ReadBeside(SqliteJournal.FolderIn(home), reader.From, cancellation), cancellation).ConfigureAwait(false);
        return EventProofs.Of(trace with { Rules = DeliveryRules.Of(Library(trace.Site, home).Find(trace.Site.Operator), found.At) }, all);
    }

    // The journal keeps the site file and not the rules file beside it: where that is gone, those at hand hold.
    private static RuleLibrary Library(SiteDefinition site, string home) =>
        RuleLibrary.Open(home).Replacing(site.Operator, File.Exists(site.RulesFile) ? site.RulesFile : null);
}
