using System.Globalization;
using System.Text.Json;
using Spillway.Devices.Http;
using Spillway.Devices.Miners.Cgminer;
using Spillway.Devices.Wire.Cgminer;

namespace Spillway.Devices.Miners.Auradine;

/// <summary>One Auradine machine.</summary>
internal sealed class AuradineMiner : IMiner
{
    private static readonly byte[] _summary = CgminerRequest.Json("summary");
    private static readonly byte[] _pools = CgminerRequest.Json("pools");

    private readonly CgminerLink _reports;
    private readonly RestLink _rest;
    private readonly TokenLogin _login;
    private readonly SlowAnswers _slow;
    private bool _isSecurityKnown;

    public AuradineMiner(CgminerLink reports, RestLink rest, Credential credential)
    {
        _reports = reports;
        _rest = rest;
        _slow = new(rest.Time, rest.Polls);
        _login = new(rest, cancellation => LogInAsync(credential, cancellation), (request, token) => request.WithHeader("Token", token));
    }

    public async ValueTask<DeviceAnswer<MinerReading>> ReadAsync(CancellationToken cancellation)
    {
        var summary = await _reports.FetchAsync(_summary, cancellation).ConfigureAwait(false);
        var security = summary.IsAnswered ? await FindSecurityAsync(cancellation).ConfigureAwait(false) : summary.Fault;
        var now = security is null ? await _rest.FetchAllAsync(["/mode", "/psu", "/fan", "/temperature", "/led"], _login.SendAsync, cancellation).ConfigureAwait(false) : new(security);
        var slow = now.IsAnswered ? await _slow.GetAsync(() => AskSlowAsync(cancellation)).ConfigureAwait(false) : now;
        if (!slow.IsAnswered)
        {
            Forget();
            return new(slow.Fault);
        }

        _rest.Polls.Heard([summary.Value!, .. now.Value!]);
        return _slow.Judged(CgminerVerdict.Reading("auradine", [summary.Value!, .. now.Value!, .. slow.Value]));
    }

    public async ValueTask<DeviceAnswer<Acknowledgement>> TellAsync(MinerCommand command, CancellationToken cancellation)
    {
        if (await FindSecurityAsync(cancellation).ConfigureAwait(false) is { } fault)
        {
            return new(fault);
        }

        var answer = await OrderAsync(command, cancellation).ConfigureAwait(false);
        if (answer.Fault is { Kind: DeviceFaultKind.Malformed or DeviceFaultKind.Late or DeviceFaultKind.Unreachable })
        {
            Forget();
        }

        return answer;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async ValueTask<DeviceAnswer<Acknowledgement>> OrderAsync(MinerCommand command, CancellationToken cancellation)
    {
        switch (command.Action)
        {
            case MinerAction.Sleep:
                return await OrderAsync("mode", "\"sleep\":\"on\"", cancellation).ConfigureAwait(false);
            case MinerAction.Wake:
                return await OrderAsync("mode", "\"sleep\":\"off\"", cancellation).ConfigureAwait(false);
            case MinerAction.Reboot:
                return await OrderAsync("restart", null, cancellation).ConfigureAwait(false);
            case MinerAction.SetPower:
                var watts = decimal.Floor(command.Power!.Value.Value).ToString("0", CultureInfo.InvariantCulture);
                return await OrderAsync("mode", $"\"mode\":\"custom\",\"tune\":\"power\",\"power\":{watts}", cancellation).ConfigureAwait(false);
        }

        // A mode does not end a sleep by itself.
        var word = command.Mode switch { MinerMode.Low => "eco", MinerMode.High => "turbo", _ => "normal" };
        var set = await OrderAsync("mode", $"\"mode\":\"{word}\"", cancellation).ConfigureAwait(false);
        return set.IsAnswered ? await OrderAsync("mode", "\"sleep\":\"off\"", cancellation).ConfigureAwait(false) : set;
    }

    // What answered may have been another device, or one on its way up: how the port speaks is found out anew.
    private void Forget()
    {
        _slow.Forget();
        _isSecurityKnown = false;
    }

    // Some firmware serves the port with TLS only. That is found out with a page that carries no secret, before the log-in.
    private async ValueTask<DeviceFault?> FindSecurityAsync(CancellationToken cancellation)
    {
        if (_isSecurityKnown)
        {
            return null;
        }

        foreach (var security in new[] { DeviceSecurity.Plain, DeviceSecurity.SelfSigned })
        {
            _rest.Security = security;
            var answer = await _rest.SendAsync(_rest.Get("/"), cancellation).ConfigureAwait(false);
            if (answer.Value is { Status: not 400 })
            {
                _isSecurityKnown = true;
                return null;
            }

            if (answer.Fault is { Kind: not (DeviceFaultKind.Malformed or DeviceFaultKind.Late or DeviceFaultKind.Redirected) } fault)
            {
                return fault;
            }
        }

        return new(DeviceFaultKind.Malformed, "The REST port speaks neither HTTP nor HTTPS.");
    }

    private async ValueTask<DeviceAnswer<string>> LogInAsync(Credential credential, CancellationToken cancellation)
    {
        var json = $$"""{"command":"token","user":{{JsonSerializer.Serialize(credential.User)}},"password":{{JsonSerializer.Serialize(credential.Password)}}}""";
        var answer = RestLink.Body("token", await _rest.SendAsync(_rest.Post("/token", json), cancellation).ConfigureAwait(false));
        return answer.IsAnswered ? Token(answer.Value) : new(answer.Fault);
    }

    // Only a clear no is a wrong password; what cannot be read is not.
    internal static DeviceAnswer<string> Token(byte[] body)
    {
        var token = OpenedAnswer.Take(body, answers => CgminerFields.Text(answers.Sections("Token"), "Token"));
        return token.IsAnswered || CgminerVerdict.Acknowledged(body).Fault is not { Kind: not DeviceFaultKind.Malformed } no
            ? token
            : new(no with { Kind = DeviceFaultKind.Unauthorised });
    }

    private async ValueTask<DeviceAnswer<Acknowledgement>> OrderAsync(string command, string? values, CancellationToken cancellation)
    {
        var json = values is null ? $$"""{"command":"{{command}}"}""" : $$"""{"command":"{{command}}",{{values}}}""";
        var answer = RestLink.Body(command, await _login.SendAsync(_rest.Post($"/{command}", json), cancellation).ConfigureAwait(false));
        return answer.IsAnswered ? CgminerVerdict.Acknowledged(answer.Value) : new(answer.Fault);
    }

    private async ValueTask<DeviceAnswer<IReadOnlyList<ReadOnlyMemory<byte>>>> AskSlowAsync(CancellationToken cancellation)
    {
        var own = await _rest.FetchAllAsync(["/ipreport"], _login.SendAsync, cancellation).ConfigureAwait(false);
        var pools = own.IsAnswered ? await _reports.FetchAsync(_pools, cancellation).ConfigureAwait(false) : new(own.Fault);
        return pools.IsAnswered ? new([.. own.Value!, pools.Value]) : new(pools.Fault);
    }
}
