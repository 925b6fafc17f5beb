using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Plans;
using Spillway.Engine.Signals.Orders;
using Spillway.Units;

namespace Spillway.App.Console.Now;

/// <summary>What the sentence about a group is made from.</summary>
/// <param name="Group">The group.</param>
/// <param name="Machines">How many machines it has.</param>
/// <param name="Target">How many shall run.</param>
/// <param name="Because">The kind of reason in force.</param>
/// <param name="Reason">Why the decision of the interval is what it is; null before the first.</param>
/// <param name="Price">The newest known price.</param>
/// <param name="Value">What a MWh earns in the group.</param>
/// <param name="Currency">The site's currency.</param>
/// <param name="Order">The order behind it; null where there is none in force.</param>
/// <param name="ImportLimit">The most that the connection allows.</param>
/// <param name="Alarms">The alarms that stand.</param>
public sealed record GroupFacts(
    GroupId Group,
    int Machines,
    int Target,
    CauseKind Because,
    Reason? Reason,
    EnergyPrice? Price,
    EnergyPrice? Value,
    string Currency,
    ActiveOrder? Order,
    Megawatts ImportLimit,
    ImmutableArray<AlarmCode> Alarms)
{
    /// <summary>When the order ends by itself; null where it does not.</summary>
    public Instant? Until => Order?.Order.Until;

    /// <summary>Who gave the order.</summary>
    public string Source => Order?.Order.Source ?? "";

    /// <summary>Whether the order is a floor, a hold on or another that keeps load on.</summary>
    public bool IsHeldOn => Order?.Order.Kind is OrderKind.HoldOn or OrderKind.Floor;
}
