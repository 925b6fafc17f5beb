using Spillway.Devices.Miners.Cgminer;
using Spillway.Devices.Wire.Cgminer;

namespace Spillway.Devices.Miners.Antminer;

/// <summary>One Antminer.</summary>
internal sealed class AntminerMiner(CgminerLink link, AntminerWeb web) : IMiner
{
    private const string Family = "antminer";

    // Firmware before 2020 does not know the flag and answers in its own shape, which is read as well.
    private static readonly byte[] _stats = CgminerRequest.NewApi("stats");

    private int _modeBeforeSleep = AntminerConf.Normal;

    public async ValueTask<DeviceAnswer<MinerReading>> ReadAsync(CancellationToken cancellation)
    {
        var stats = await link.FetchAsync(_stats, cancellation).ConfigureAwait(false);
        if (!stats.IsAnswered)
        {
            return new(stats.Fault);
        }

        link.Polls.Heard(stats.Value);
        var reading = CgminerVerdict.Reading(Family, [stats.Value]);
        return reading.Value is { Mode: not MinerMode.Unknown } or { Hashrate.Value: > 0m }
            ? await WithPowerAsync(stats.Value, reading, cancellation).ConfigureAwait(false)
            : await WithConfAsync(stats.Value, reading, cancellation).ConfigureAwait(false);
    }

    public async ValueTask<DeviceAnswer<Acknowledgement>> TellAsync(MinerCommand command, CancellationToken cancellation)
    {
        if (command.Action == MinerAction.Reboot)
        {
            return await web.RebootAsync(cancellation).ConfigureAwait(false);
        }

        var read = await web.ConfAsync(cancellation).ConfigureAwait(false);
        if (read.Value is not { } conf)
        {
            return new(read.Fault!);
        }

        if (conf.Mode is not { } now)
        {
            return new(Unsupported.Fault($"this {Family}'s firmware", command));
        }

        switch (command.Action)
        {
            case MinerAction.Sleep:
                _modeBeforeSleep = now == AntminerConf.Sleep ? _modeBeforeSleep : now;
                return await SetAsync(conf, AntminerConf.Sleep, cancellation).ConfigureAwait(false);
            case MinerAction.Wake:
                return await SetAsync(conf, now == AntminerConf.Sleep ? _modeBeforeSleep : now, cancellation).ConfigureAwait(false);
            default:
                return command.Mode == MinerMode.Low
                    ? await SetLowAsync(conf, command, cancellation).ConfigureAwait(false)
                    : await SetAsync(conf, AntminerConf.Normal, cancellation).ConfigureAwait(false);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // Which of the two numbers of a low mode a firmware knows is not documented: it stores what it knows and drops the other
    // without a word, so what it stored is read back.
    private async ValueTask<DeviceAnswer<Acknowledgement>> SetLowAsync(AntminerConf conf, MinerCommand command, CancellationToken cancellation)
    {
        foreach (var mode in AntminerConf.LowModes)
        {
            var answer = await web.SetAsync(conf.Post(mode), cancellation).ConfigureAwait(false);
            if (!answer.IsAnswered)
            {
                return answer;
            }

            var stored = await web.ConfAsync(cancellation).ConfigureAwait(false);
            if (stored.Value?.Mode == mode)
            {
                return answer;
            }
        }

        return new(Unsupported.Fault($"this {Family}'s firmware", command));
    }

    // Older firmware takes longer for its answer than anybody waits: then what it stored is its answer.
    private async ValueTask<DeviceAnswer<Acknowledgement>> SetAsync(AntminerConf conf, int mode, CancellationToken cancellation)
    {
        var answer = await web.SetAsync(conf.Post(mode), cancellation).ConfigureAwait(false);
        if (answer.Fault is not { Kind: DeviceFaultKind.Late })
        {
            return answer;
        }

        var stored = await web.ConfAsync(cancellation).ConfigureAwait(false);
        return stored.Value?.Mode == mode ? new(new Acknowledgement("stored; its answer came too late")) : answer;
    }

    // Only the newer firmware says watts, and at another port than everything else.
    private async ValueTask<DeviceAnswer<MinerReading>> WithPowerAsync(byte[] stats, DeviceAnswer<MinerReading> reading, CancellationToken cancellation)
    {
        if (reading.Value!.Power is not null || reading.Value.Mode == MinerMode.Unknown)
        {
            return reading;
        }

        var power = await web.PowerAsync(cancellation).ConfigureAwait(false);
        if (power is null)
        {
            return reading;
        }

        link.Polls.Heard(power.Value.Span);
        return CgminerVerdict.Reading(Family, [stats, power.Value]);
    }

    // A machine asleep may say nothing at all in its reports; what is set then tells. Its pools' passwords are set there too: nobody
    // else hears it.
    private async ValueTask<DeviceAnswer<MinerReading>> WithConfAsync(byte[] stats, DeviceAnswer<MinerReading> reading, CancellationToken cancellation)
    {
        if (!AntminerConf.IsNewShape(stats))
        {
            return reading;
        }

        var conf = await web.ConfAsync(cancellation).ConfigureAwait(false);
        return conf.Value is { } known ? CgminerVerdict.Reading(Family, [stats, known.Bytes]) : reading.IsAnswered ? reading : new(conf.Fault!);
    }
}
