using NodaTime;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Faults;

/// <summary>Something that goes wrong on a site at an instant and, after a time, is well again.</summary>
/// <param name="At">When it begins.</param>
/// <param name="Length">How long it lasts; zero or more.</param>
public abstract record SiteFault(Instant At, Duration Length)
{
    /// <summary>When it is over.</summary>
    public Instant Until => At + Length;

    /// <summary>A machine's trouble.</summary>
    /// <param name="At">When it begins.</param>
    /// <param name="Length">How long it lasts.</param>
    /// <param name="Group">Index of its group on the site.</param>
    /// <param name="Machine">Index of the machine in the group.</param>
    /// <param name="Faults">What is wrong.</param>
    public sealed record OfMachine(Instant At, Duration Length, int Group, int Machine, MachineFaults Faults) : SiteFault(At, Length);

    /// <summary>The network does not reach a group: neither its machines nor its breaker.</summary>
    /// <param name="At">When it begins.</param>
    /// <param name="Length">How long it lasts.</param>
    /// <param name="Group">Index of the group on the site.</param>
    public sealed record OfNetwork(Instant At, Duration Length, int Group) : SiteFault(At, Length);

    /// <summary>A breaker that is stuck or lies.</summary>
    /// <param name="At">When it begins.</param>
    /// <param name="Length">How long it lasts.</param>
    /// <param name="Group">Index of its group on the site.</param>
    /// <param name="Faults">What is wrong.</param>
    public sealed record OfBreaker(Instant At, Duration Length, int Group, BreakerFaults Faults) : SiteFault(At, Length);

    /// <summary>A breaker trips by its protection; when the fault is over somebody has reset it, and it is open.</summary>
    /// <param name="At">When it trips.</param>
    /// <param name="Length">Until it is reset by hand.</param>
    /// <param name="Group">Index of its group on the site.</param>
    public sealed record OfProtection(Instant At, Duration Length, int Group) : SiteFault(At, Length);

    /// <summary>The site's meter shows what is not so.</summary>
    /// <param name="At">When it begins.</param>
    /// <param name="Length">How long it lasts.</param>
    /// <param name="Kind">How it is wrong.</param>
    /// <param name="DriftRatioPerHour">For a drift: the error after an hour as a ratio of the truth.</param>
    public sealed record OfMeter(Instant At, Duration Length, MeterFaultKind Kind, double DriftRatioPerHour) : SiteFault(At, Length);

    /// <summary>The desk's process is killed, and started again when the fault is over. The physical world does not notice.</summary>
    /// <param name="At">When it is killed.</param>
    /// <param name="Length">Until it is started again.</param>
    public sealed record OfDesk(Instant At, Duration Length) : SiteFault(At, Length);

    /// <summary>The desk's disk is full: its journal takes nothing. The physical world does not notice.</summary>
    /// <param name="At">When it begins.</param>
    /// <param name="Length">How long it lasts.</param>
    public sealed record OfDisk(Instant At, Duration Length) : SiteFault(At, Length);

    /// <summary>The desk's wall clock is wrong: it steps away from the truth, and back when the fault is over.</summary>
    /// <param name="At">When it begins.</param>
    /// <param name="Length">How long it lasts.</param>
    /// <param name="Step">How far it is ahead of the truth; negative is behind.</param>
    public sealed record OfClock(Instant At, Duration Length, Duration Step) : SiteFault(At, Length);
}
