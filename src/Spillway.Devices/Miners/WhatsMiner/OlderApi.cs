using System.Globalization;
using Spillway.Devices.Miners.Answers;
using Spillway.Devices.Wire.WhatsMiner;

namespace Spillway.Devices.Miners.WhatsMiner;

/// <summary>API v2 on port 4028: reads in the open, orders hidden under a session's key.</summary>
internal sealed class OlderApi(WhatsMinerLink link, string password)
{
    // A device forgets a session after 30 minutes.
    private static readonly TimeSpan _sessionLifetime = TimeSpan.FromMinutes(25);

    private readonly LoginPause _pause = new(link.Time);
    private WhatsMinerSession? _session;
    private DateTimeOffset _sessionEnds;

    /// <summary>Whether the last no was one that the newer API may not say.</summary>
    public bool IsClosed { get; private set; }

    public ValueTask<DeviceAnswer<byte[]>> AskAsync(string command, CancellationToken cancellation) =>
        link.AskOlderAsync($$"""{"cmd":"{{command}}"}""", cancellation);

    public async ValueTask<DeviceAnswer<Acknowledgement>> TellAsync(MinerCommand command, CancellationToken cancellation)
    {
        IsClosed = false;
        var orders = await OrdersAsync(command, cancellation).ConfigureAwait(false);
        if (!orders.IsAnswered)
        {
            return new(orders.Fault);
        }

        DeviceAnswer<Acknowledgement> last = default;
        foreach (var order in orders.Value)
        {
            last = await OrderAsync(order, cancellation).ConfigureAwait(false);
            if (!last.IsAnswered)
            {
                break;
            }
        }

        // The board goes down before it answers.
        return last.Fault?.Kind == DeviceFaultKind.Late && command.Action == MinerAction.Reboot && _session is not null
            ? new(new Acknowledgement("")) : last;
    }

    private async ValueTask<DeviceAnswer<IReadOnlyList<string>>> OrdersAsync(MinerCommand command, CancellationToken cancellation)
    {
        switch (command.Action)
        {
            case MinerAction.Sleep:
                return new(["\"cmd\":\"power_off\",\"respbefore\":\"true\""]);
            case MinerAction.Wake:
                return new(["\"cmd\":\"power_on\""]);
            case MinerAction.Reboot:
                return new(["\"cmd\":\"reboot\""]);
        }

        var state = await StateAsync(cancellation).ConfigureAwait(false);
        if (state.Value is not { } known)
        {
            return new(state.Fault!);
        }

        var set = command.Action == MinerAction.SetMode ? ModeOrder(command.Mode) : PowerOrder(command, known);
        return new(known.IsOff && command.Action == MinerAction.SetMode ? ["\"cmd\":\"power_on\"", set] : [set]);
    }

    private static string ModeOrder(MinerMode mode) => mode switch
    {
        MinerMode.Low => "\"cmd\":\"set_low_power\"",
        MinerMode.High => "\"cmd\":\"set_high_power\"",
        _ => "\"cmd\":\"set_normal_power\"",
    };

    // A share of its power takes a second; a new limit starts the machine anew.
    private static string PowerOrder(MinerCommand command, WhatsMinerState state) => state.Percent(command.Power!.Value) is { } percent
        ? string.Create(CultureInfo.InvariantCulture, $"\"cmd\":\"set_power_pct\",\"percent\":\"{percent}\"")
        : string.Create(CultureInfo.InvariantCulture, $"\"cmd\":\"adjust_power_limit\",\"power_limit\":\"{decimal.Floor(command.Power.Value.Value):0}\"");

    private async ValueTask<DeviceAnswer<WhatsMinerState>> StateAsync(CancellationToken cancellation)
    {
        var bytes = new List<(string, ReadOnlyMemory<byte>)>();
        foreach (var command in new[] { "status", "summary" })
        {
            var answer = await AskAsync(command, cancellation).ConfigureAwait(false);
            if (!answer.IsAnswered)
            {
                return new(answer.Fault);
            }

            bytes.Add((command, answer.Value));
        }

        return OpenedAnswer.Take(bytes, WhatsMinerState.Of);
    }

    private async ValueTask<DeviceAnswer<Acknowledgement>> OrderAsync(string order, CancellationToken cancellation)
    {
        if (_pause.Refusal is { } refusal)
        {
            return new(refusal);
        }

        // An aged session is told only by the answer to an order: then a fresh one is made, once.
        var wasFresh = !HasSession;
        var answer = await TryAsync(order, cancellation).ConfigureAwait(false);
        if (answer.Value is { IsTokenWrong: true } && !wasFresh)
        {
            _session = null;
            answer = await TryAsync(order, cancellation).ConfigureAwait(false);
        }

        if (answer.Value is not { } verdict)
        {
            return new(answer.Fault!);
        }

        if (verdict.IsTokenWrong)
        {
            _session = null;
            return new(_pause.Refused(verdict.Fault));
        }

        _pause.Accepted();
        IsClosed = verdict.IsClosed;
        return verdict.IsYes ? new(new Acknowledgement(verdict.Message)) : new(verdict.Fault);
    }

    private bool HasSession => _session is not null && link.Time.GetUtcNow() < _sessionEnds;

    private async ValueTask<DeviceAnswer<OlderVerdict>> TryAsync(string order, CancellationToken cancellation)
    {
        if (!HasSession && await BeginAsync(cancellation).ConfigureAwait(false) is { } fault)
        {
            return new(fault);
        }

        var session = _session!;
        var hidden = session.Cipher.Hide($$"""{"token":"{{session.Sign}}",{{order}}}""");
        var answer = await link.AskOlderAsync($$"""{"enc":1,"data":"{{hidden}}"}""", cancellation).ConfigureAwait(false);
        return answer.IsAnswered ? OpenedAnswer.Take(answer.Value, answers => OlderVerdict.Of(answers, session.Cipher)) : new(answer.Fault);
    }

    private async ValueTask<DeviceFault?> BeginAsync(CancellationToken cancellation)
    {
        var answer = await AskAsync("get_token", cancellation).ConfigureAwait(false);
        if (!answer.IsAnswered)
        {
            return answer.Fault;
        }

        var opened = OpenedAnswer.Take<object>(answer.Value, answers => (object?)Session(answers) ?? OlderVerdict.Of(answers, null));
        if (opened.Value is WhatsMinerSession session)
        {
            _session = session;
            _sessionEnds = link.Time.GetUtcNow() + _sessionLifetime;
            return null;
        }

        IsClosed = opened.Value is OlderVerdict { IsClosed: true };
        return opened.Value is OlderVerdict no ? no.Fault : opened.Fault;
    }

    // Where there is no session to be had, a word stands where its salts would.
    private WhatsMinerSession? Session(MinerAnswers answers) =>
        Salts(answers) is var (time, salt, newSalt) ? WhatsMinerSession.Of(password, time, salt, newSalt) : null;

    internal static (string Time, string Salt, string NewSalt)? Salts(MinerAnswers answers)
    {
        var message = answers.Sections("Msg").FirstOrDefault();
        return message.Text("time") is { } time && message.Text("salt") is { } salt && message.Text("newsalt") is { } newSalt ? (time, salt, newSalt) : null;
    }
}
