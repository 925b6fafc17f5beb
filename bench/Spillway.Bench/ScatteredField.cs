using System.Collections.Immutable;
using NodaTime;
using Spillway.Devices.Fleet;
using Spillway.Devices.Miners;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Signals.Orders;
using Spillway.Engine.Sites.Plants;

namespace Spillway.Bench;

/// <summary>A site in memory on a clock of its own: machines whose watts scatter are asked in turn, and what the desk's own news make of
/// the answers is what it is told. Nothing here is by the wall clock.</summary>
/// <param name="plant">The site.</param>
/// <param name="start">When it begins.</param>
/// <param name="deviation">The standard deviation of a machine's watts, as a share of normal power.</param>
internal sealed class ScatteredField(Plant plant, Instant start, double deviation) : IField
{
    /// <summary>How often every machine is asked.</summary>
    public const int PollSeconds = 5;

    private const int Seed = 11;
    private const double Normal = 3_000;
    private const double Asleep = 10;
    private const double FallSeconds = 10;
    private const double TuneSeconds = 30;
    private const double TuneShare = 0.9;
    private const double RampSeconds = 60;
    private const double Overhead = 1.05;
    private const int ShedSeconds = 600;

    private readonly Random _random = new(Seed);
    private readonly SteppedTime _clock = new(start);
    private readonly ImmutableArray<MachineSeat> _seats = Seats(plant);
    private readonly (bool Sleeps, int Since)[] _told = [.. Enumerable.Repeat((false, -3_600), plant.Machines)];
    private readonly List<int> _next = [];
    private FieldNews? _news;
    private int _second;

    public async ValueTask<FieldFrame> ObserveAsync(Instant until, CancellationToken cancellation)
    {
        var news = _news ??= Begun();
        _second++;
        _clock.Step();
        var now = start + Duration.FromSeconds(_second);
        var watts = 0.0;
        for (var machine = 0; machine < _told.Length; machine++)
        {
            watts += Watts(machine);
            if (machine % PollSeconds == _second % PollSeconds)
            {
                Ask(news, machine);
            }
        }

        // What was told something is looked at once more at once.
        _next.ForEach(machine => Ask(news, machine));
        _next.Clear();
        news.Meter(new(now, new(Math.Round((decimal)(watts * Overhead / 1e6), 3))));
        if (_second % 900 == 1)
        {
            news.Price(now);
        }

        if (_second % 3_600 == 1_800)
        {
            news.Order(Shed(now));
        }

        return await news.TakeAsync(now < until ? now : until, cancellation);
    }

    public ValueTask SendAsync(ControlTurn turn, CancellationToken cancellation)
    {
        foreach (var command in turn.Machines)
        {
            var sleeps = command.Action == ControlAction.Sleep;
            if (_told[command.Machine].Sleeps != sleeps)
            {
                _told[command.Machine] = (sleeps, _second);
            }

            _news!.Outcome(new(command.Id, OutcomeKind.Done));
            _next.Add(command.Machine);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask IdleAsync(bool feedsWatchdogs, CancellationToken cancellation) => ValueTask.CompletedTask;

    private FieldNews Begun()
    {
        var news = new FieldNews(_clock, Duration.FromSeconds(1));
        for (var feed = 0; feed < plant.Feeds.Length; feed++)
        {
            news.Feed(new(feed, FeedPosition.Closed, false));
        }

        return news;
    }

    private void Ask(FieldNews news, int machine)
    {
        var (sleeps, since) = _told[machine];
        var isHashing = !sleeps && _second - since >= TuneSeconds;
        var scatter = sleeps ? 0 : deviation * Normal * Gaussian();
        var reading = new MinerReading
        {
            Mode = sleeps ? MinerMode.Sleep : MinerMode.Normal,
            Hashrate = new(isHashing ? 100m : 0m),
            Power = new(Math.Round((decimal)Math.Max(0, Watts(machine) + scatter), 1)),
            PowerGrade = PowerGrade.Measured,
        };
        news.Machine(_seats[machine], seat => seat.See(reading));
    }

    private double Watts(int machine)
    {
        var (sleeps, since) = _told[machine];
        var age = _second - since;
        return sleeps ? Math.Max(Asleep, Normal * (1 - (age / FallSeconds)))
            : age < TuneSeconds ? Normal * TuneShare * age / TuneSeconds
            : Normal * Math.Min(1, TuneShare + ((1 - TuneShare) * (age - TuneSeconds) / RampSeconds));
    }

    private Order Shed(Instant now) => new(
        new($"shed-{_second}"), OrderKind.Ceiling, OrderRank.Protection, new(plant.Machines * 0.0015m), null, null, null,
        Duration.FromSeconds(60), now + Duration.FromSeconds(ShedSeconds), "bench", "bench");

    private double Gaussian() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    private static ImmutableArray<MachineSeat> Seats(Plant plant)
    {
        var group = new FleetGroup(
            [],
            new([MinerAction.Sleep, MinerAction.Wake], [MinerMode.Normal], Duration.FromSeconds(5), Duration.FromSeconds(60), PowerGrade.Measured, SleepOutlastsReboot: true, MostConnections: 1),
            [new(MinerMode.Sleep, new((decimal)Asleep)), new(MinerMode.Normal, new((decimal)Normal))],
            1);
        return [.. Enumerable.Range(0, plant.Machines).Select(number => new MachineSeat(number, group, null))];
    }

    /// <summary>A clock that goes on by a second when it is told to.</summary>
    private sealed class SteppedTime(Instant start) : TimeProvider
    {
        private long _seconds;

        public override long TimestampFrequency => 1;

        public void Step() => _seconds++;

        public override long GetTimestamp() => _seconds;

        public override DateTimeOffset GetUtcNow() => start.ToDateTimeOffset().AddSeconds(_seconds);
    }
}
