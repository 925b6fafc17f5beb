using System.Globalization;
using System.Text.Json;
using Spillway.Devices.Http;
using Spillway.Devices.Miners.Answers;
using Spillway.Devices.Miners.Cgminer;

namespace Spillway.Devices.Miners.Epic;

/// <summary>One machine with an ePIC board: read in the open, told with the password in every order.</summary>
internal sealed class EpicMiner(RestLink link, string password) : IMiner
{
    private const string PowerTune = "PowerTune";
    private const decimal LeastShare = 0.5m;
    private const decimal Steps = 10m;

    private readonly SlowAnswers _slow = new(link.Time, link.Polls);
    private readonly LoginPause _pause = new(link.Time);

    public async ValueTask<DeviceAnswer<MinerReading>> ReadAsync(CancellationToken cancellation)
    {
        var summary = await link.FetchAsync("/summary", cancellation).ConfigureAwait(false);
        var slow = summary.IsAnswered ? await _slow.GetAsync(() => link.FetchAllAsync(["/network", "/capabilities"], cancellation)).ConfigureAwait(false) : new(summary.Fault);
        if (!slow.IsAnswered)
        {
            _slow.Forget();
            return new(slow.Fault);
        }

        link.Polls.Heard(summary.Value!);

        // A board that is not ready says no with the status of a yes.
        return No(summary.Value!) is { } no ? new(no) : _slow.Judged(CgminerVerdict.Reading("epic", [summary.Value!, .. slow.Value]));
    }

    public ValueTask<DeviceAnswer<Acknowledgement>> TellAsync(MinerCommand command, CancellationToken cancellation) => command.Action switch
    {
        MinerAction.Sleep => OrderAsync("/miner", "\"Stop\"", cancellation),
        MinerAction.Wake => OrderAsync("/miner", "\"Autostart\"", cancellation),
        MinerAction.Reboot => OrderAsync("/reboot", "\"0\"", cancellation),
        _ => KeepAsync(decimal.Floor(command.Power!.Value.Value), cancellation),
    };

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async ValueTask<DeviceAnswer<Acknowledgement>> KeepAsync(decimal watts, CancellationToken cancellation)
    {
        var able = await link.FetchAsync("/capabilities", cancellation).ConfigureAwait(false);
        if (!able.IsAnswered)
        {
            return new(able.Fault);
        }

        if (CannotTune(able.Value) is { } fault)
        {
            return new(fault);
        }

        var wanted = string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"algo\":\"{PowerTune}\",\"target\":{watts:0},\"min_throttle\":{watts * LeastShare:0},\"throttle_step\":{watts / Steps:0}}}");
        var set = await OrderAsync("/perpetualtune/algo", wanted, cancellation).ConfigureAwait(false);
        return set.IsAnswered ? await OrderAsync("/perpetualtune", "true", cancellation).ConfigureAwait(false) : set;
    }

    internal static DeviceFault? CannotTune(byte[] capabilities)
    {
        var isTunable = OpenedAnswer.Take(capabilities, answers => answers.Sections("PerpetualTune").Any(one => one.Text("algorithm") == PowerTune) ? "yes" : "no");
        return isTunable.Value == "yes" ? null : isTunable.Fault ?? new DeviceFault(DeviceFaultKind.Unsupported, "This firmware tunes to a hash rate and not to a power.");
    }

    private async ValueTask<DeviceAnswer<Acknowledgement>> OrderAsync(string path, string parameter, CancellationToken cancellation)
    {
        if (_pause.Refusal is { } refusal)
        {
            return new(refusal);
        }

        var json = $$"""{"param":{{parameter}},"password":{{JsonSerializer.Serialize(password)}}}""";
        var answer = RestLink.Body(path, await link.SendAsync(link.Post(path, json), cancellation).ConfigureAwait(false));
        if (!answer.IsAnswered)
        {
            return new(answer.Fault.Kind == DeviceFaultKind.Unauthorised ? _pause.Refused(answer.Fault) : answer.Fault);
        }

        var no = No(answer.Value);
        if (no?.Kind == DeviceFaultKind.Unauthorised)
        {
            return new(_pause.Refused(no));
        }

        return no is not null ? new(no) : Done(answer.Value);
    }

    internal static DeviceAnswer<Acknowledgement> Done(byte[] body) =>
        OpenedAnswer.Take(body, answers => answers.Objects.Any(one => one.Flag("result") == true) ? new Acknowledgement("") : null);

    // {"result":false,"error":"…"}: the password is told from other errors by its words only.
    internal static DeviceFault? No(byte[] body) => OpenedAnswer.Take(body, answers =>
    {
        var words = answers.Objects.Where(one => one.Flag("result") == false).Select(one => one.Text("error") ?? "no reason given").FirstOrDefault();
        return words is null ? null : new DeviceFault(words.Contains("password", StringComparison.OrdinalIgnoreCase) ? DeviceFaultKind.Unauthorised : DeviceFaultKind.Refused, $"'{words}'.");
    }).Value;
}
