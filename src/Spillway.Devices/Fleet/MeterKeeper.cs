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
    /// <summary>Works until it is told to end. A meter that does not answer is silent, which the desk sees by itself.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>When it has ended.</returns>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(options.MeterPoll.ToTimeSpan(), clock);
        do
        {
            var answer = await meter.ReadAsync(cancellation).ConfigureAwait(false);
            if (answer is { IsAnswered: true, Value.Power: { } power })
            {
                news.Meter(new(Instant.FromDateTimeOffset(clock.GetUtcNow()), Rounded(power)));
            }
        }
        while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false));
    }

    private Megawatts Rounded(Megawatts power)
    {
        var step = options.MeterStep.Value;
        return new(decimal.Round(power.Value / step, MidpointRounding.AwayFromZero) * step);
    }
}
