using System.Collections.Immutable;
using Spillway.Units;

namespace Spillway.Engine.Signals.Obligations;

/// <summary>One interval of the ledger: what of the site is still free to sell, and who holds the rest.</summary>
/// <remarks>Power counts what machines draw beyond what they draw asleep: the part that can be taken off. Where nothing is
/// missing, the holdings that are no energy and no room, and <c>Up.Free</c>, add up to <see cref="Capability"/>.</remarks>
/// <param name="Slot">The interval.</param>
/// <param name="Capability">What all machines in normal mode can give.</param>
/// <param name="Available">What of it may run: within the import limit, without what operators keep off.</param>
/// <param name="Running">What of it runs.</param>
/// <param name="Up">Power that runs and could be promised to come off: ancillary services upwards, emergency response.</param>
/// <param name="Down">Room above what runs that could be promised to be filled: ancillary services downwards.</param>
/// <param name="Ahead">Energy bought ahead that could be sold again before real time; what must run for an award is burnt.</param>
/// <param name="Holdings">Who holds how much, by kind and name.</param>
public sealed record Headroom(
    Slot Slot,
    Megawatts Capability,
    Megawatts Available,
    Megawatts Running,
    HeadroomSide Up,
    HeadroomSide Down,
    HeadroomSide Ahead,
    ImmutableArray<Holding> Holdings)
{
    /// <summary>Whether everything that is sold is there, and nothing is sold twice.</summary>
    public bool Stands => Up.Missing == Megawatts.Zero && Down.Missing == Megawatts.Zero && Ahead.Missing == Megawatts.Zero;
}
