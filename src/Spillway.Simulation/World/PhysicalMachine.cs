using NodaTime;
using Spillway.Simulation.Faults;

namespace Spillway.Simulation.World;

/// <summary>The physics of one machine. It has no clock: every call says what time it is, and time only goes forward. What it does
/// is a function of its build, its seed and what was done to it when, bit for bit, however often it was looked at. Any thread.</summary>
public sealed partial class PhysicalMachine
{
    private const double TuningShare = 0.9;
    private const double StuckShare = 0.3;
    private const double TimeScatter = 0.15;
    private const double WattScatter = 0.015;
    private const double EfficiencyGain = 0.15;

    private static readonly InstructionAnswer _accepted = new InstructionAnswer.Accepted();

    private readonly Lock _gate = new();
    private readonly ulong _seed;
    private MachineSegment _segment;
    private MachineFaults _faults;
    private MachineMode _mode;
    private double? _limitWatts;
    private bool _isFed;
    private bool _isToldToSleep;
    private bool _isCharging;
    private int _changes;
    private int _boots;
    private int _stuckBoot;
    private Instant _bootedAt;
    private Instant? _hashingSince;

    // Sums up to the segment's start.
    private double _joules;
    private double _terahashes;
    private double _paidTerahashes;
    private double _kelvin;
    private double _terahashesAtHashingStart;
    private double _paidAtHashingStart;

    /// <summary>A machine that is plugged in and whose feed is open.</summary>
    /// <param name="build">How it is built.</param>
    /// <param name="identity">Which one it is.</param>
    /// <param name="seed">All its chance.</param>
    /// <param name="now">When it begins to exist.</param>
    public PhysicalMachine(MachineBuild build, MachineIdentity identity, ulong seed, Instant now)
    {
        ArgumentNullException.ThrowIfNull(build);
        ArgumentNullException.ThrowIfNull(identity);
        Build = build;
        Identity = identity;
        _seed = seed;
        _segment = new(MachinePhase.Unpowered, now, null, Slope.Zero, Slope.Zero);
    }

    /// <summary>How it is built.</summary>
    public MachineBuild Build { get; }

    /// <summary>Which one it is.</summary>
    public MachineIdentity Identity { get; }

    /// <summary>How often an instruction had an effect on it: put to sleep, woken, given another mode or limit, rebooted. What it did
    /// already when it was told does not count, nor that its firmware starts its program anew with a mode. Never falls.</summary>
    public int Changes
    {
        get
        {
            lock (_gate)
            {
                return _changes;
            }
        }
    }

    private bool IsLive => _isFed && !Suffers(MachineFaults.Absent);

    // Only the boot in which the program died is lost.
    private bool IsStuck => Suffers(MachineFaults.StuckStarting) && _boots == _stuckBoot;

    /// <summary>Feeds it and lets it hash steadily at once, as if it had run for days.</summary>
    /// <param name="now">When.</param>
    public void Settle(Instant now)
    {
        lock (_gate)
        {
            Pass(now);
            _isFed = true;
            _isToldToSleep = false;
            if (IsLive)
            {
                var (watts, hashrate) = Target();
                _bootedAt = now;
                StartHashing(now);
                Begin(now, MachinePhase.Hashing, null, Slope.Level(watts), Slope.Level(hashrate));
                _kelvin = MachineHeat.KelvinAtFullPower * watts / FullWatts();
            }
        }
    }

    /// <summary>Closes or opens its feed.</summary>
    /// <param name="isLive">Whether there is voltage at its plug.</param>
    /// <param name="now">When.</param>
    public void Power(bool isLive, Instant now)
    {
        lock (_gate)
        {
            Pass(now);
            var was = IsLive;
            _isFed = isLive;
            FollowFeed(was, now);
        }
    }

    /// <summary>Sets what is wrong with it, in place of what was.</summary>
    /// <param name="faults">All its faults from now on.</param>
    /// <param name="now">When.</param>
    public void Suffer(MachineFaults faults, Instant now)
    {
        lock (_gate)
        {
            Pass(now);
            var was = IsLive;

            // What was drawn and earned until now was so under the old faults.
            Begin(now, _segment.Phase, Rest(now), _segment.Watts with { Start = _segment.WattsAt(now) }, _segment.Hashrate with { Start = _segment.HashrateAt(now) });
            var changed = _faults ^ faults;
            _faults = faults;
            FollowFeed(was, now);
            if ((changed & MachineFaults.BoardLost) != 0)
            {
                Retarget(now);
            }

            if ((changed & MachineFaults.StuckStarting) != 0)
            {
                FollowProgram(now);
            }
        }
    }

