using NodaTime;
using Spillway.Engine.Commands.Ladder;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>The desk's answer to an order, in the pass in which it came.</summary>
/// <param name="Order">The order.</param>
/// <param name="Verdict">What became of it.</param>
/// <param name="Level">The ceiling or floor that it came to; null for kinds without one and where it was refused.</param>
/// <param name="Bound">What holds of it beside the orders of higher ranks; equals <paramref name="Level"/> where nothing
/// stands against it.</param>
/// <param name="Within">The time it has, from its acceptance on; zero for kinds without one.</param>
/// <param name="Promise">What will be reached and when; null where it was refused.</param>
public sealed record OrderAnswer(
    OrderId Order, OrderVerdict Verdict, Megawatts? Level, Megawatts? Bound, Duration Within, Promise? Promise)
{
    /// <summary>Whether the order holds.</summary>
    public bool IsAccepted => Verdict is OrderVerdict.Accepted or OrderVerdict.AcceptedWithinHigher or OrderVerdict.Known;
}
