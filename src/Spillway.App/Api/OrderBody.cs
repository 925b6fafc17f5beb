using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Spillway.App.Accounts;
using Spillway.Engine;
using Spillway.Engine.Signals.Orders;
using Spillway.Units;

namespace Spillway.App.Api;

/// <summary>An order as it comes over the API.</summary>
internal sealed class OrderBody
{
    /// <summary>The longest reason and name. Unit: letters.</summary>
    public const int LongestText = 500;

    private const decimal LongestSeconds = 86_400m;
    private const decimal LargestMegawatts = 10_000m;
    private static readonly string[] _fields =
        ["id", "kind", "to_mw", "by_mw", "within_seconds", "until_utc", "reason", "by", "rank", "group", "feed", "state", "confirm"];

    private readonly JsonObject _body;

    private OrderBody(JsonObject body) => _body = body;

    /// <summary>The word that confirms a stop; null where there is none.</summary>
    public string? Confirm => Text("confirm", required: false);

    /// <summary>Who gives it.</summary>
    public string By => Text("by", required: true)!;

    /// <summary>Reads a body.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The body, its fields known and not yet read.</returns>
    /// <exception cref="RefusedException"><see cref="ApiErrors.BadBody"/> or <see cref="ApiErrors.BadField"/>.</exception>
    public static OrderBody Parse(ReadOnlySpan<byte> json)
    {
        JsonObject body;
        try
        {
            body = JsonNode.Parse(json, null, new() { MaxDepth = 4, AllowDuplicateProperties = false }) as JsonObject
                ?? throw new RefusedException(ApiErrors.BadBody, "The body is no JSON object.");
        }
        catch (JsonException cause)
        {
            throw new RefusedException(ApiErrors.BadBody, $"The body is no JSON: {cause.Message}", cause);
        }

        try
        {
            return body.Select(field => field.Key).FirstOrDefault(name => !_fields.Contains(name)) is { } unknown
                ? throw new RefusedException(ApiErrors.BadField, $"'{unknown}' is not a field of an order; there are {string.Join(", ", _fields)}.")
                : new(body);
        }
        catch (ArgumentException cause)
        {
            throw new RefusedException(ApiErrors.BadBody, "A field stands twice.", cause);
        }
    }

    /// <summary>The order.</summary>
    /// <param name="id">The id where the body has none: from the request's header, or made by the desk.</param>
    /// <returns>The order.</returns>
    /// <exception cref="RefusedException"><see cref="ApiErrors.BadField"/>.</exception>
    public Order Order(string id)
    {
        var named = Text("id", required: false) ?? id;
        if (!OrderKeys.IsGood(named))
        {
            throw Bad("id", $"'{named}': letters, digits, '.', '_' and '-', at most {OrderKeys.Longest}");
        }

        var kind = Kind();
        return new(
            new(named),
            kind,
            Rank(kind),
            Power(kind),
            Group(kind),
            Feed(kind),
            null,
            Within(),
            Until(),
            Text("reason", required: true)!,
            By);
    }

    private OrderKind Kind()
    {
        var word = Text("kind", required: true);
        switch (word)
        {
            case "shed":
                return Has("to_mw") == Has("by_mw")
                    ? throw Bad("to_mw", "a shed has exactly one of to_mw and by_mw")
                    : Has("to_mw") ? OrderKind.Ceiling : OrderKind.Reduction;
            case "floor":
                return OrderKind.Floor;
            case "hold":
                return Text("state", required: true) switch
                {
                    "on" => OrderKind.HoldOn,
                    "off" => OrderKind.HoldOff,
                    var other => throw Bad("state", $"'{other}' is neither 'on' nor 'off'"),
                };
            case "stop":
                return OrderKind.Stop;
            case "lock":
                return OrderKind.LockOut;
            case "unlock":
                return OrderKind.Unlock;
            default:
                throw Bad("kind", $"'{word}' is none of shed, floor, hold, stop, lock, unlock");
        }
    }

    private OrderRank Rank(OrderKind kind)
    {
        if (kind == OrderKind.Stop)
        {
            return OrderRank.EmergencyStop;
        }

        var usual = kind is OrderKind.Ceiling or OrderKind.Reduction ? OrderRank.Protection
            : kind == OrderKind.Floor ? OrderRank.Obligation
            : OrderRank.OperatorHold;
        return Text("rank", required: false) is { } word
            ? OrderWords.Rank(word) ?? throw Bad("rank", $"'{word}' is none of protection, obligation, operator")
            : usual;
    }

    private Megawatts? Power(OrderKind kind) => kind switch
    {
        OrderKind.Ceiling or OrderKind.Floor => new Megawatts(Number("to_mw", LargestMegawatts) ?? throw Bad("to_mw", "is missing")),
        OrderKind.Reduction => new Megawatts(Number("by_mw", LargestMegawatts)!.Value),
        _ => null,
    };

    // A field that the engine would not heed is refused: whoever names a group means that group and not the site.
    private GroupId? Group(OrderKind kind)
    {
        if (!OrderActions.IsOfGroup(kind))
        {
            return Has("group") ? throw Bad("group", "this kind of order is for the whole site; a group is held or locked") : null;
        }

        var group = Text("group", required: kind is OrderKind.HoldOn or OrderKind.HoldOff);
        if (kind is OrderKind.LockOut or OrderKind.Unlock && (group is null) == !Has("feed"))
        {
            throw Bad("group", "a lock has exactly one of group and feed");
        }

        return group is null ? null : new GroupId(group);
    }

    private FeedId? Feed(OrderKind kind) =>
        kind is OrderKind.LockOut or OrderKind.Unlock ? Text("feed", required: false) is { } feed ? new FeedId(feed) : null
        : Has("feed") ? throw Bad("feed", "only a lock names a feed")
        : null;

    private Duration? Within() =>
        Number("within_seconds", LongestSeconds) is { } seconds ? Duration.FromNanoseconds((double)(seconds * 1_000_000_000m)) : null;

    private Instant? Until()
    {
        if (Text("until_utc", required: false) is not { } text)
        {
            return null;
        }

        var parsed = InstantPattern.ExtendedIso.Parse(text);
        return parsed.Success ? parsed.Value : throw Bad("until_utc", $"'{text}' is no instant such as 2026-08-17T12:00:00Z");
    }

    private decimal? Number(string name, decimal most)
    {
        if (!Has(name))
        {
            return null;
        }

        return _body[name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<decimal>(out var number)
            ? number >= 0m && number <= most ? number : throw Bad(name, $"{number} lies outside of 0 to {most}")
            : throw Bad(name, "is no number");
    }

    private string? Text(string name, bool required)
    {
        if (!Has(name))
        {
            return required ? throw Bad(name, "is missing") : null;
        }

        var text = _body[name] is JsonValue value && value.TryGetValue<string>(out var written) ? written.Trim() : throw Bad(name, "is no text");
        return text.Length is > 0 and <= LongestText && !text.Any(char.IsControl)
            ? text
            : throw Bad(name, $"has {text.Length} letters or control characters; 1 to {LongestText} plain ones are allowed");
    }

    private bool Has(string name) => _body.TryGetPropertyValue(name, out var value) && value is not null;

    private static RefusedException Bad(string field, string why) => new(ApiErrors.BadField, $"{field}: {why}.");
}
