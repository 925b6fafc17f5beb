using Spillway.Devices.Http;
using Spillway.Devices.Miners.Answers;
using Spillway.Devices.Miners.Cgminer;

namespace Spillway.Devices.Miners.AxeOs;

/// <summary>One Bitaxe or its kin.</summary>
internal sealed class AxeOsMiner(RestLink link) : IMiner
{
    private const string Api = "/api/system";

    public async ValueTask<DeviceAnswer<MinerReading>> ReadAsync(CancellationToken cancellation)
    {
        var system = await link.FetchAsync($"{Api}/info", cancellation).ConfigureAwait(false);
        if (!system.IsAnswered)
        {
            return new(system.Fault);
        }

        link.Polls.Heard(system.Value);
        return CgminerVerdict.Reading("axeos", [system.Value]);
    }

    public async ValueTask<DeviceAnswer<Acknowledgement>> TellAsync(MinerCommand command, CancellationToken cancellation)
    {
        var verb = command.Action switch { MinerAction.Sleep => "pause", MinerAction.Wake => "resume", _ => "restart" };
        var answer = await link.SendAsync(link.Post($"{Api}/{verb}"), cancellation).ConfigureAwait(false);
        return answer.Value switch
        {
            null => new(answer.Fault!),
            { IsOk: true } page when command.Action == MinerAction.Reboot => new(new Acknowledgement(page.Words)),
            { IsOk: true } page => Done(page),
            var page => new(page.Fault($"POST {Api}/{verb}")),
        };
    }

    // {"message":"Mining paused"}
    internal static DeviceAnswer<Acknowledgement> Done(DevicePage page) =>
        OpenedAnswer.Take(page.Body, answers => answers.Objects.Select(one => one.Text("message")).FirstOrDefault() is { } words ? new Acknowledgement(words) : null);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
