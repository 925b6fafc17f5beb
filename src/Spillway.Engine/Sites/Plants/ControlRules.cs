using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Sites.Plants;

/// <summary>How the site may be moved, second by second.</summary>
public sealed record ControlRules
{
    /// <summary>The rules as they stand where a site file says nothing.</summary>
    public static ControlRules Default { get; } = new();

    /// <summary>The time between two control passes while nothing happens; above zero. Default: 1 s.</summary>
    public Duration PassPeriod { get; init; } = Duration.FromSeconds(1);

    /// <summary>The largest change of the site's power without a grid order; null for none. Default: none.</summary>
    public PowerStep? LargestStep { get; init; }

    /// <summary>The change of measured power that raises an alarm where nobody ordered it; null for none. Default: none.</summary>
    public PowerStep? SwingAlarm { get; init; }

    /// <summary>Who goes first before many are started or stopped for economic reasons. Default: 2 machines a group, at most 30 s, from 1 MW on.</summary>
    public CanaryRules Canaries { get; init; } = new(2, Duration.FromSeconds(30), new(1m));

    /// <summary>How a command that was not followed is given again. Default: 3 attempts, 5 s to 60 s apart.</summary>
    public RetryRules Retries { get; init; } = new(3, Duration.FromSeconds(5), Duration.FromSeconds(60));

    /// <summary>How many times its declared time a start may take before the machine counts as not following; 1 or more.
    /// Default: 1.5.</summary>
    public Ratio StartPatience { get; init; } = new(1.5m);

    /// <summary>How machines come back. Default: 500 a pass, 50 of them behind one feed, scattered over 30 s.</summary>
    public RestoreRules Restore { get; init; } = new(500, 50, Duration.FromSeconds(30));

    /// <summary>How old knowledge may be. Default: price 30 min, meter 15 s, clock 10 s and trusted again after 60 s.</summary>
    public StalenessLimits Staleness { get; init; } =
        new(Duration.FromMinutes(30), Duration.FromSeconds(15), Duration.FromSeconds(10), Duration.FromSeconds(60));

    /// <summary>A command without an outcome after this time gets the outcome unknown; above zero. Default: 15 s.</summary>
    public Duration OutcomeWithin { get; init; } = Duration.FromSeconds(15);

    /// <summary>How far meter and machines may differ, as a share of what is drawn. Default: 0.05.</summary>
    public Ratio MeterTolerance { get; init; } = new(0.05m);

    /// <summary>How long before the deadline breakers must have finished. Default: 1 s.</summary>
    public Duration BreakerMargin { get; init; } = Duration.FromSeconds(1);

    /// <summary>The deadline of an order that names none. Default: 60 s.</summary>
    public Duration OrderWithin { get; init; } = Duration.FromSeconds(60);

    /// <summary>The deadline of a total stop: machines are asked to sleep first, feeds opened in time. Default: 15 s.</summary>
    public Duration StopWithin { get; init; } = Duration.FromSeconds(15);

    /// <summary>What happens when something is missing.</summary>
    public FailSafeTable FailSafe { get; init; } = FailSafeTable.Default;
}
