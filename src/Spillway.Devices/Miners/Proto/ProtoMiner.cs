using System.Globalization;
using System.Text.Json;
using Spillway.Devices.Http;
using Spillway.Devices.Miners.Answers;
using Spillway.Devices.Miners.Cgminer;

namespace Spillway.Devices.Miners.Proto;

/// <summary>One Proto rig.</summary>
internal sealed class ProtoMiner : IMiner
{
    private const string Api = "/api/v1";
    private const int WrongState = 422;

    private readonly RestLink _link;
    private readonly TokenLogin _login;
    private readonly SlowAnswers _slow;

    public ProtoMiner(RestLink link, string? password)
    {
        _link = link;
        _slow = new(link.Time, link.Polls);
        _login = new(link, cancellation => LogInAsync(password, cancellation), (request, token) => request.WithHeader("Authorization", $"Bearer {token}"));
    }

    public async ValueTask<DeviceAnswer<MinerReading>> ReadAsync(CancellationToken cancellation)
    {
        var now = await _link.FetchAllAsync([$"{Api}/mining", $"{Api}/cooling", $"{Api}/errors"], _login.SendAsync, cancellation).ConfigureAwait(false);
        var slow = now.IsAnswered
            ? await _slow.GetAsync(() => _link.FetchAllAsync([$"{Api}/system", $"{Api}/network", $"{Api}/pools"], _login.SendAsync, cancellation)).ConfigureAwait(false)
            : now;
        if (!slow.IsAnswered)
        {
            _slow.Forget();
            return new(slow.Fault);
        }

        _link.Polls.Heard(now.Value!);
        return _slow.Judged(CgminerVerdict.Reading("proto", [.. now.Value!.Where(body => !body.IsEmpty), .. slow.Value.Where(body => !body.IsEmpty)]));
    }

    // The fullest curtailment draws the least and is told from a person's stop.
    public ValueTask<DeviceAnswer<Acknowledgement>> TellAsync(MinerCommand command, CancellationToken cancellation) => command.Action switch
    {
        MinerAction.Sleep => OrderAsync(_link.Post($"{Api}/mining/stop").WithHeader("X-Proto-Fleet-Curtailment", "full"), MinerMode.Sleep, cancellation),
        MinerAction.Wake => OrderAsync(_link.Post($"{Api}/mining/start"), MinerMode.Normal, cancellation),
        MinerAction.Reboot => OrderAsync(_link.Post($"{Api}/system/reboot"), MinerMode.Unknown, cancellation),
        _ => OrderAsync(_link.Put($"{Api}/mining/target", string.Create(CultureInfo.InvariantCulture, $"{{\"power_target_watts\":{decimal.Floor(command.Power!.Value.Value):0}}}")), MinerMode.Unknown, cancellation),
    };

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async ValueTask<DeviceAnswer<string>> LogInAsync(string? password, CancellationToken cancellation)
    {
        if (password is null)
        {
            return new(new DeviceFault(DeviceFaultKind.Unauthorised, "A Proto rig has no factory password; give the one that was set."));
        }

        var answer = RestLink.Body("login", await _link.SendAsync(_link.Post($"{Api}/auth/login", $$"""{"password":{{JsonSerializer.Serialize(password)}}}"""), cancellation).ConfigureAwait(false));
        return answer.IsAnswered ? Token(answer.Value) : new(answer.Fault);
    }

    internal static DeviceAnswer<string> Token(byte[] body) =>
        OpenedAnswer.Take(body, answers => answers.Objects.Select(one => one.Text("access_token")).FirstOrDefault());

    // Told what it already is, it says that its state is the wrong one.
    private async ValueTask<DeviceAnswer<Acknowledgement>> OrderAsync(DeviceRequest request, MinerMode wanted, CancellationToken cancellation)
    {
        var answer = await _login.SendAsync(request, cancellation).ConfigureAwait(false);
        if (answer.Value is { Status: WrongState } && wanted != MinerMode.Unknown)
        {
            var state = await ReadAsync(cancellation).ConfigureAwait(false);
            if (state.Value?.Mode == wanted)
            {
                return new(new Acknowledgement("already so"));
            }
        }

        var body = RestLink.Body(request.ToString(), answer);
        return body.IsAnswered ? new(new Acknowledgement("")) : new(body.Fault);
    }
}
