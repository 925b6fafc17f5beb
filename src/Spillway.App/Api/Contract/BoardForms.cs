using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;

namespace Spillway.App.Api.Contract;

#pragma warning disable CS1591, SA1402, SA1649 // The field names are the contract, and docs/reference/api.md says what each means.
#pragma warning disable CA1812 // Read by the description's generator and the tests.

internal sealed record TrendAnswer(decimal ReachSeconds, TrendSampleAnswer[] Samples);

internal sealed record TrendSampleAnswer(
    DateTimeOffset AtUtc, decimal PowerMw, decimal WantedMw, decimal CeilingMw, decimal? PriceUsdPerMwh, decimal? BreakevenUsdPerMwh);

internal sealed record OneLineAnswer(DateTimeOffset AtUtc, OneLineConnection Connection, OneLineMeter Meter, OneLineGroup[] Groups);

internal sealed record OneLineConnection(decimal ImportLimitMw, decimal CeilingMw);

internal sealed record OneLineMeter(decimal PowerMw, [OneOf("meter", "machines")] string PowerFrom, DateTimeOffset? SampleUtc);

internal sealed record OneLineGroup(string Group, decimal PowerMw, [OneOf(typeof(CauseKind))] string Because, OneLineFeed[] Feeds);

internal sealed record OneLineFeed(
    string Feed, [OneOf(typeof(FeedPosition))] string Position, bool Interlocked, bool LockedOut, int Machines, int Running, decimal PowerMw);

internal sealed record ProgressList(ProgressAnswer[] Orders);

internal sealed record ProgressAnswer(
    string Id, DateTimeOffset AcceptedUtc, DateTimeOffset DeadlineUtc, decimal LevelMw, decimal BeforeMw, decimal PowerMw, DateTimeOffset? KeptUtc, DateTimeOffset? EndedUtc, bool IsOlder);
