using System.Text.Json;
using Spillway.Devices.Http;
using Spillway.Devices.Miners.Answers;
using Spillway.Devices.Miners.Cgminer;

namespace Spillway.Devices.Miners.VNish;

/// <summary>One machine with VNish: read in the open, told with a token.</summary>
internal sealed class VNishMiner : IMiner
{
    private const string Api = "/api/v1";
    private const int TooManyTries = 429;

    private static readonly string[] _asleep = ["stopped", "shutting-down"];
    private static readonly string[] _awake = ["mining", "initializing", "starting", "auto-tuning", "restarting"];

    private readonly RestLink _link;
    private readonly TokenLogin _login;
    private readonly SlowAnswers _slow;

    public VNishMiner(RestLink link, string password)
    {
        _link = link;
        _slow = new(link.Time, link.Polls);
        _login = new(link, cancellation => UnlockAsync(password, cancellation), (request, token) => request.WithHeader("Authorization", $"Bearer {token}"));
    }

    public async ValueTask<DeviceAnswer<MinerReading>> ReadAsync(CancellationToken cancellation)
    {
        var status = await _link.FetchAsync($"{Api}/status", cancellation).ConfigureAwait(false);
        var summary = status.IsAnswered ? await _link.FetchAsync($"{Api}/summary", cancellation).ConfigureAwait(false) : status;
        var slow = summary.IsAnswered ? await _slow.GetAsync(() => _link.FetchAllAsync([$"{Api}/info"], cancellation)).ConfigureAwait(false) : new(summary.Fault);
        if (!slow.IsAnswered)
        {
            _slow.Forget();
            return new(slow.Fault);
        }

        _link.Polls.Heard([status.Value!, summary.Value!]);
        return _slow.Judged(CgminerVerdict.Reading("vnish", [status.Value!, summary.Value!, .. slow.Value]));
    }

    public ValueTask<DeviceAnswer<Acknowledgement>> TellAsync(MinerCommand command, CancellationToken cancellation) => command.Action switch
    {
        MinerAction.Sleep => OrderAsync("/mining/stop", _asleep, cancellation),
        MinerAction.Wake => OrderAsync("/mining/start", _awake, cancellation),
        MinerAction.Reboot => OrderAsync("/system/reboot", [], cancellation),
        _ => KeepAsync(command.Power!.Value.Value, cancellation),
    };

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async ValueTask<DeviceAnswer<string>> UnlockAsync(string password, CancellationToken cancellation)
    {
        var answer = await _link.SendAsync(_link.Post($"{Api}/unlock", $$"""{"pw":{{JsonSerializer.Serialize(password)}}}"""), cancellation).ConfigureAwait(false);
        if (answer.Value is not { IsOk: true } page)
        {
            return new(answer.Value is { Status: TooManyTries } ? new(DeviceFaultKind.Unauthorised, "The machine is locked after too many wrong passwords.")
                : answer.Value?.Fault("unlock") ?? answer.Fault!);
        }

        return Token(page.Body);
    }

    internal static DeviceAnswer<string> Token(ReadOnlyMemory<byte> body) =>
        OpenedAnswer.Take(body, answers => answers.Objects.Select(one => one.Text("token")).FirstOrDefault());

    internal static string? State(ReadOnlyMemory<byte> body) =>
        OpenedAnswer.Take(body, answers => answers.Objects.Select(one => one.Text("miner_state")).FirstOrDefault()).Value;

    internal static bool MustRestart(ReadOnlyMemory<byte> body) =>
        OpenedAnswer.Take(body, answers => answers.Objects.Any(one => one.Flag("restart_required") == true) ? "yes" : "no").Value == "yes";

    // A machine that already is what it was told to be may say 500: its state is the answer then.
    private async ValueTask<DeviceAnswer<Acknowledgement>> OrderAsync(string path, string[] wanted, CancellationToken cancellation)
    {
        var answer = RestLink.Body(path, await _login.SendAsync(_link.Post(Api + path), cancellation).ConfigureAwait(false));
        if (answer.IsAnswered)
        {
            return new(new Acknowledgement(""));
        }

        if (answer.Fault.Kind == DeviceFaultKind.Refused && wanted.Length > 0)
        {
            var status = await _link.FetchAsync($"{Api}/status", cancellation).ConfigureAwait(false);
            var state = status.IsAnswered ? State(status.Value) : null;
            if (wanted.Contains(state))
            {
                return new(new Acknowledgement($"already {state}"));
            }
        }

        return new(answer.Fault);
    }

    private async ValueTask<DeviceAnswer<Acknowledgement>> KeepAsync(decimal watts, CancellationToken cancellation)
    {
        var presets = RestLink.Body("presets", await _login.SendAsync(_link.Get($"{Api}/autotune/presets"), cancellation).ConfigureAwait(false));
        var settings = presets.IsAnswered ? RestLink.Body("settings", await _login.SendAsync(_link.Get($"{Api}/settings"), cancellation).ConfigureAwait(false)) : presets;
        if (!settings.IsAnswered)
        {
            return new(settings.Fault);
        }

        var chosen = VNishPreset.Below(watts, presets.Value!, settings.Value);
        if (chosen.Value is not { } preset)
        {
            return new(chosen.Fault!);
        }

        var saved = RestLink.Body("settings", await _login.SendAsync(_link.Post($"{Api}/settings", preset.Settings), cancellation).ConfigureAwait(false));
        if (!saved.IsAnswered)
        {
            return new(saved.Fault);
        }

        var restarted = MustRestart(saved.Value) ? await OrderAsync("/mining/restart", [], cancellation).ConfigureAwait(false) : new(new Acknowledgement(""));
        return restarted.IsAnswered ? new(new Acknowledgement($"preset {preset.Name}")) : restarted;
    }
}
