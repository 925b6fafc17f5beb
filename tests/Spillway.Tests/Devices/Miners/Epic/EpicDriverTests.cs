using Shouldly;
using Spillway.Devices;
using Spillway.Devices.Miners;
using Spillway.Tests.Devices.Http;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Devices.Miners.Epic;

public sealed class EpicDriverTests
{
    [Fact]
    public async Task Firmware_that_tunes_to_a_hash_rate_only_says_so()
    {
        await using var machine = new ScriptedMiner("epic", 4028, HttpExchange.Answering(_ => HttpExchange.Page(200, """{"PerpetualTune":[{"algorithm":"ChipTune","min":60,"max":300}]}""")));

        var answer = await machine.TellAsync(MinerCommand.KeepTo(new Watts(2000)));

        answer.Fault!.Kind.ShouldBe(DeviceFaultKind.Unsupported);
        answer.Fault.Detail.ShouldContain("hash rate");
    }

    [Fact]
    public async Task A_stop_carries_the_password_in_its_body_and_a_no_is_a_no_whatever_the_status()
    {
        var bodies = new List<string>();
        await using var machine = new ScriptedMiner("epic", 4028, HttpExchange.Answering(request =>
        {
            bodies.Add(request.Body);
            return HttpExchange.Page(200, """{"result":false,"error":"Miner is updating"}""");
        }));

        var told = await machine.TellAsync(MinerCommand.Sleep);
        var read = await machine.ReadAsync();

        bodies[0].ShouldBe("""{"param":"Stop","password":"letmein"}""");
        (told.Fault!.Kind, read.Fault!.Kind).ShouldBe((DeviceFaultKind.Refused, DeviceFaultKind.Refused));
        told.Fault.Detail.ShouldContain("Miner is updating");
    }
}
