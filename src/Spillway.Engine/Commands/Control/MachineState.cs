using NodaTime;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>What the desk remembers of one machine.</summary>
/// <param name="Condition">How it is, as last seen.</param>
/// <param name="ModeIndex">The mode it runs in; 0 where it does not.</param>
/// <param name="PowerW">What it draws at its wall, in W; -1 where it has not said.</param>
/// <param name="Since">Since when it works or rests; for one that starts, since when it does.</param>
/// <param name="Told">What it was told last; null where nothing yet.</param>
/// <param name="ToldMode">The mode it was told to run in; 0 to sleep.</param>
/// <param name="ToldAt">When; once it has taken the command, when that was known.</param>
/// <param name="Pending">The command that has no outcome yet; none where every command has one.</param>
/// <param name="Attempts">How often it was told the same without following.</param>
/// <param name="HasFailed">Whether the last command came back refused or unreachable.</param>
/// <param name="IsUnsent">Whether the desk ended before it knew that the last command had left it.</param>
public readonly record struct MachineState(
    MachineCondition Condition,
    int ModeIndex,
    int PowerW,
    Instant Since,
    ControlAction? Told,
    int ToldMode,
    Instant ToldAt,
    CommandId Pending,
    int Attempts,
    bool HasFailed,
    bool IsUnsent)
{
    /// <summary>The value of <see cref="PowerW"/> that stands for no value.</summary>
    public const int NoPower = -1;

    /// <summary>Whether it does what it was told last, or is on its way there; true where it was told nothing yet.</summary>
    public bool Follows => Told is null || (ToldMode == LoadGroup.OffIndex
        ? Condition is MachineCondition.Asleep or MachineCondition.Unpowered
        : Condition == MachineCondition.Starting || (Condition == MachineCondition.Running && ModeIndex == ToldMode));

    /// <summary>Whether it has been starting for longer than a start may take: it draws, earns nothing, and will not get there by
    /// itself.</summary>
    /// <param name="group">Its group.</param>
    /// <param name="rules">How long a start may take.</param>
    /// <param name="now">The instant.</param>
    public bool IsStuck(PlantGroup group, ControlRules rules, Instant now) =>
        Condition == MachineCondition.Starting && (Told is null || ToldMode != LoadGroup.OffIndex)
        && now - Since >= group.StartWithin * (double)rules.StartPatience.Value;

    /// <summary>Whether it does what it was told last, or is on its way there and still in time.</summary>
    internal bool IsFollowing(PlantGroup group, ControlRules rules, Instant now) => Follows && !IsStuck(group, rules, now);

    /// <summary>Whether it answers.</summary>
    internal bool IsHeard => Condition is MachineCondition.Running or MachineCondition.Asleep or MachineCondition.Starting;

    /// <summary>Whether it can be told to sleep before anybody has heard it: it may run. Once told it is believed until it should have
    /// followed; after that it counts as it is until it is heard.</summary>
    /// <param name="abilities">What its group can do.</param>
    /// <param name="now">The instant.</param>
    /// <param name="restartedAt">When the desk last started anew: what it was told before is not believed.</param>
    internal bool MayBeToldUnheard(MachineAbilities abilities, Instant now, Instant? restartedAt) =>
        Condition == MachineCondition.Unknown && (Told is null || ToldAt < restartedAt
            ? Told is null || ToldMode != LoadGroup.OffIndex
            : !HasFailed && now < DueAt(abilities));

    /// <summary>The mode it is on its way to: what it was told, or what it does where it was told nothing and is taken to do where nobody has
    /// heard it; 0 for off.</summary>
    internal int Aim(int normalMode) => (Told, Condition) switch
    {
        (not null, _) => ToldMode,
        (null, MachineCondition.Running or MachineCondition.Starting or MachineCondition.Unknown) => ModeIndex == LoadGroup.OffIndex ? normalMode : ModeIndex,
        _ => LoadGroup.OffIndex,
    };

    /// <summary>By when it should have followed what it was told last.</summary>
    /// <param name="abilities">What its group can do.</param>
    public Instant DueAt(MachineAbilities abilities) =>
        HasFailed || IsUnsent ? ToldAt : ToldAt + (ToldMode == LoadGroup.OffIndex ? abilities.SleepWithin : abilities.HashWithin);

    /// <summary>Whether it was told the same as often as the rules allow, and does not do it.</summary>
    /// <param name="group">Its group.</param>
    /// <param name="rules">How often it is told.</param>
    /// <param name="now">The instant.</param>
    public bool IsMarked(PlantGroup group, ControlRules rules, Instant now) =>
        Attempts >= rules.Retries.Attempts && !IsFollowing(group, rules, now) && now >= DueAt(group.Abilities);

    /// <summary>Whether it will still sleep when its feed is closed.</summary>
    internal bool SleepsOn(MachineAbilities abilities) =>
        abilities.SleepOutlastsPowerCut && Told is not null && ToldMode == LoadGroup.OffIndex;

    /// <summary>What it said last of its power, as far as that still tells something once it is heard no more: in a start it does
    /// not.</summary>
    internal int LastSaidW =>
        Condition == MachineCondition.Starting && (Told is null || ToldMode != LoadGroup.OffIndex) ? NoPower : PowerW;

    /// <summary>A machine nobody has heard of yet.</summary>
    /// <param name="at">The instant that this is known at.</param>
    /// <returns>Its state.</returns>
    public static MachineState Unheard(Instant at) =>
        new(MachineCondition.Unknown, LoadGroup.OffIndex, NoPower, at, null, LoadGroup.OffIndex, at, CommandId.None, 0, false, false);
}
