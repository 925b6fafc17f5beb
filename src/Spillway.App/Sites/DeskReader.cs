using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Spillway.App.Streams.Webhooks;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites.Plants;
using Spillway.Markets.Feeds;
using Spillway.Units;

namespace Spillway.App.Sites;

/// <summary>Reads how a running desk gets its prices, polls, commands and waits.</summary>
internal static class DeskReader
{
    private const string DefaultShape = "tidy";
    private const string Allowed = "allowed";
    private static readonly string[] _places = ["file", "url", "replay"];

    /// <summary>Reads <c>prices</c>.</summary>
    /// <param name="section">The section.</param>
    /// <param name="point">The settlement point, by whose name a price stands unless told otherwise.</param>
    /// <returns>The source; null where the file does not name one.</returns>
    public static PriceSource? Prices(SiteSection section, SettlementPoint point)
    {
        var given = Array.FindAll(_places, section.Has);
        if (given.Length > 1)
        {
            throw section.Refuse(SiteFileErrors.Contradiction, given[1], $"{section.Full(given[1])} and {section.Full(given[0])} are both given, and prices come from one place.");
        }

        var speed = section.Number("speed", 1m);
        var source = new PriceSource(
            Kind(given),
            given.Length == 0 ? "" : section.Word(given[0]),
            section.Word("shape", DefaultShape),
            section.Text("rows") ?? "",
            section.Text("start") ?? "interval_start_utc",
            section.Word("start_form", "iso"),
            section.Word("start_is", "start") == "end",
            section.Text("point"),
            section.Text("price"),
            Seconds(section, "poll_seconds", 30m),
            Minutes(section, "interval_minutes", 15m),
            From(section),
            speed)
        {
            IsIntervalStated = section.Has("interval_minutes"),
            Header = section.Text("header") is { } header ? (header, section.Text("header_value") ?? throw section.Missing("header_value", $"the header needs one")) : null,
        };
        return given.Length == 0 ? null : Checked(section, source, point);
    }

    /// <summary>Reads <c>publications</c>.</summary>
    /// <param name="section">The section.</param>
    /// <returns>Where each kind is kept, as the file names it; empty where it names none.</returns>
    public static ImmutableArray<PublicationPlace> Publications(SiteSection section)
    {
        var places = ImmutableArray.CreateBuilder<PublicationPlace>();
        Add("day_ahead", PublicationKind.DayAheadPrice);
        Add("load", PublicationKind.SystemLoad);
        Add("wind", PublicationKind.WindGeneration);
        return places.ToImmutable();

        void Add(string name, PublicationKind kind)
        {
            if (section.Text(name) is { } path)
            {
                places.Add(new(kind, path));
            }
        }
    }

    /// <summary>Reads the settings of a running desk out of <c>desk</c> and <c>fail_safe</c>.</summary>
    /// <param name="desk">The section <c>desk</c>.</param>
    /// <param name="failSafe">The section <c>fail_safe</c>.</param>
    /// <param name="import">The import limit, of which some defaults are a share.</param>
    /// <returns>The settings, every default filled in.</returns>
    public static DeskSettings Desk(SiteSection desk, SiteSection failSafe, Megawatts import)
    {
        var port = desk.Whole("api_port", 5080);
        var pass = Seconds(desk, "pass_seconds", 1m);
        var settings = new DeskSettings(
            port,
            Seconds(desk, "poll_seconds", 5m),
            Seconds(desk, "meter_poll_seconds", 1m),
            desk.Whole("connections", 256),
            desk.Number("commands_per_second", 500m),
            PollsKept(desk),
            Seconds(desk, "machine_stale_seconds", 30m),
            ControlRules.Default);
        return settings with
        {
            Rules = Rules(desk, pass, import) with { FailSafe = FailSafe(failSafe) },
            SecondAbove = desk.OptionalNumber("second_person_above_mw") is { } power ? new(power) : null,
            DemandsSecondFactor = desk.Word("second_factor", "offered") == "demanded",
            AllowsLocalTargets = desk.Word("local_targets", "refused") == Allowed,
            Public = PublicDoorReader.Read(desk, port),
            AllowsLocalPrices = desk.Word("local_prices", "refused") == Allowed,
            JournalMonths = (int?)desk.OptionalNumber("journal_months"),
        };
    }

    /// <summary>Refuses prices that are polled from this machine or its link where the file does not say that they may be. A name that only
    /// leads there is found out when it is connected to.</summary>
    /// <param name="section">The section <c>prices</c>.</param>
    /// <param name="installation">What the file says of prices and of the desk.</param>
    /// <exception cref="Spillway.Engine.RefusedException"><see cref="FeedErrors.LocalAddress"/>.</exception>
    public static void CheckPlace(SiteSection section, Installation installation)
    {
        if (installation.Prices is { Kind: PriceSourceKind.PolledHttp } source && !installation.Desk.AllowsLocalPrices && TargetGuard.NamesLocal(new(source.Place)))
        {
            throw section.Refuse(FeedErrors.LocalAddress, "url", $"{section.Full("url")} is '{new Uri(source.Place).GetLeftPart(UriPartial.Path)}', and desk.local_prices is 'refused'.");
        }
    }

