using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Signals.Obligations;

/// <summary>MW of a site that somebody holds for a time.</summary>
/// <param name="Start">From when on, UTC.</param>
/// <param name="End">Until when, exclusive; after the start.</param>
/// <param name="Kind">For what.</param>
/// <param name="Holder">The contract, or the order of an operator's hold, by name.</param>
/// <param name="Product">What was sold, such as <c>rrs-ufr</c>; empty where the holder says it all.</param>
/// <param name="Power">How much; zero or more.</param>
public sealed record HeldPower(Instant Start, Instant End, HolderKind Kind, string Holder, string Product, Megawatts Power)
{
    /// <summary>Whether running machines must stand behind it in every instant: it is called by taking them off.</summary>
    public bool NeedsRunning => Kind is HolderKind.AncillaryUp or HolderKind.EmergencyResponse;

    /// <summary>Whether it binds what may run; energy bought or sold ahead does not.</summary>
    public bool BindsMachines => NeedsRunning || Kind == HolderKind.AncillaryDown;

    /// <summary>Holder and product as one name: <c>as-1/rrs-ufr</c>.</summary>
    public string Name => Product.Length == 0 ? Holder : $"{Holder}/{Product}";

    /// <summary>Whether it holds at some instant of a time.</summary>
    /// <param name="from">The start of the time.</param>
    /// <param name="to">Its end, exclusive.</param>
    /// <returns>Whether the two meet.</returns>
    public bool Meets(Instant from, Instant to) => Start < to && End > from;
}
