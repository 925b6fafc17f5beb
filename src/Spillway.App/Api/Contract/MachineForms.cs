using Spillway.App.Machines;
using Spillway.Devices.Miners;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;

namespace Spillway.App.Api.Contract;

#pragma warning disable CS1591, SA1402, SA1649 // The field names are the contract, and docs/reference/api.md says what each means.
#pragma warning disable CA1812 // Read by the description's generator and the tests.

internal sealed record MachineList(DateTimeOffset PassUtc, int Matching, int Odd, MachineListed[] Machines, int? Next);

internal sealed record MachineListed(
    string Machine, int Number, string? Id, string Group, string? Feed, [OneOf(typeof(MachineCondition))] string Condition, [OneOf(typeof(MachineOddity))] string Odd, string Mode,
    decimal? PowerW, decimal? HashrateThPerS, decimal? HottestCelsius, DateTimeOffset? AnsweredUtc, DateTimeOffset SinceUtc, [OneOf(typeof(ControlAction))] string? Told,
    DateTimeOffset? ToldUtc, int Attempts, string? Address, string? Mac, string? Model, string? Firmware);

internal sealed record MachineWhole(
    string Machine, int Number, string? Id, string Group, string? Feed, [OneOf(typeof(MachineCondition))] string Condition, [OneOf(typeof(MachineOddity))] string Odd, string Mode,
    decimal? PowerW, decimal? HashrateThPerS, decimal? HottestCelsius, DateTimeOffset? AnsweredUtc, DateTimeOffset SinceUtc, [OneOf(typeof(ControlAction))] string? Told,
    DateTimeOffset? ToldUtc, int Attempts, string? Address, string? Mac, string? Model, string? Firmware, string? Family, string? Serial,
    [OneOf(typeof(PowerGrade))] string? PowerGrade, decimal? SaidPowerW, decimal[]? FanRpm, decimal? UptimeSeconds, string[]? Faults, MachineAbilities Abilities, MachineMoves Sleeps,
    MachineMoves Wakes, MachineHistoryEntry[] History, long? Next, MachinePoll[]? Polls = null);

internal sealed record MachineAbilities(bool Sleep, bool Reboot, decimal SleepWithinSeconds, decimal StartWithinSeconds);

internal sealed record MachineMoves(int Told, int Done, decimal? DoneRatio, int Again, int NotTaken, decimal? MedianSeconds, decimal? P95Seconds);

internal sealed record MachineHistoryEntry(
    long Number, DateTimeOffset AtUtc, [OneOf(typeof(MachineCondition))] string? Condition, decimal? PowerW, long? Command, [OneOf(typeof(ControlAction))] string? Told, string? Mode,
    [OneOf(typeof(CauseKind))] string? Because, string? Order, [OneOf(typeof(OutcomeKind))] string? Outcome, DateTimeOffset? OutcomeUtc);

internal sealed record MachinePoll(DateTimeOffset AtUtc, decimal? PowerW, decimal? HashrateThPerS);

internal sealed record FirmwareList(DateTimeOffset? FromUtc, long ReadTo, FirmwareAnswer[] Firmware);

internal sealed record FirmwareAnswer(string? Model, string? Firmware, int Machines, int Stuck, MachineMoves Sleeps, MachineMoves Wakes);

internal sealed record PollList(PollAnswer[] Answers);

internal sealed record PollAnswer(DateTimeOffset AtUtc, string Machine, int Bytes, string AnswerBase64);
