using NodaTime;
using Spillway.App.Accounts;
using Spillway.Engine.Signals.Orders;
using Spillway.Units;

namespace Spillway.App.Console.Orders;

/// <summary>An order while it is written on the page. Its bounds are those of the API.</summary>
public sealed class OrderDraft
{
    /// <summary>The longest reason, in letters.</summary>
    public const int LongestReason = 500;

    /// <summary>The largest power, in MW.</summary>
    public const decimal MostMegawatts = 10_000m;

    /// <summary>The longest time to do it in, in s.</summary>
    public const decimal MostSeconds = 86_400m;

    /// <summary>The longest time that an order holds by itself, in minutes: a year.</summary>
    public const decimal MostMinutes = 527_040m;

    /// <summary>What is wanted.</summary>
    public DraftKind Kind { get; set; } = DraftKind.ShedTo;

    /// <summary>MW, for sheds and floors.</summary>
    public decimal? Power { get; set; }

    /// <summary>The time to do it in, in s; null for the desk's own.</summary>
    public decimal? Seconds { get; set; } = 60m;

    /// <summary>How long it holds, in minutes; null until it is released.</summary>
    public decimal? Minutes { get; set; }

    /// <summary>On whose behalf.</summary>
    public OrderRank Rank { get; set; } = OrderRank.Protection;

    /// <summary>The group of a hold or lock-out; or a feed, with <c>feed:</c> before it.</summary>
    public string Place { get; set; } = "";

    /// <summary>Why.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Whether the kind has MW and a time.</summary>
    public bool HasPower => Kind is DraftKind.ShedTo or DraftKind.ShedBy or DraftKind.Floor;

    /// <summary>Whether the kind is about a feed too.</summary>
    public bool HasFeeds => Kind is DraftKind.Lock or DraftKind.Unlock;

    /// <summary>Whether it says enough for a preview.</summary>
    public bool IsComplete => HasPower ? Power is >= 0m and <= MostMegawatts : Place.Length > 0;

    /// <summary>The rank of a kind where nothing else is said, as the API has it.</summary>
    /// <param name="kind">The kind.</param>
    public static OrderRank Usual(DraftKind kind) => kind switch
    {
        DraftKind.ShedTo or DraftKind.ShedBy => OrderRank.Protection,
        DraftKind.Floor => OrderRank.Obligation,
        _ => OrderRank.OperatorHold,
    };

    /// <summary>The kind of order that a kind of draft becomes.</summary>
    /// <param name="kind">The kind.</param>
    public static OrderKind Of(DraftKind kind) => kind switch
    {
        DraftKind.ShedTo => OrderKind.Ceiling,
        DraftKind.ShedBy => OrderKind.Reduction,
        DraftKind.HoldOff => OrderKind.HoldOff,
        DraftKind.HoldOn => OrderKind.HoldOn,
        DraftKind.Floor => OrderKind.Floor,
        DraftKind.Lock => OrderKind.LockOut,
        _ => OrderKind.Unlock,
    };

    /// <summary>What is missing or out of range.</summary>
    /// <returns>The first fault; null where the order can be given.</returns>
    public DraftFault? Fault() =>
        HasPower && Power is not (>= 0m and <= MostMegawatts) ? DraftFault.Megawatts
        : HasPower && Seconds is < 0m or > MostSeconds ? DraftFault.Seconds
        : !HasPower && Place.Length == 0 ? DraftFault.Place
        : Kind != DraftKind.Unlock && Minutes is <= 0m or > MostMinutes ? DraftFault.Minutes
        : Reason.Trim().Length is 0 or > LongestReason || Reason.Any(char.IsControl) ? DraftFault.Reason
        : null;

    /// <summary>The order.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="who">Who gives it.</param>
    /// <param name="now">The desk's instant.</param>
    /// <returns>The order; what is missing is left out, so that a draft can be previewed.</returns>
    public Order ToOrder(string id, Actor who, Instant now)
    {
        ArgumentNullException.ThrowIfNull(who);
        const string FeedSign = "feed:";
        var isFeed = Place.StartsWith(FeedSign, StringComparison.Ordinal);
        var isGrouped = !HasPower && !isFeed && Place.Length > 0;
        return new(
            new(id),
            Of(Kind),
            HasPower ? Rank : OrderRank.OperatorHold,
            HasPower ? new Megawatts(Math.Clamp(Power ?? 0m, 0m, MostMegawatts)) : null,
            isGrouped ? new GroupId(Place) : null,
            isFeed ? new FeedId(Place[FeedSign.Length..]) : null,
            null,
            HasPower && Seconds is >= 0m and <= MostSeconds ? Duration.FromNanoseconds((double)(Seconds.Value * 1_000_000_000m)) : null,
            Kind != DraftKind.Unlock && Minutes is > 0m and <= MostMinutes ? now + Duration.FromNanoseconds((double)(Minutes.Value * 60_000_000_000m)) : null,
            Reason.Trim(),
            who.Name);
    }
}