    /// <summary>Tells it something through its controller. Whoever asks sees to it that the controller answers at all
    /// (<see cref="MachineSnapshot.IsAnswering"/>).</summary>
    /// <param name="instruction">What.</param>
    /// <param name="now">When.</param>
    /// <returns>What it answers.</returns>
    public InstructionAnswer Tell(MachineInstruction instruction, Instant now)
    {
        ArgumentNullException.ThrowIfNull(instruction);
        lock (_gate)
        {
            Pass(now);
            if (_segment.Phase == MachinePhase.Unpowered)
            {
                return new InstructionAnswer.Refused("no power");
            }

            if (Suffers(MachineFaults.Refuses))
            {
                return new InstructionAnswer.Refused("not permitted");
            }

            if (Impossible(instruction) is { } reason)
            {
                return new InstructionAnswer.Refused(reason);
            }

            if (!Suffers(MachineFaults.SaysDone))
            {
                Follow(instruction, now);
            }

            return _accepted;
        }
    }

    private string? Impossible(MachineInstruction instruction) => instruction switch
    {
        MachineInstruction.SetMode set when Build.Find(set.Mode) is null => "no such mode",
        MachineInstruction.SetPowerLimit { Watts: { } watts } when !(watts >= Build.LeastWatts && watts <= Build.NameplateWatts) => "power limit out of range",
        _ => null,
    };

    private void Follow(MachineInstruction instruction, Instant now)
    {
        switch (instruction)
        {
            case MachineInstruction.Sleep:
                _changes += _isToldToSleep ? 0 : 1;
                _isToldToSleep = true;
                if (_segment.Phase is MachinePhase.Tuning or MachinePhase.Ramping or MachinePhase.Hashing)
                {
                    _hashingSince = null;
                    Begin(now, MachinePhase.Stopping, Build.RampDownTime, new(_segment.WattsAt(now), Build.SleepWatts), Slope.Zero);
                }

                break;
            case MachineInstruction.Wake:
                _changes += _isToldToSleep ? 1 : 0;
                _isToldToSleep = false;
                if (_segment.Phase is MachinePhase.Asleep or MachinePhase.Stopping)
                {
                    BeginTuning(now);
                }

                break;
            case MachineInstruction.SetMode set:
                if (_mode != set.Mode)
                {
                    _changes++;
                    _mode = set.Mode;
                    Retarget(now);
                }

                break;
            case MachineInstruction.SetPowerLimit limit:
                if (!Nullable.Equals(_limitWatts, limit.Watts))
                {
                    _changes++;
                    _limitWatts = limit.Watts;
                    Retarget(now);
                }

                break;
            case MachineInstruction.Restart:
                if (_segment.Phase is MachinePhase.Tuning or MachinePhase.Ramping or MachinePhase.Hashing)
                {
                    BeginTuning(now);
                }

                break;
            case MachineInstruction.Reboot:
                _changes++;
                Boot(now, 0);
                break;
        }
    }

    // The program that dies leaves a start that does not get on; when it is mended, it starts again.
    private void FollowProgram(Instant now)
    {
        if (Suffers(MachineFaults.StuckStarting))
        {
            _stuckBoot = _boots;
        }

        if (_segment.Phase is MachinePhase.Tuning or MachinePhase.Ramping or MachinePhase.Hashing && _boots == _stuckBoot)
        {
            BeginTuning(now);
        }
    }

    private void FollowFeed(bool wasLive, Instant now)
    {
        if (wasLive && !IsLive)
        {
            _hashingSince = null;
            _isCharging = false;
            Begin(now, MachinePhase.Unpowered, null, Slope.Zero, Slope.Zero);
        }
        else if (!wasLive && IsLive)
        {
            Boot(now, Build.InrushWatts);
        }
    }

    private void Boot(Instant now, double inrushWatts)
    {
        _boots++;
        _bootedAt = now;
        _hashingSince = null;
        _isToldToSleep &= Build.SleepOutlastsPowerCut && !Suffers(MachineFaults.ForgetsSleep);
        _isCharging = inrushWatts > 0 && Build.InrushTime > Duration.Zero;
        if (_isCharging)
        {
            Begin(now, MachinePhase.Booting, Build.InrushTime, Slope.Level(Build.SleepWatts + inrushWatts), Slope.Zero);
        }
        else
        {
            Begin(now, MachinePhase.Booting, Scattered(Build.BootTime, 0), Slope.Level(Build.SleepWatts), Slope.Zero);
        }
    }

