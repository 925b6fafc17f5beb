using System.Text.Json.Nodes;
using Spillway.App.Accounts;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Commands.Ladder;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Signals.Orders;

namespace Spillway.App.Api.Contract;

// The forms of answers and bodies for the API's description. The answers themselves are written field by field elsewhere; a test reads
// real ones into these forms and finds what one side has and the other has not. Fields are named for dollars here, and in the description for the
// site's own currency.
#pragma warning disable CS1591, SA1402 // The field names are the contract, and docs/reference/api.md says what each means.
#pragma warning disable CA1812 // Read by the description's generator and the tests.

internal sealed record GroupAnswer(
    string Group, int Machines, int Running, int Starting, int Asleep, int Unpowered, int Lost, int Unknown, int Wanted, string WantedMode, [OneOf(typeof(CauseKind))] string Because,
    string? Order, decimal PowerMw, decimal? ValueUsdPerMwh);

internal sealed record GroupList(GroupAnswer[] Groups);

internal sealed record FeedAnswer(string Feed, string Group, int Machines, [OneOf(typeof(FeedPosition))] string Position, bool Interlocked);

internal sealed record OrderForm(
    string Id, [OneOf(typeof(OrderKind))] string Kind, [OneOf(typeof(OrderRank))] string Rank, decimal? Mw, string? Group, string? Feed, decimal? WithinSeconds, DateTimeOffset? UntilUtc, string Reason, string By,
    DateTimeOffset AcceptedUtc, DateTimeOffset DeadlineUtc, decimal? LevelMw);

internal sealed record GivenOrderForm(
    string Id, [OneOf(typeof(OrderKind))] string Kind, [OneOf(typeof(OrderRank))] string Rank, decimal? Mw, string? Group, string? Feed, decimal? WithinSeconds, DateTimeOffset? UntilUtc,
    string Reason, string By);

internal sealed record OrderList(OrderForm[] Orders);

internal sealed record AlarmAnswer(
    [OneOf(typeof(AlarmCode))] string Code, string Subject, string Text, decimal? MeasuredMw, decimal? ExpectedMw, decimal? BeforeMw, decimal? WithinSeconds, int[] Machines, string[] MachineNames,
    int MoreMachines);

internal sealed record LadderRung(decimal WithinSeconds, decimal Mw);

internal sealed record ResponsePointAnswer(decimal WithinSeconds, decimal ShareRatio, decimal Mw);

internal sealed record ResponseAnswer(string Group, int Measured, decimal FullMw, decimal StatedSeconds, ResponsePointAnswer[] Curve);

internal sealed record PlannedDrillForm(
    long Id, DateTimeOffset AtUtc, decimal ByMw, decimal WithinSeconds, decimal ForSeconds, string Note, string PlannedBy, DateTimeOffset PlannedUtc,
    [OneOf("ahead", "due", "missed")] string State);

internal sealed record PlannedDrillList(PlannedDrillForm[] Planned);

internal sealed record PlannedDrillBody(DateTimeOffset AtUtc, decimal ByMw, decimal? WithinSeconds = null, decimal? ForSeconds = null, string? Note = null);

internal sealed record ResponseList(ResponseAnswer[] Groups);

internal sealed record MeterAnswer(
    string? Meter, DateTimeOffset AnsweredUtc, bool Believed, decimal? PowerMw, decimal? ImportedMwh, decimal? ExportedMwh, decimal? VoltageV, decimal? FrequencyHz,
    decimal? PowerFactorRatio, decimal? CurrentA, decimal? VoltageThdRatio, decimal? CurrentThdRatio, MeterPhaseAnswer[] Phases);

internal sealed record MeterPhaseAnswer(int Phase, decimal? VoltageV, decimal? CurrentA, decimal? VoltageThdRatio, decimal? CurrentThdRatio);

internal sealed record FleetAnswer(int Machines, int Unplaced, int Answering, int Silent, int Hostile, long Exchanges);

internal sealed record JournalAnswer(long Number, string Hash);

internal sealed record StatusAnswer(
    string Site, string Name, DateTimeOffset AtUtc, DateTimeOffset PassUtc, [OneOf("live", "paper")] string Mode, decimal PowerMw,
    [OneOf("meter", "machines")] string PowerFrom, decimal WantedMw, decimal CeilingMw, string? CeilingBy,
    decimal FloorMw, string? FloorBy, decimal ImportLimitMw, decimal? PriceUsdPerMwh, DateTimeOffset? PriceStartUtc, string? PriceFault, GroupAnswer[] Groups, FeedAnswer[] Feeds, OrderForm[] Orders,
    AlarmAnswer[] Alarms, LadderRung[] Ladder, HeadroomAnswer Headroom, BaselineAnswer[] Baselines, MeterAnswer? Meter, FleetAnswer Fleet, JournalAnswer Journal);

