using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spillway.App.Accounts;
using Spillway.App.Accounts.Seconds;
using Spillway.App.Api;
using Spillway.App.Console.Texts;
using Spillway.App.Setup;
using Spillway.Engine;
using Spillway.Engine.Signals.Orders;

namespace Spillway.App.Console.Seconds;

/// <summary>The words of requests for a second person; English, each with its Chinese beside the page.</summary>
internal static class SecondWords
{
    private static readonly ImmutableDictionary<string, string> _fields = ImmutableDictionary.CreateRange(StringComparer.Ordinal, new KeyValuePair<string, string>[]
    {
        new("id", "Id"), new("kind", "Kind"), new("rank", "Rank"), new("mw", "Power, MW"), new("group", "Group"), new("feed", "Feed"), new("within_seconds", "Within, s"),
        new("until_utc", "Until, UTC"), new("reason", "Reason"), new("by", "Given by"), new("target", "Order that it ends"), new("raises_mw", "May raise the site by, MW"),
        new("raised_before_mw", "Raised alone in the last 10 minutes, MW"), new("power_mw", "Draws now, MW"), new("level_mw", "Comes to, MW"),
        new("second_person_above_mw", "Two people above, MW"), new("role", "Role"), new("account", "Account"), new("roles", "Roles"), new("roles_before", "Roles before"), new("name", "Name"), new("actions", "Actions"), new("groups", "Groups"), new("ranges", "From addresses"),
        new("made_by", "Made by"), new("made_utc", "Made, UTC"), new("expires_utc", "Expires, UTC"), new("signed", "Signed already"), new("change", "File"), new("note", "Note"),
        new("settings", "Settings that change"), new("diff", "Difference"), new("old_sha256", "SHA-256 before"), new("new_sha256", "SHA-256 after"),
    });

    private static readonly ImmutableDictionary<string, string> _words = ImmutableDictionary.CreateRange(StringComparer.Ordinal, new KeyValuePair<string, string>[]
    {
        new(OrderWords.Of(OrderKind.Ceiling), "ceiling"), new(OrderWords.Of(OrderKind.Reduction), "reduction"), new(OrderWords.Of(OrderKind.Floor), "floor"),
        new(OrderWords.Of(OrderKind.HoldOn), "hold on"), new(OrderWords.Of(OrderKind.HoldOff), "hold off"), new(OrderWords.Of(OrderKind.Stop), "total stop"),
        new(OrderWords.Of(OrderKind.LockOut), "lock-out"), new(OrderWords.Of(OrderKind.Unlock), "unlock"), new(OrderWords.Of(OrderKind.Release), "release"),
        new(OrderWords.Of(OrderRank.Protection), "grid protection"), new(OrderWords.Of(OrderRank.EmergencyStop), "emergency stop"),
        new(OrderWords.Of(OrderRank.Obligation), "programme obligation"), new(OrderWords.Of(OrderRank.OperatorHold), "operator"),
    });

    private const string Yes = "yes";
    private const string BringsBack = "May bring back, MW";
    private const string Moves = "Groups that move, MW";
    private const string Cost = "Costs an hour";
    private const string Price = "Price of a MWh";

    /// <summary>Every text, for the test that looks for translations.</summary>
    public static IEnumerable<string> All =>
    [
        .. _fields.Values, .. _words.Values, Yes, BringsBack, Moves, Cost, Price, .. ActionRules.All.Keys.Select(Of), .. Enum.GetValues<SecondState>().Select(Of),
        .. new[]
        {
            AccountErrors.OwnRequest, SecondErrors.SameHand, AccountErrors.OtherPromise, AccountErrors.NothingWaits, SecondErrors.Unknown, AccountErrors.NoReason, AccountErrors.NotAllowed, FactorErrors.NoSecondFactor,
            ApiErrors.Changed, SetupErrors.OtherFile, ApiErrors.OrderRefused, ApiErrors.NoAnswer,
        }.Select(Of),
    ];

    /// <summary>An action as it is asked for.</summary>
    public static string Of(DeskAction action) => action switch
    {
        DeskAction.Shed => "Shed",
        DeskAction.Stop => "Total stop",
        DeskAction.Raise => "Raise",
        DeskAction.Release => "Release an order",
        DeskAction.ManageKeys => "API key",
        DeskAction.ManageRoles => "Role",
        DeskAction.ManageUsers => "Account",
        DeskAction.ChangeLimits => "Change of limits",
        DeskAction.ChangeRules => "Change of rules",
        DeskAction.ChangeCredentials => "Change of credentials",
        _ => "Change",
    };

