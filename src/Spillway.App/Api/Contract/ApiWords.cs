using System.Collections.Frozen;
using System.Collections.Immutable;
using Spillway.App.Accounts;
using Spillway.App.Alarms;
using Spillway.App.Earnings;
using Spillway.App.Lab;
using Spillway.App.Machines;
using Spillway.App.Notifications;
using Spillway.App.Obligations;
using Spillway.App.ShiftLog;
using Spillway.App.Statements;
using Spillway.App.Statements.Books;
using Spillway.Devices.Miners;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Commands.Ladder;
using Spillway.Engine.Plans;
using Spillway.Engine.Settlements.Baselines;
using Spillway.Engine.Settlements.Bridges;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Signals;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Signals.Obligations;
using Spillway.Engine.Signals.Orders;

namespace Spillway.App.Api.Contract;

/// <summary>The words of the API for enumerations, by what writes them: the description cannot say others than the answers.</summary>
internal static class ApiWords
{
    /// <summary>The ranks that an order may be given with; the others are the desk's own.</summary>
    public static ImmutableArray<string> GivenRanks { get; } =
        [.. Enum.GetValues<OrderRank>().Select(OrderWords.Of).Where(static word => OrderWords.Rank(word) is not null)];

    private static readonly FrozenDictionary<Type, ImmutableArray<string>> _words = new Dictionary<Type, ImmutableArray<string>>
    {
        [typeof(OrderKind)] = All<OrderKind>(OrderWords.Of),
        [typeof(OrderRank)] = All<OrderRank>(OrderWords.Of),
        [typeof(OrderVerdict)] = All<OrderVerdict>(OrderWords.Of),
        [typeof(ShedPath)] = All<ShedPath>(OrderWords.Of),

        // A group that nobody has decided about yet has no cause.
        [typeof(CauseKind)] = [.. All<CauseKind>(OrderWords.Of), OrderWords.Of(default(CauseKind))],
        [typeof(AlarmCode)] = All<AlarmCode>(OrderWords.Of),
        [typeof(FeedPosition)] = All<FeedPosition>(static one => one.ToString().ToLowerInvariant()),
        [typeof(MachineCondition)] = MachineWords.Conditions,
        [typeof(MachineOddity)] = All<MachineOddity>(MachineWords.Of),
        [typeof(ControlAction)] = All<ControlAction>(MachineWords.Of),
        [typeof(OutcomeKind)] = [.. All<OutcomeKind>(static one => MachineWords.Of(one)), MachineWords.Of((OutcomeKind?)null)],
        [typeof(DeliveryVerdict)] = All<DeliveryVerdict>(Events.EventWords.Of),
        [typeof(PowerGrade)] = All<PowerGrade>(static one => one.ToString().ToLowerInvariant()),
        [typeof(HolderKind)] = All<HolderKind>(HolderWords.Of),
        [typeof(ReasonCode)] = All<ReasonCode>(ReasonCodes.Text),
        [typeof(AlarmPriority)] = All<AlarmPriority>(AlarmWords.Of),
        [typeof(AlarmState)] = All<AlarmState>(AlarmWords.Of),
        [typeof(AlarmChangeKind)] = All<AlarmChangeKind>(AlarmWords.Of),
        [typeof(NoteKind)] = All<NoteKind>(ShiftWords.Of),
        [typeof(ChannelKind)] = All<ChannelKind>(RuleCodec.Word),
        [typeof(DigestKind)] = All<DigestKind>(RuleCodec.Word),
        [typeof(WorkState)] = All<WorkState>(static one => one.ToString().ToLowerInvariant()),
        [typeof(PublicationKind)] = All<PublicationKind>(StudyWords.Of),
        [typeof(ChargeKind)] = All<ChargeKind>(ChargeNames.Of),
        [typeof(LineComponent)] = All<LineComponent>(ComponentNames.Of),
        [typeof(LineUnit)] = All<LineUnit>(LineUnits.Of),
        [typeof(LineRounding)] = All<LineRounding>(RoundingNames.Of),
        [typeof(EnergyGrade)] = All<EnergyGrade>(GradeNames.Of),
        [typeof(BridgePartKind)] = All<BridgePartKind>(BridgeNames.Of),
        [typeof(BookKind)] = All<BookKind>(BookKinds.Of),
        [typeof(DeskAction)] = All<DeskAction>(static one => ActionRules.Of(one).Id),
    }.ToFrozenDictionary();

    /// <summary>The words of an enumeration.</summary>
    /// <param name="enumeration">Which.</param>
    public static ImmutableArray<string> Of(Type enumeration) => _words[enumeration];

    /// <summary>The words of an enumeration.</summary>
    /// <typeparam name="T">Which.</typeparam>
    public static ImmutableArray<string> Of<T>()
        where T : struct, Enum => Of(typeof(T));

    private static ImmutableArray<string> All<T>(Func<T, string> word)
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(word).Distinct()];
}
