using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using Spillway.App.Api;
using Spillway.App.Boards;
using Spillway.App.Cli;
using Spillway.App.Reports;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Orders;
using Spillway.Units;

namespace Spillway.App.Demo;

/// <summary>Watches the desk, says what it does, gives it the day's one order and ends the day.</summary>
/// <remarks>Told of steps and passes on the desk's thread.</remarks>
internal sealed class DemoDirector
{
    /// <summary>The id of the day's order.</summary>
    public const string OrderId = "grid-1";

    private const decimal ToMegawatts = 12m;
    private const int WithinSeconds = 60;
    private static readonly Duration _holds = Duration.FromMinutes(10);
    private static readonly Duration _quiet = Duration.FromHours(3);
    private static readonly Duration _settling = Duration.FromSeconds(15);
    private static readonly Duration _answered = Duration.FromMinutes(1);
    private static readonly Duration _between = Duration.FromSeconds(8);
    private static readonly TimeSpan _looks = TimeSpan.FromSeconds(20);

    private readonly DemoDay _day;
    private readonly SiteDefinition _site;
    private readonly DemoClock _clock;
    private readonly DemoPace _pace;
    private readonly DemoScreen _screen;
    private readonly string _dataFolder;
    private readonly ConcurrentDictionary<OrderId, Instant> _asked = [];
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DeskView? _desk;
    private DeskBoard? _board;
    private string _regime = "";
    private string? _stopped;
    private Instant _saidAt;
    private Instant _slotEnd = Instant.MinValue;
    private Megawatts? _power;
    private Task _ordering = Task.CompletedTask;
    private Instant? _acceptedAt;
    private Instant? _keptAt;
    private bool _isRestoring;
    private bool _wasTelling = true;
    private Megawatts _toldFrom;
    private Instant _toldAt;

    public DemoDirector(DemoDay day, SiteDefinition site, (DemoClock Clock, DemoPace Pace) time, DemoScreen screen, string dataFolder)
    {
        _day = day;
        _site = site;
        (_clock, _pace) = time;
        _screen = screen;
        _dataFolder = dataFolder;
    }

    /// <summary>Ends with the day; what goes wrong with the order is thrown here.</summary>
    public Task Over => _over.Task;

    /// <summary>Whether somebody looks at a console, or did a moment ago.</summary>
    /// <param name="within">How long ago counts.</param>
    public bool IsLookedAt(TimeSpan within) => Volatile.Read(ref _board) is { } board && board.Lookers.IsAnybody(within);

    /// <summary>Sees the desk's board, before its first pass.</summary>
    public void Watched(DeskBoard board) => Volatile.Write(ref _board, board);

    /// <summary>Sees the desk, before its first pass.</summary>
    public void Begun(DeskView desk)
    {
        _desk = desk;
        _clock.Meet(_day.OrderAt);
        desk.Watch.TellSteps(Stepped);
        desk.Watch.Tell(Passed);
    }

    /// <summary>An order is about to be given: a day that runs would be minutes further before the desk has seen it.</summary>
    /// <param name="order">The order.</param>
    public void Asked(Order order)
    {
        _asked[order.Id] = _clock.Now;
        _clock.Speed = SpeedOf(order);
    }

    private static double SpeedOf(Order order) => order.Id.Text == OrderId ? DemoPace.OrderSpeed : DemoPace.PersonSpeed;

    // The grid's order goes its pace from its giving on; a person's goes before.
    private double? OrderedSpeed => IsPersonWaiting ? DemoPace.PersonSpeed
        : IsAsked(static id => id == OrderId) || (_acceptedAt is { } at && _keptAt is null && Now - at < Duration.FromSeconds(WithinSeconds + 5)) ? DemoPace.OrderSpeed : null;

    // What got no answer within a minute gets none.
    private bool IsAsked(Func<string, bool> isMeant) => _asked.Any(asked => isMeant(asked.Key.Text) && Now - asked.Value < _answered);

