using Spillway.Devices.Miners.Answers;
using Spillway.Devices.Miners.Cgminer;

namespace Spillway.Devices.Miners.WhatsMiner;

/// <summary>One WhatsMiner: by the older API where its firmware takes orders there, else by the newer one.</summary>
internal sealed class WhatsMinerMiner(WhatsMinerLink link, OlderApi older, NewerApi newer) : IMiner
{
    private const string Family = "whatsminer";

    // From this date of firmware on the older port no longer takes all orders.
    private const int NewerSince = 20241101;
    private const int DateDigits = 8;

    private readonly SlowAnswers _slow = new(link.Time, link.Polls);
    private Dialect _dialect;

    private enum Dialect
    {
        Unknown,
        Older,
        Newer,
    }

    public async ValueTask<DeviceAnswer<MinerReading>> ReadAsync(CancellationToken cancellation)
    {
        if (await RecogniseAsync(cancellation).ConfigureAwait(false) is { } fault)
        {
            return new(fault);
        }

        var reading = _dialect == Dialect.Newer
            ? await ReadNewerAsync(cancellation).ConfigureAwait(false)
            : await ReadOlderAsync(cancellation).ConfigureAwait(false);
        if (reading.Fault?.Kind == DeviceFaultKind.Unreachable)
        {
            Forget();
        }

        return reading;
    }

    public async ValueTask<DeviceAnswer<Acknowledgement>> TellAsync(MinerCommand command, CancellationToken cancellation)
    {
        if (await RecogniseAsync(cancellation).ConfigureAwait(false) is { } fault)
        {
            return new(fault);
        }

        if (_dialect == Dialect.Newer)
        {
            return await newer.TellAsync(command, cancellation).ConfigureAwait(false);
        }

        var answer = await older.TellAsync(command, cancellation).ConfigureAwait(false);
        if (!older.IsClosed || !await AnswersNewerAsync(cancellation).ConfigureAwait(false))
        {
            return answer;
        }

        _dialect = Dialect.Newer;
        return await newer.TellAsync(command, cancellation).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Forget()
    {
        _dialect = Dialect.Unknown;
        _slow.Forget();
    }

    private async ValueTask<DeviceFault?> RecogniseAsync(CancellationToken cancellation)
    {
        if (_dialect != Dialect.Unknown)
        {
            return null;
        }

        var version = await older.AskAsync("get_version", cancellation).ConfigureAwait(false);
        var dated = version.IsAnswered ? OpenedAnswer.Take(version.Value, Firmware) : new(version.Fault);
        if (dated.Value is not { IsNewer: false } && await AnswersNewerAsync(cancellation).ConfigureAwait(false))
        {
            _dialect = Dialect.Newer;
            return null;
        }

        _dialect = dated.IsAnswered ? Dialect.Older : Dialect.Unknown;
        return dated.Fault;
    }

    // The oldest firmware says no date, and a word where others say a version.
    internal static Dated? Firmware(MinerAnswers answers) =>
        CgminerFields.Text(answers.Sections("Msg"), "fw_ver")?.Trim('\'') is { Length: >= DateDigits } words && int.TryParse(words.AsSpan(0, DateDigits), out var date)
            ? new(date >= NewerSince)
            : answers.Sections("STATUS").Concat(answers.Objects).Any(one => one.Text("Msg") is not null || one.Child("Msg") is not null) ? new(IsNewer: false)
            : null;

    private async ValueTask<bool> AnswersNewerAsync(CancellationToken cancellation)
    {
        var answer = await newer.AskAsync("get.device.info", "system", cancellation).ConfigureAwait(false);
        return answer.IsAnswered && OpenedAnswer.Take(answer.Value, NewerVerdict.Of).Value is { IsYes: true };
    }

    private async ValueTask<DeviceAnswer<MinerReading>> ReadOlderAsync(CancellationToken cancellation)
    {
        var status = await older.AskAsync("status", cancellation).ConfigureAwait(false);
        if (!status.IsAnswered)
        {
            return new(status.Fault);
        }

        link.Polls.Heard(status.Value);

        // While it is stopped the mining program may not be there to be asked.
        var summary = await older.AskAsync("summary", cancellation).ConfigureAwait(false);
        var isOff = OpenedAnswer.Take(status.Value, WhatsMinerState.Of).Value is { IsOff: true };
        if (!summary.IsAnswered && !(isOff && summary.Fault.Kind is DeviceFaultKind.Late or DeviceFaultKind.Unreachable))
        {
            return new(summary.Fault);
        }

        link.Polls.Heard(summary.Value);
        var slow = await _slow.GetAsync(() => AskAllAsync(["get_version", "get_miner_info", "pools", "get_error_code"], cancellation)).ConfigureAwait(false);
        return slow.IsAnswered
            ? _slow.Judged(CgminerVerdict.Reading(Family, [status.Value, .. summary.IsAnswered ? [(ReadOnlyMemory<byte>)summary.Value] : Array.Empty<ReadOnlyMemory<byte>>(), .. slow.Value]))
            : new(slow.Fault);
    }

    private async ValueTask<DeviceAnswer<IReadOnlyList<ReadOnlyMemory<byte>>>> AskAllAsync(string[] commands, CancellationToken cancellation)
    {
        var answers = new List<ReadOnlyMemory<byte>>();
        foreach (var command in commands)
        {
            var answer = await older.AskAsync(command, cancellation).ConfigureAwait(false);
            if (answer.IsAnswered)
            {
                answers.Add(answer.Value);
            }
            else if (answer.Fault?.Kind == DeviceFaultKind.Unreachable)
            {
                return new(answer.Fault);
            }
        }

        return new(answers);
    }

    private async ValueTask<DeviceAnswer<MinerReading>> ReadNewerAsync(CancellationToken cancellation)
    {
        // Pools alone are refused while it is stopped; joined with the summary they are left out.
        var device = await newer.AskAsync("get.device.info", null, cancellation).ConfigureAwait(false);
        var status = device.IsAnswered ? await newer.AskAsync("get.miner.status", "summary+pools", cancellation).ConfigureAwait(false) : device;
        if (!status.IsAnswered)
        {
            return new(status.Fault);
        }

        link.Polls.Heard([device.Value!, status.Value]);
        return CgminerVerdict.Reading(Family, [device.Value!, status.Value]);
    }

    internal sealed record Dated(bool IsNewer);
}
