using System.Collections.Immutable;
using System.Text;
using NodaTime;
using Spillway.App.Backtests;
using Spillway.App.Rules;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Forecasts;
using Spillway.Engine.Plans;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.App.Records;

/// <summary>Makes the desk of a run, once when it begins and again from its record when it is replayed.</summary>
/// <param name="parts">Where what the record refers to is kept.</param>
public sealed class RunDesk(PartStore parts)
{
    /// <summary>What was published by the time a desk begins, beside prices, oldest first; nothing unless it is said.</summary>
    public ImmutableArray<Publication> Published { get; init; } = [];

    /// <summary>The prices of the other point of the site's pair known by the time a desk begins, oldest first: kept for its statements.</summary>
    public ImmutableArray<PairedPrice> Paired { get; init; } = [];

    /// <summary>Makes a desk that begins now, and keeps all that its steps will rest on.</summary>
    /// <param name="site">The site.</param>
    /// <param name="siteText">The site file's text as it is.</param>
    /// <param name="known">The prices known by now.</param>
    /// <param name="interval">The length of every interval.</param>
    /// <param name="hashprice">The hash price known now; null where no load needs one.</param>
    /// <param name="learning">Prepares look-ahead.</param>
    /// <param name="cancellation">Stops the learning.</param>
    /// <returns>The desk, and what of its record is known before the machines are.</returns>
    /// <exception cref="RefusedException">The policy cannot run a site, or a part cannot be kept.</exception>
    public (Desk Desk, RunStart Start) Begin(
        SiteDefinition site,
        string siteText,
        PriceHistory known,
        Duration interval,
        Hashprice? hashprice,
        LookAheadLearning learning,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(learning);
        var text = PolicyText.Parse(site.Policy);
        var setup = text.Name == "look-ahead" ? learning.Prepare(site.Site, (known, Published), interval, hashprice, site.TimeZone, cancellation) : null;
        var policy = Policy(site, text, setup, (known, PublicationBook.Empty.With(Published)));
        var models = setup?.Models.Select(one => KeyValuePair.Create(one.Key, parts.Keep(one.Value.ToBytes()))) ?? [];
        var start = new RunStart(
            ProgramVersion.Text,
            parts.Keep(Encoding.UTF8.GetBytes(siteText)),
            site.Policy,
            parts.Keep(HistoryCodec.Write(known)),
            [.. models],
            interval,
            [],
            Megawatts.Zero,
            false,
            "",
            default)
        {
            Beside = [.. site.Beside.Select(file => KeyValuePair.Create(file.Key, parts.Keep(File.ReadAllBytes(file.Value))))],
            Published = Published.IsEmpty ? null : parts.Keep(PublishedCodec.Write(Published)),
            Paired = Paired.IsEmpty ? null : parts.Keep(PairedCodec.Write(Paired)),
        };
        return (new(site.Site, policy), start);
    }

    /// <summary>Makes the desk of a recorded run again.</summary>
    /// <param name="start">The record of its beginning.</param>
    /// <returns>The site as it was, the desk, and the state before its first step.</returns>
    /// <exception cref="RefusedException">A part is missing.</exception>
    public (SiteDefinition Site, Desk Desk, DeskState Before) Again(RunStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        parts.Read(start.SiteFile);
        var site = SiteFile.Read(parts.PathOf(start.SiteFile), RuleLibrary.Open(parts.DataFolder), Beside(start));
        var known = HistoryCodec.Read(parts.Read(start.History));
        var text = PolicyText.Parse(start.Policy);
        var models = start.Models.ToImmutableSortedDictionary(static one => one.Key, one => BoostedTrees.FromBytes(parts.Read(one.Value)));
        var setup = text.Name == "look-ahead" ? new LookAheadSetup(site.TimeZone, start.Interval, models) : null;
        var published = start.Published is { } part ? PublishedCodec.Read(parts.Read(part)) : [];
        var desk = new Desk(site.Site, Policy(site, text, setup, (known, PublicationBook.Empty.With(published))));
        return (site, desk, Before(desk, known, start.Groups, start.Power));
    }

    private Func<string, string> Beside(RunStart start) => name =>
    {
        // A name that the record does not have is no file there: the site file's own message says so.
        var part = start.Beside.FirstOrDefault(file => file.Key == name).Value;
        if (part is null)
        {
            return parts.PathOf(name);
        }

        parts.Read(part);
        return parts.PathOf(part);
    };

    /// <summary>The state of a desk that begins while its machines are somewhere already.</summary>
    /// <param name="desk">The desk.</param>
    /// <param name="known">The prices known by now.</param>
    /// <param name="groups">Where the machines are, in file order.</param>
    /// <param name="power">What the site draws.</param>
    /// <returns>The state before the first step.</returns>
    public static DeskState Before(Desk desk, PriceHistory known, ImmutableArray<GroupState> groups, Megawatts power)
    {
        ArgumentNullException.ThrowIfNull(desk);
        Invariant.Holds(groups.Length == desk.Site.Loads.Length);
        return new(groups, power, known, desk.Policy.InitialMemory, null, default);
    }

    private static IPolicy Policy(SiteDefinition site, PolicyText text, LookAheadSetup? setup, (PriceHistory Prices, PublicationBook Published) known)
    {
        IPolicy policy = text.Name switch
        {
            "always-on" => new AlwaysOnPolicy(),
            "strike" => text.Strike(site.TimeZone),
            "look-ahead" => new LookAheadPolicy(text.Text, setup!, known.Prices, known.Published),
            _ => throw new RefusedException(PolicyErrors.CannotRun, $"desk.policy is '{text.Text}', which needs prices that nobody knows yet."),
        };
        return PeakPrice.Added(site, SpreadPrice.Added(site, policy), known.Published);
    }
}