    /// <summary>How far it has come.</summary>
    public static string Of(SecondState state) => state switch
    {
        SecondState.Waiting => "waits for another person",
        SecondState.Done => "done, to be signed",
        SecondState.Agreed => "signed",
        SecondState.Declined => "declined",
        SecondState.Expired => "expired, not done",
        _ => "done alone: the glass was broken",
    };

    /// <summary>Why something was refused.</summary>
    public static string Of(ErrorCode code) =>
        code == AccountErrors.OwnRequest ? "The second person is another one than the first."
        : code == SecondErrors.SameHand ? "One of you two made, changed or reset the account of the other in the last 24 hours, directly or through other accounts: somebody else has to sign."
        : code == AccountErrors.OtherPromise ? "The request has changed since it was read: read it again."
        : code == AccountErrors.NothingWaits || code == SecondErrors.Unknown ? "This request has ended already."
        : code == AccountErrors.NoReason ? "Give a reason first."
        : code == AccountErrors.NotAllowed ? "Your role does not allow this."
        : code == FactorErrors.NoSecondFactor ? "This desk demands a second factor for it: set one up on the page Account and sign in with it."
        : code == ApiErrors.Changed || code == SetupErrors.OtherFile ? "Nothing was done: what it would change is no longer what was seen. Decline it, look again and ask anew."
        : code == ApiErrors.OrderRefused ? "Nothing was done: the desk refuses the order as things stand now."
        : code == ApiErrors.NoAnswer ? "No answer within 15 s: the order may have been taken. Look at the orders in force before giving it again."
        : "The desk refused.";

    /// <summary>What both see, field by field, the promise last, without what is empty; a field that has no word keeps its name.</summary>
    public static IEnumerable<(string Name, string Value)> Rows(SecondRequest request, Reader reader) =>
        request.What.Where(static field => field.Key != SecondOrder.Promise).Select(field => (Field: field.Key, Name: Name(request, field.Key), field.Value))
            .Concat(request.What[SecondOrder.Promise] is JsonObject promise ? promise.Select(static field => Foreseen(field.Key, field.Value)) : [])
            .Where(static row => row.Value is not null && (row.Value is not JsonArray array || array.Count > 0) && row.Value.GetValueKind() != JsonValueKind.False)
            .Select(row => (row.Name, Value(row.Field, row.Value!, reader)));

    private static string Name(SecondRequest request, string field) =>
        field == SecondOrder.Raises && request.Action == DeskAction.Release ? BringsBack : _fields.GetValueOrDefault(field, field);

    // What carries a currency has it in its name, as everywhere in the API.
    private static (string Field, string Name, JsonNode? Value) Foreseen(string field, JsonNode? value) => field.Split('_') switch
    {
        ["groups"] => (field, Moves, new JsonArray([.. ((JsonArray)value!).Select(static one => (JsonNode)Move(one!))])),
        ["cost", var currency, "per", "hour"] => (field, Cost, Money(value, currency)),
        ["price", var currency, "per", "mwh"] => (field, Price, Money(value, currency)),
        _ => (field, _fields.GetValueOrDefault(field, field), value),
    };

    private static string Move(JsonNode group)
    {
        var off = group["off_mw"]!.GetValue<decimal>();
        return string.Create(CultureInfo.InvariantCulture, $"{(string?)group["group"]} {(off > 0m ? '−' : '+')}{Math.Abs(off):0.###}");
    }

    private static JsonNode? Money(JsonNode? value, string currency) => value is null ? null
        : (JsonNode)string.Create(CultureInfo.InvariantCulture, $"{value.GetValue<decimal>():0.##} {currency.ToUpperInvariant()}");

    // What people wrote stays as they wrote it; what the desk names so is said in the reader's language.
    private static string Value(string field, JsonNode value, Reader reader) => field switch
    {
        "kind" or "rank" => reader[_words.GetValueOrDefault(value.ToString(), value.ToString())],
        "actions" when value is JsonArray actions => string.Join("; ", actions.Select(one => Action(one?.ToString() ?? "", reader))),
        _ when value.GetValueKind() == JsonValueKind.True => reader[Yes],
        _ when value is JsonArray array => string.Join("; ", array.Select(static one => one?.ToString())),
        _ => value.ToString(),
    };

    private static string Action(string id, Reader reader) =>
        ActionRules.Find(id) is { } action ? ActionWords.Of(reader, action) : id;
}