    /// <summary>Lets every stretch that is over by now give way to the next.</summary>
    private void Pass(Instant now)
    {
        while (_segment.End is { } end && end <= now)
        {
            switch (_segment.Phase)
            {
                case MachinePhase.Booting when _isCharging:
                    _isCharging = false;
                    Begin(end, MachinePhase.Booting, Scattered(Build.BootTime, 0), Slope.Level(Build.SleepWatts), Slope.Zero);
                    break;
                case MachinePhase.Booting when !_isToldToSleep:
                    BeginTuning(end);
                    break;
                case MachinePhase.Booting or MachinePhase.Stopping:
                    Begin(end, MachinePhase.Asleep, null, Slope.Level(Build.SleepWatts), Slope.Zero);
                    break;
                case MachinePhase.Tuning:
                    BeginRamp(end, Scattered(Build.RampUpTime, 2));
                    break;
                default:
                    Begin(end, MachinePhase.Hashing, null, Slope.Level(_segment.Watts.End), Slope.Level(_segment.Hashrate.End));
                    break;
            }
        }
    }

    private void BeginTuning(Instant now)
    {
        StartHashing(now);
        if (IsStuck)
        {
            Begin(now, MachinePhase.Tuning, null, Slope.Level(Target().Watts * StuckShare), Slope.Zero);
            return;
        }

        Begin(now, MachinePhase.Tuning, Scattered(Build.TuneTime, 1), new(_segment.WattsAt(now), Target().Watts * TuningShare), Slope.Zero);
    }

    private void StartHashing(Instant now)
    {
        _hashingSince = now;
        _terahashesAtHashingStart = _terahashes + _segment.TerahashesUntil(now);
        _paidAtHashingStart = Paid(now);
    }

    private void Retarget(Instant now)
    {
        if (_segment.Phase is MachinePhase.Ramping or MachinePhase.Hashing)
        {
            BeginRamp(now, Target().Watts > _segment.WattsAt(now) ? Build.RampUpTime : Build.RampDownTime);
        }
    }

    private void BeginRamp(Instant now, Duration length)
    {
        var (watts, hashrate) = Target();
        Begin(now, MachinePhase.Ramping, length, new(_segment.WattsAt(now), watts), new(_segment.HashrateAt(now), hashrate));
    }

    /// <summary>Closes the running stretch at an instant and begins another.</summary>
    private void Begin(Instant at, MachinePhase phase, Duration? length, Slope watts, Slope hashrate)
    {
        _kelvin = KelvinAt(at);
        _paidTerahashes = Paid(at);
        _joules += _segment.JoulesUntil(at);
        _terahashes += _segment.TerahashesUntil(at);
        _segment = new(phase, at < _segment.From ? _segment.From : at, length, watts, hashrate);
    }

    private Duration? Rest(Instant now) => _segment.End is { } end ? end - (now < _segment.From ? _segment.From : now) : null;

    /// <summary>Where watts and rate settle with the mode, the limit and the boards that there are.</summary>
    private (double Watts, double Hashrate) Target()
    {
        var figures = Build.Find(_mode) ?? Build.Modes[0];
        var watts = figures.Watts * (1 + (WattScatter * SeededNoise.Symmetric(_seed, 0)));
        var hashrate = figures.HashrateThPerS * (1 + (WattScatter * SeededNoise.Symmetric(_seed, 1)));
        if (_limitWatts is { } limit)
        {
            // Chips at a lower voltage hash a little better per joule.
            var share = limit / figures.Watts;
            hashrate *= share * (1 + (EfficiencyGain * (1 - share)));
            watts = limit;
        }

        var boards = Suffers(MachineFaults.BoardLost) ? (Build.Boards - 1.0) / Build.Boards : 1.0;
        return (Build.SleepWatts + ((watts - Build.SleepWatts) * boards), hashrate * boards);
    }

    private double FullWatts() => (Build.Find(MachineMode.Normal) ?? Build.Modes[0]).Watts;

    private Duration Scattered(Duration time, int kind) =>
        time * (1 + (TimeScatter * SeededNoise.Symmetric(_seed, 16 + (_boots * 4L) + kind)));

    private bool Suffers(MachineFaults fault) => (_faults & fault) != 0;
}
