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
    private MeterTelemetry? _said;

    /// <summary>What the meter said when it last answered; null before the first time. Any thread.</summary>
    public MeterTelemetry? Said => Volatile.Read(ref _said);

    /// <summary>Works until it is told to end. A meter that does not answer is silent, which the desk sees by itself.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>When it has ended.</returns>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(options.MeterPoll.ToTimeSpan(), clock);
        do
        {
            var answer = await meter.ReadAsync(cancellation).ConfigureAwait(false);
            if (answer.IsAnswered)
            {
                Take(answer.Value, Instant.FromDateTimeOffset(clock.GetUtcNow()));
            }
        }
        while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false));
    }

    private void Take(MeterReading reading, Instant at)
    {
        var isBelieved = reading.Power is not { } said || IsBelieved(said);
        Volatile.Write(ref _said, new(at, reading, isBelieved));
        if (isBelieved && reading.Power is { } power)
        {
            news.Meter(new(at, Rounded(power)));
        }
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
