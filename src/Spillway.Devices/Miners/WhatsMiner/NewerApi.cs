using System.Globalization;
using Spillway.Devices.Miners.Answers;
using Spillway.Devices.Wire.WhatsMiner;
using Spillway.Units;

namespace Spillway.Devices.Miners.WhatsMiner;

/// <summary>API v3 on port 4433: every order carries a token of its own, made from the device's salt and the time.</summary>
internal sealed class NewerApi(WhatsMinerLink link, string account, string password)
{
    private readonly LoginPause _pause = new(link.Time);
    private Salt? _salt;

    public ValueTask<DeviceAnswer<byte[]>> AskAsync(string command, string? parameter, CancellationToken cancellation) => link.AskNewerAsync(
        parameter is null ? $$"""{"cmd":"{{command}}"}""" : $$"""{"cmd":"{{command}}","param":"{{parameter}}"}""", cancellation);

    public async ValueTask<DeviceAnswer<Acknowledgement>> TellAsync(MinerCommand command, CancellationToken cancellation)
    {
        switch (command.Action)
        {
            case MinerAction.Sleep:
                return await OrderAsync("set.miner.service", "\"stop\"", cancellation).ConfigureAwait(false);
            case MinerAction.Wake:
                return await OrderAsync("set.miner.service", "\"start\"", cancellation).ConfigureAwait(false);
            case MinerAction.Reboot:
                // The board goes down before it answers.
                var reboot = await OrderAsync("set.system.reboot", null, cancellation).ConfigureAwait(false);
                return reboot.Fault?.Kind == DeviceFaultKind.Late && _salt is not null ? new(new Acknowledgement("")) : reboot;
        }

        var state = await StateAsync(cancellation).ConfigureAwait(false);
        return state.Value is not { } known ? new(state.Fault!)
            : command.Action == MinerAction.SetMode ? await RunAsync(command.Mode, known, cancellation).ConfigureAwait(false)
            : await KeepAsync(command.Power!.Value, known, cancellation).ConfigureAwait(false);
    }

    private async ValueTask<DeviceAnswer<Acknowledgement>> RunAsync(MinerMode mode, WhatsMinerState state, CancellationToken cancellation)
    {
        if (state.IsOff)
        {
            // A mode set on a stopped machine is lost.
            var started = await OrderAsync("set.miner.service", "\"start\"", cancellation).ConfigureAwait(false);
            if (!started.IsAnswered)
            {
                return started;
            }
        }

        var word = mode switch { MinerMode.Low => "low", MinerMode.High => "high", _ => "normal" };
        return await OrderAsync("set.miner.power_mode", $"\"{word}\"", cancellation).ConfigureAwait(false);
    }

    // The percentage is read only where it is a string.
    private ValueTask<DeviceAnswer<Acknowledgement>> KeepAsync(Watts target, WhatsMinerState state, CancellationToken cancellation) => state.Percent(target) is { } percent
        ? OrderAsync("set.miner.power_percent", $$"""{"percent":"{{percent}}","mode":"fast"}""", cancellation)
        : OrderAsync("set.miner.power_limit", decimal.Floor(target.Value).ToString("0", CultureInfo.InvariantCulture), cancellation);

    private async ValueTask<DeviceAnswer<WhatsMinerState>> StateAsync(CancellationToken cancellation)
    {
        var device = await AskAsync("get.device.info", "miner", cancellation).ConfigureAwait(false);
        var summary = device.IsAnswered ? await AskAsync("get.miner.status", "summary", cancellation).ConfigureAwait(false) : device;
        return summary.IsAnswered
            ? OpenedAnswer.Take([("device", device.Value!), ("summary", summary.Value)], WhatsMinerState.Of)
            : new(summary.Fault);
    }

    private async ValueTask<DeviceAnswer<Acknowledgement>> OrderAsync(string command, string? parameter, CancellationToken cancellation)
    {
        if (_pause.Refusal is { } refusal)
        {
            return new(refusal);
        }

        // A salt changes with the password, a clock with a restart: then both are read again, once.
        var wasFresh = _salt is null;
        var answer = await TryAsync(command, parameter, cancellation).ConfigureAwait(false);
        if (answer.Value is { IsNotPermitted: true } && !wasFresh)
        {
            _salt = null;
            answer = await TryAsync(command, parameter, cancellation).ConfigureAwait(false);
        }

        if (answer.Value is not { } verdict)
        {
            return new(answer.Fault!);
        }

        if (verdict.IsNotPermitted)
        {
            _salt = null;
            return new(_pause.Refused(verdict.Fault));
        }

        _pause.Accepted();
        return verdict.IsYes ? new(new Acknowledgement(verdict.Message)) : new(verdict.Fault);
    }

    private async ValueTask<DeviceAnswer<NewerVerdict>> TryAsync(string command, string? parameter, CancellationToken cancellation)
    {
        if (_salt is null)
        {
            var read = await AskAsync("get.device.info", "salt", cancellation).ConfigureAwait(false);
            var salt = read.IsAnswered ? OpenedAnswer.Take(read.Value, answers => SaltOf(answers, link.Time.GetUtcNow().ToUnixTimeSeconds())) : new(read.Fault);
            if (salt.Value is not { } found)
            {
                return new(salt.Fault!);
            }

            _salt = found;
        }

        // The device compares the time with its own clock, which runs wrong until it has found a time server.
        var seconds = link.Time.GetUtcNow().ToUnixTimeSeconds() + _salt.SecondsAhead;
        var token = WhatsMinerToken.Of(command, password, _salt.Value, seconds).Value;
        var tail = parameter is null ? "" : $",\"param\":{parameter}";
        var json = string.Create(CultureInfo.InvariantCulture, $$"""{"cmd":"{{command}}","ts":{{seconds}},"token":"{{token}}","account":"{{account}}"{{tail}}}""");
        var answer = await link.AskNewerAsync(json, cancellation).ConfigureAwait(false);
        return answer.IsAnswered ? OpenedAnswer.Take(answer.Value, NewerVerdict.Of) : new(answer.Fault);
    }

    internal static Salt? SaltOf(MinerAnswers answers, long unixNow)
    {
        var top = answers.Objects.FirstOrDefault();
        var ahead = top.Number("when") is { } when and > 0m and < 1e11m ? (long)when - unixNow : 0;
        return answers.At("msg").Select(one => one.Text("salt")).FirstOrDefault(text => text is not null) is { } salt ? new(salt, ahead) : null;
    }

    internal sealed record Salt(string Value, long SecondsAhead);
}