    // Somebody has given an order and watches it in watts.
    private bool IsPersonWaiting
    {
        get
        {
            if (IsAsked(static id => id != OrderId))
            {
                return true;
            }

            var state = _desk!.State();
            var power = SitePower.Now(_desk.Plant, state);
            return state.Orders.Any(active => active.Order.Id.Text != OrderId && active.Order.Kind is OrderKind.Ceiling or OrderKind.Reduction or OrderKind.Stop
                && Now < active.Deadline && power > active.Level);
        }
    }

    private bool IsHeld => _acceptedAt is { } at && Now < at + _holds;

    private Instant Now { get; set; }

    private void Stepped(StepRecord step)
    {
        if (step.Decision is not { } decision)
        {
            return;
        }

        _slotEnd = decision.Slot.End;
        _clock.Seen(decision.Slot.Start);
        var price = decision.Commands.Select(command => command.Reason.Newest).FirstOrDefault(newest => newest is not null);
        _screen.Price(price);
        if (decision.Slot.Start >= _day.End)
        {
            _over.TrySetResult();
            return;
        }

        var off = decision.Commands.Where(command => command.Machines == 0).ToList();
        var sign = price is { } known && known.Value < 0m ? "paid" : "pays";
        var stopped = string.Join(' ', off.Select(command => command.Group.Text));
        var regime = $"{sign} {stopped}";
        if (regime != _regime || decision.Slot.Start - _saidAt >= _quiet)
        {
            _screen.Line(decision.Slot.Start, _power, off.Count == 0 ? Running(price) : Stopped(decision.Commands));
            (_regime, _saidAt) = (regime, decision.Slot.Start);
            Watch(decision.Slot.Start, stopped);
        }
        else if (price?.Value == _day.Highest)
        {
            var full = _site.Site.Loads.Sum(load => load.Power(load.NormalModeIndex, load.Machines).Value);
            _screen.Line(decision.Slot.Start, _power, Text($"The day's peak: all running would cost {full * _day.Highest:N0} {_site.Currency} an hour."));
        }
    }

    // Where the price changes its sign and no hall moves, there is nothing to be slow for.
    private void Watch(Instant at, string stopped)
    {
        if (stopped != _stopped)
        {
            _stopped = stopped;
            _pace.Watch(at + _settling);
            _clock.Speed = DemoPace.OrderSpeed;
        }
    }

    private static string Running(EnergyPrice? price) => price is { } known && known.Value < 0m
        ? "Below zero: the site is paid to run. All run."
        : "Power costs less than every hall earns: all run.";

    private static string Stopped(IReadOnlyList<Engine.Commands.GroupCommand> commands)
    {
        var off = commands.Where(command => command.Machines == 0).ToList();
        var worth = string.Join(", ", off.Select(command => $"{command.Group} earns {command.Reason.Worth?.Value.ToString("0", CultureInfo.InvariantCulture) ?? "?"}"));
        return off.Count == commands.Count
            ? $"Power costs more than any hall earns: all stop ({worth})."
            : $"Power costs more than it earns there: {worth}. {(off.Count == 1 ? "It stops" : "They stop")}, the others run.";
    }

    private void Passed(FieldFrame frame, ControlTurn turn)
    {
        Now = turn.At;
        foreach (var answer in turn.Answers)
        {
            _asked.TryRemove(answer.Order, out _);
        }

        Reach(frame);
        if (_over.Task.IsCompleted)
        {
            _pace.Further(_desk!, turn, IsPersonWaiting, IsLookedAt(_looks));
            return;
        }

        _power = frame.Meter?.Power ?? _power;
        foreach (var alarm in turn.Alarms)
        {
            _screen.Line(turn.At, _power, $"{(alarm.IsRaised ? "ALARM" : "over:")} {alarm.Subject}: {AlarmSentence.Of(alarm, _desk!.Plant)}");
        }

        Accept(turn);
        Follow(turn);
        var isTelling = _pace.Passed(_desk!, turn, OrderedSpeed);
        Tell(turn, isTelling);
        if (turn.At >= _day.OrderAt && _ordering == Task.CompletedTask)
        {
            _ordering = OrderAsync();
        }
    }

    // The last pass of an interval stands at its end: the next interval begins with its decision.
    private void Reach(FieldFrame frame)
    {
        if (frame.At < _slotEnd)
        {
            _clock.Seen(frame.At);
        }
    }