internal sealed record PromiseAnswer(
    decimal ReductionMw, decimal WithinSeconds, [OneOf(typeof(ShedPath))] string Path, decimal ConfidenceRatio, decimal LeftOverMw, decimal LockedOutMw);

internal sealed record PreviewGroup(string Group, decimal OffMw, bool InLowerMode, decimal? ValueUsdPerMwh, decimal? CostUsdPerHour);

internal sealed record PreviewAnswer(
    decimal PowerMw, decimal? LevelMw, decimal? PriceUsdPerMwh, decimal? CostUsdPerHour, PreviewGroup[] Groups, CostedBaseline[] Baselines, decimal? ReductionMw = null,
    decimal? WithinSeconds = null, [OneOf(typeof(ShedPath))] string? Path = null, decimal? ConfidenceRatio = null, decimal? LeftOverMw = null, decimal? LockedOutMw = null);

internal sealed record OrderBodyForm(
    [OneOf("shed", "floor", "hold", "stop", "lock", "unlock")] string Kind, string Reason, string By, string? Id = null, decimal? ToMw = null, decimal? ByMw = null, decimal? WithinSeconds = null, DateTimeOffset? UntilUtc = null,
    [OneOf("protection", "obligation", "operator")] string? Rank = null, string? Group = null, string? Feed = null, [OneOf("on", "off")] string? State = null, string? Confirm = null);

internal sealed record ConfirmAnswer(string Confirm, string Text);

internal sealed record OrderAnswerForm(GivenOrderForm Order, [OneOf(typeof(OrderVerdict))] string Verdict, decimal? LevelMw, decimal? BoundMw, PromiseAnswer? Promise);

internal sealed record SecondAnswer(
    string Id, [OneOf(typeof(DeskAction))] string Action, string By, DateTimeOffset AskedUtc, DateTimeOffset UntilUtc,
    [OneOf("waiting", "done-unsigned", "signed", "declined", "expired", "broke-glass")] string State, JsonObject What, string Digest, string? EndedBy, DateTimeOffset? EndedUtc,
    string? Because);

internal sealed record WaitingAnswer(SecondAnswer Second);

internal sealed record SecondList(SecondAnswer[] Seconds);

internal sealed record SignBody(string Digest);

internal sealed record BecauseBody(string Because);

internal sealed record KeyAnswer(
    string Id, string Name, [OneOf(typeof(DeskAction))] string[] Actions, string[] Groups, string[] Ranges, string MadeBy, DateTimeOffset MadeUtc, DateTimeOffset ExpiresUtc, bool Signed, DateTimeOffset? EndedUtc);

internal sealed record KeyList(KeyAnswer[] Keys);

internal sealed record KeyBody(string Name, [OneOf(typeof(DeskAction))] string[] Actions, string[]? Groups = null, string[]? Ranges = null, int? Days = null);

internal sealed record NewKeyAnswer(KeyAnswer Key, string Secret, string Text, SecondAnswer Second);

internal sealed record RoleAnswer(string Role, [OneOf(typeof(DeskAction))] string[] Actions);

internal sealed record RoleList(RoleAnswer[] Roles);

internal sealed record RoleBody([OneOf(typeof(DeskAction))] string[] Actions);

internal sealed record MeAnswer(string Id, string Name, string[] Roles, string[] Groups, [OneOf(typeof(DeskAction))] string[] Actions);

internal sealed record WebhookAnswer(string Id, string Target, string[] Types, string MadeBy, DateTimeOffset MadeUtc);

internal sealed record NewWebhookAnswer(string Id, string Target, string[] Types, string MadeBy, DateTimeOffset MadeUtc, string Secret, string Text);

internal sealed record RemovedAnswer(string Removed);

internal sealed record DeadLetter(string Id, string Webhook, int Attempts, string? Fault, JsonObject Event);

internal sealed record DeadLetterList(DeadLetter[] DeadLetters);

internal sealed record SendingAnswer(string Sending);

internal sealed record WebhookList(WebhookAnswer[] Webhooks);

internal sealed record WebhookBody(string Target, string[]? Types = null);

internal sealed record ProblemAnswer(string Type, string Title, int Status, string Detail, string Code, string Remedy);
