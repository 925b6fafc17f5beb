using System.Collections.Immutable;
using NodaTime;

namespace Spillway.App.Alarms;

/// <summary>How many alarms rise in ten minutes: what one person can follow. Ten and more in ten minutes are a flood.</summary>
/// <param name="Now">In the last ten minutes.</param>
/// <param name="Worst">In the worst ten minutes of the last 24 hours.</param>
/// <param name="Average">In ten minutes of the last 24 hours on average.</param>
/// <param name="FloodMinutes">How many of the last 24 hours' minutes lie in ten minutes that were a flood.</param>
public sealed record AlarmRates(int Now, int Worst, decimal Average, int FloodMinutes)
{
    /// <summary>From how many in ten minutes on it is a flood.</summary>
    public const int Flood = 10;

    private const int MinutesOfWindow = 10;

    /// <summary>How far back it looks.</summary>
    public static readonly Duration Reach = Duration.FromHours(24);

    private static readonly Duration _window = Duration.FromMinutes(MinutesOfWindow);

    /// <summary>Whether it is a flood now.</summary>
    public bool IsFlood => Now >= Flood;

    /// <summary>The rates of instants.</summary>
    /// <param name="raised">When alarms rose, oldest first.</param>
    /// <param name="now">Now.</param>
    public static AlarmRates Of(ImmutableArray<Instant> raised, Instant now)
    {
        var within = raised.Where(at => at > now - Reach && at <= now).ToList();
        var (worst, first) = (0, 0);
        var flooded = new HashSet<long>();
        for (var last = 0; last < within.Count; last++)
        {
            while (within[last] - within[first] >= _window)
            {
                first++;
            }

            var count = last - first + 1;
            worst = Math.Max(worst, count);
            if (count >= Flood)
            {
                flooded.UnionWith(Minutes(within[first], within[last]));
            }
        }

        var windows = (decimal)(Reach / _window);
        return new(within.Count(at => at > now - _window), worst, within.Count / windows, flooded.Count);
    }

    private static IEnumerable<long> Minutes(Instant from, Instant to)
    {
        for (var minute = from.ToUnixTimeSeconds() / 60; minute <= to.ToUnixTimeSeconds() / 60; minute++)
        {
            yield return minute;
        }
    }
}
