using NodaTime;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.Engine.Commands.Ladder;

/// <summary>A promise while it is put together, rung by rung.</summary>
internal sealed class PromiseDraft(Megawatts need, Duration within, int groups)
{
    private readonly Megawatts[] _asleepOfGroup = new Megawatts[groups];
    private readonly Megawatts[] _partedOfGroup = new Megawatts[groups];
    private Megawatts _asked;
    private Megawatts _asleep;
    private Megawatts _parted;
    private bool _isGraceful = true;
    private Duration _time;
    private decimal _sure;

    /// <summary>Sends a whole group over to a lower mode: all of it follows in time.</summary>
    public void Lower(LadderRung rung)
    {
        _asked += rung.Power;
        _asleep += rung.Power;
        _asleepOfGroup[rung.Group] += rung.Power;
        _sure += rung.Power.Value * rung.Confidence.Value;
        _time = Duration.Max(_time, rung.Within);
    }

    /// <summary>Tells machines to sleep, as far as power is still to be asked for; some of it follows in time.</summary>
    public void Sleep(LadderRung rung, double share)
    {
        if (_asked >= need)
        {
            return;
        }

        var asked = Megawatts.Min(rung.Power, need - _asked);
        var follows = asked * (decimal)share;
        _asked += asked;
        _asleep += follows;
        _asleepOfGroup[rung.Group] += follows;
        _isGraceful &= follows <= Megawatts.Zero;
        _sure += follows.Value * rung.Confidence.Value;
        _time = follows > Megawatts.Zero ? Duration.Max(_time, Duration.Min(rung.Within, within)) : _time;
    }

    /// <summary>Opens a feed for what machines will not have done in time.</summary>
    public void Open(LadderRung rung, Duration margin)
    {
        var left = need - _asleep - _parted;
        if (left <= Megawatts.Zero || rung.Within > within)
        {
            return;
        }

        // What sleeps behind this group's feeds is counted already.
        var before = _partedOfGroup[rung.Group];
        _partedOfGroup[rung.Group] += rung.Power;
        var counted = Beyond(_partedOfGroup[rung.Group], _asleepOfGroup[rung.Group]) - Beyond(before, _asleepOfGroup[rung.Group]);
        var taken = Megawatts.Min(counted, left);
        _parted += taken;
        _sure += taken.Value * rung.Confidence.Value;
        _time = taken > Megawatts.Zero ? Duration.Max(_time, Duration.Max(rung.Within, within - margin)) : _time;
    }

    /// <summary>Takes back what the ramp does not let fall in time.</summary>
    public void KeepRamp(Megawatts perMinute)
    {
        KeepAtMost(RampTokens.Over(perMinute, within));
        _time = Duration.Max(_time, Duration.FromMinutes((double)(_asleep.Value / perMinute.Value)));
    }

    /// <summary>Takes back what the largest step does not let fall in time: the first goes at once, each further one when the time of the
    /// one before it is over.</summary>
    public void KeepStep(PowerStep step)
    {
        if (step.Within > Duration.Zero)
        {
            KeepAtMost(step.Power * (decimal)Math.Ceiling(within / step.Within));
            _time = Duration.Max(_time, step.Within * (double)(Math.Ceiling(_asleep.Value / step.Power.Value) - 1m));
        }
    }

    public Promise ToPromise(Megawatts lockedOut)
    {
        var reduction = _asleep + _parted;
        var path = _parted <= Megawatts.Zero ? (_asleep <= Megawatts.Zero ? ShedPath.None : _isGraceful ? ShedPath.Graceful : ShedPath.Firmware)
            : _asleep <= Megawatts.Zero ? ShedPath.Breakers : ShedPath.FirmwareThenBreakers;
        var confidence = reduction <= Megawatts.Zero ? 0m : _sure / reduction.Value;
        return new(reduction, _time, path, new(Math.Round(confidence, 4)), need - reduction, lockedOut);
    }

    private void KeepAtMost(Megawatts most)
    {
        if (_asleep > most)
        {
            _sure *= most.Value / _asleep.Value;
            _asleep = most;
        }
    }

    private static Megawatts Beyond(Megawatts power, Megawatts counted) => power > counted ? power - counted : Megawatts.Zero;
}