    private async Task OrderAsync()
    {
        try
        {
            await GiveAsync().ConfigureAwait(false);
        }
        catch (RefusedException refusal)
        {
            _over.TrySetException(refusal);
        }
    }

    private async Task GiveAsync()
    {
        using var desk = DeskClient.Find(_dataFolder);
        _screen.Line(Now, _power, Text($"ORDER from the grid: come down to {ToMegawatts:0} MW within {WithinSeconds} s, for {_holds.TotalMinutes:0} min."));
        var answer = await desk.OrderAsync(
            new JsonObject
            {
                ["id"] = OrderId,
                ["kind"] = "shed",
                ["to_mw"] = ToMegawatts,
                ["within_seconds"] = WithinSeconds,
                ["until_utc"] = (Now + _holds).ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                ["reason"] = "grid emergency (made up)",
                ["by"] = "demo",
            },
            CancellationToken.None).ConfigureAwait(false);
        if (answer["promise"] is JsonObject promise)
        {
            _screen.Line(Now, _power, OrderScreen.Promise(promise));
        }
    }

    private void Accept(ControlTurn turn)
    {
        if (turn.Answers.Any(answer => answer.Order.Text == OrderId && answer.IsAccepted))
        {
            (_acceptedAt, _saidAt) = (turn.At, turn.At);
            _clock.Meet(turn.At + _holds);
        }

        if (turn.Endings.Any(ending => ending.Order.Text == OrderId))
        {
            (_isRestoring, _saidAt) = (true, turn.At);
            _clock.Meet(Instant.MaxValue);
            _pace.Watch(turn.At + _settling);
            _screen.Line(turn.At, _power, "The order is over: machines come back in stages, 20 MW a minute at most.");
        }
    }

    private void Follow(ControlTurn turn)
    {
        if (_acceptedAt is { } accepted && _keptAt is null && _power is { } power)
        {
            var took = turn.At - accepted;
            if (power.Value <= ToMegawatts && turn.At > accepted)
            {
                _keptAt = turn.At;
                var left = Math.Max(WithinSeconds - took.TotalSeconds, 0);
                _screen.Line(turn.At, power, took.TotalSeconds <= WithinSeconds
                    ? Text($"KEPT: {ToMegawatts:0} MW or less by the meter after {took.TotalSeconds:0} s, {left:0} s before the deadline.")
                    : Text($"LATE: {ToMegawatts:0} MW by the meter after {took.TotalSeconds:0} s."));
                return;
            }

            Watch(turn.At, power, turn.Feeds.Any(feed => feed.Action == FeedAction.Open) ? "breakers open what has not followed" : "on the way down");
        }
        else if (_isRestoring && _power is { } rising)
        {
            if (turn.Wanted.All(wanted => wanted.Machines == wanted.Target))
            {
                _isRestoring = false;
                _screen.Line(turn.At, rising, "All are told to run again; they tune and ramp.");
                return;
            }

            Watch(turn.At, rising, "on the way up");
        }
    }

    private void Watch(Instant at, Megawatts power, string text)
    {
        if (at - _saidAt >= (_isRestoring ? _between * 2 : _between))
        {
            _saidAt = at;
            _screen.Line(at, power, text);
        }
    }

    private void Tell(ControlTurn turn, bool isTelling)
    {
        if (isTelling && !_wasTelling)
        {
            (_toldFrom, _toldAt) = (_power ?? Megawatts.Zero, turn.At);
        }
        else if (!isTelling && _wasTelling && !IsHeld && _power is { } power && Math.Abs((power - _toldFrom).Value) >= 1m && _toldAt > _day.Start)
        {
            _screen.Line(turn.At, power, Text($"All have followed: {Shown.Number((power - _toldFrom).Value, "+0.0;-0.0")} MW by the meter, the last after {Length(turn.At - _toldAt)}."));
        }

        _wasTelling = isTelling;
    }

    private static string Length(Duration time) =>
        time < Duration.FromMinutes(2) ? Text($"{time.TotalSeconds:0} s") : Text($"{time.TotalMinutes:0} min");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