    private static int PollsKept(SiteSection desk)
    {
        const string name = "polls_kept_mb";
        var megabytes = desk.Whole(name, 1000);
        return megabytes is 0 or >= 16
            ? megabytes
            : throw desk.Refuse(SiteFileErrors.OutOfRange, name, $"{desk.Full(name)} is {megabytes} MB; 0 keeps none, and a ring takes at least 16 MB.");
    }

    private static ControlRules Rules(SiteSection desk, Duration pass, Megawatts import)
    {
        var step = desk.OptionalNumber("largest_step_mw");
        var stepWithin = Seconds(desk, "largest_step_seconds", 60m);
        return new()
        {
            PassPeriod = pass,
            LargestStep = step is { } most ? new(new(most), stepWithin) : null,
            SwingAlarm = new(new(desk.Number("swing_alarm_mw", import.Value / 10m)), Seconds(desk, "swing_alarm_seconds", 10m)),
            Canaries = new(desk.Whole("canaries", 2), Seconds(desk, "canary_wait_seconds", 30m), new(desk.Number("canary_from_mw", 1m))),
            Retries = new(desk.Whole("attempts", 3), Seconds(desk, "retry_seconds", 5m), Seconds(desk, "retry_longest_seconds", 60m)),
            StartPatience = new(desk.Number("start_patience_ratio", 1.5m)),
            OutcomeWithin = Seconds(desk, "outcome_seconds", 15m),
            Restore = new(desk.Whole("starts_per_pass", 500), desk.Whole("starts_per_feed", 50), Seconds(desk, "restore_jitter_seconds", 30m)),
            Staleness = new(
                Minutes(desk, "price_stale_minutes", 30m),
                Seconds(desk, "meter_stale_seconds", 15m),
                Seconds(desk, "clock_step_seconds", 10m),
                Seconds(desk, "clock_trust_seconds", 60m)),
            MeterTolerance = new(desk.Number("meter_tolerance_ratio", 0.05m)),
            BreakerMargin = Seconds(desk, "breaker_margin_seconds", 1m),
            OrderWithin = Seconds(desk, "order_within_seconds", 60m),
            StopWithin = Seconds(desk, "stop_within_seconds", 15m),
        };
    }

    private static FailSafeTable FailSafe(SiteSection section) => new()
    {
        StalePrice = Reaction(section, "stale_price", "hold"),
        StaleMeter = Reaction(section, "stale_meter", "hold"),
        LostGroup = Reaction(section, "lost_group", "hold"),
        LostClock = Reaction(section, "lost_clock", "hold"),
        JournalUnwritable = Reaction(section, "journal_unwritable", "hold"),
        RestartInEvent = Reaction(section, "restart_in_event", "hold"),
        DeskDead = Reaction(section, "desk_dead", "go-on"),
        SafePower = new(section.Number("safe_mw", 0m)),
        LostGroupFrom = new(section.Number("lost_group_ratio", 0.5m)),
        JournalPatience = Seconds(section, "journal_patience_seconds", 30m),
        RestartPatience = Seconds(section, "restart_patience_seconds", 60m),
    };

    private static FailSafeReaction Reaction(SiteSection section, string name, string fallback) => section.Word(name, fallback) switch
    {
        "go-on" => FailSafeReaction.GoOn,
        "come-down" => FailSafeReaction.ComeDown,
        "stop" => FailSafeReaction.Stop,
        _ => FailSafeReaction.Hold,
    };

    private static PriceSource Checked(SiteSection section, PriceSource source, SettlementPoint point)
    {
        if (source.Kind != PriceSourceKind.PolledHttp && source.Shape != DefaultShape)
        {
            throw section.Refuse(SiteFileErrors.Contradiction, "shape", $"{section.Full("shape")} is '{source.Shape}', and only what is polled from a url has another shape than '{DefaultShape}'.");
        }

        if (source.Kind == PriceSourceKind.PolledHttp
            && !(Uri.TryCreate(source.Place, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
        {
            throw section.Refuse(SiteFileErrors.BadAddress, "url", $"{section.Full("url")} is '{source.Place}'.");
        }

        return source with { PriceField = source.PriceField ?? point.ToString() };
    }

    private static PriceSourceKind Kind(string[] given) => given is ["url"] ? PriceSourceKind.PolledHttp
        : given is ["replay"] ? PriceSourceKind.Replay
        : PriceSourceKind.FollowedFile;

    private static Instant? From(SiteSection section)
    {
        if (section.Text("replay_from") is not { } written)
        {
            return null;
        }

        var parsed = InstantPattern.ExtendedIso.Parse(written);
        return parsed.Success
            ? parsed.Value
            : throw section.Refuse(SiteFileErrors.WrongType, "replay_from", $"{section.Full("replay_from")} is '{written}' instead of an instant such as 2023-08-17T12:00:00Z.");
    }

    private static Duration Seconds(SiteSection section, string name, decimal fallback) =>
        Duration.FromNanoseconds((double)(section.Number(name, fallback) * 1_000_000_000m));

    private static Duration Minutes(SiteSection section, string name, decimal fallback) =>
        Duration.FromNanoseconds((double)(section.Number(name, fallback) * 60_000_000_000m));
}
