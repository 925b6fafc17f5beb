using Spillway.App.Alarms;
using Spillway.App.Notifications;

namespace Spillway.App.Api.Contract;

#pragma warning disable CS1591, SA1402, SA1649 // The field names are the contract, and docs/reference/api-alarms.md says what each means.
#pragma warning disable CA1812 // Read by the description's generator and the tests.

internal sealed record RuleList(RuleAnswerForm[] Rules, RemovedRule[] Removed);

internal sealed record RemovedRule(long Id, string? Name, int Version, string RemovedBy, DateTimeOffset RemovedUtc);

internal sealed record RuleAnswerForm(
    long Id, string Name, bool IsOn, [OneOf(typeof(AlarmPriority))] string LeastPriority, string[] Codes, string[] Subjects, bool TellsReturns, bool TellsOrders, bool IsOnlyForEscalation,
    [OneOf(typeof(ChannelKind))] string Channel, string[] Targets,
    [OneOf(typeof(DigestKind))] string Digest, [OneOf("en", "zh-CN")] string Language, string Tag, string? QuietFrom = null, string? QuietTo = null,
    decimal? EscalatesAfterMinutes = null, long? EscalatesTo = null);

internal sealed record RuleBody(
    string Name, string[] Targets, bool? IsOn = null, [OneOf(typeof(AlarmPriority))] string? LeastPriority = null, string[]? Codes = null, string[]? Subjects = null, bool? TellsReturns = null,
    bool? TellsOrders = null, bool? IsOnlyForEscalation = null, [OneOf(typeof(ChannelKind))] string? Channel = null, string? QuietFrom = null, string? QuietTo = null,
    int? EscalatesAfterMinutes = null, long? EscalatesTo = null, [OneOf(typeof(DigestKind))] string? Digest = null, [OneOf("en", "zh-CN")] string? Language = null);

internal sealed record TestedRule(bool Delivered, string? Said);

internal sealed record DeliveryList(DeliveryAnswer[] Deliveries);

internal sealed record DeliveryAnswer(DateTimeOffset AtUtc, string Rule, [OneOf(typeof(ChannelKind))] string Channel, string Title, bool Delivered, int Tries, string? Said);

internal sealed record MailAnswer(
    bool IsSetUp, string? Host = null, int? Port = null, string? Security = null, string? From = null, string? User = null, bool? HasPassword = null, string? Fault = null);
