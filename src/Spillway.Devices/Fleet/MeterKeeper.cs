using System.Globalization;
using NodaTime;
using Spillway.Devices.Meters;
using Spillway.Units;

namespace Spillway.Devices.Fleet;

/// <summary>Reads the meter at the grid connection on a kept connection.</summary>
/// <param name="meter">The meter.</param>
/// <param name="news">Where what it says goes.</param>
/// <param name="clock">The clock.</param>
/// <param name="options">How often, and how finely.</param>
internal sealed class MeterKeeper(IMeter meter, FieldNews news, TimeProvider clock, FleetOptions options)
{
    // Inrush, a spare feed and a meter's tolerance are far below it; a wrong register or word order is far above.
    private const decimal MostTimes = 3m;

    private bool _isUnbelieved;

    /// <summary>Works until it is told to end. A meter that does not answer is silent, which the desk sees by itself.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>When it has ended.</returns>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(options.MeterPoll.ToTimeSpan(), clock);
        do
        {
            var answer = await meter.ReadAsync(cancellation).ConfigureAwait(false);
            if (answer is { IsAnswered: true, Value.Power: { } power } && IsBelieved(power))
            {
                news.Meter(new(Instant.FromDateTimeOffset(clock.GetUtcNow()), Rounded(power)));
            }
        }
        while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false));
    }

    // What no site of this size can draw or give is no sample, or one wrong word would put all machines to sleep at once; a meter that
    // goes on saying it becomes stale. It is said once.
    private bool IsBelieved(Megawatts power)
    {
        var isBelieved = options.LargestPower is not { } largest || Math.Abs(power.Value) <= MostTimes * largest.Value;
        if (isBelieved == _isUnbelieved)
        {
            _isUnbelieved = !isBelieved;
            options.Say(isBelieved
                ? string.Create(CultureInfo.InvariantCulture, $"over the site meter is believed again: {power} MW")
                : string.Create(CultureInfo.InvariantCulture, $"ALARM the site meter is not believed: it says {power} MW, more than {MostTimes} times the {options.LargestPower} MW that the site is built for"));
        }

        return isBelieved;
    }

    private Megawatts Rounded(Megawatts power)
    {
        var step = options.MeterStep.Value;
        return new(decimal.Round(power.Value / step, MidpointRounding.AwayFromZero) * step);
    }
}
