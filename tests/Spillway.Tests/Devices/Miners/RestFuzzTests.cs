using Spillway.Devices.Http;
using Spillway.Devices.Miners.Antminer;
using Spillway.Devices.Miners.Auradine;
using Spillway.Devices.Miners.AxeOs;
using Spillway.Devices.Miners.Cgminer;
using Spillway.Devices.Miners.Epic;
using Spillway.Devices.Miners.Proto;
using Xunit;

namespace Spillway.Tests.Devices.Miners;

/// <summary>What machines say over HTTP to orders and log-ins, and their reports there, damaged at random.</summary>
public sealed class RestFuzzTests
{
    private static readonly string[] _families = ["epic", "axeos", "auradine", "proto", "antminer", "sealminer", "elphapex"];

    private static readonly int[] _statuses = [200, 204, 400, 401, 403, 404, 405, 418, 422, 429, 500, 501, 599];

    private static readonly byte[][] _seeds =
    [
        .. Fuzz.Seeds(
            """{"result":true,"error":null}""", """{"result":false,"error":"Wrong password"}""", """{"PerpetualTune":{"algorithm":"PowerTune"}}""",
            """{"Status":{"Operating State":"Mining"},"Session":{"Uptime":60,"Average MHs":141000000.5},"HBs":[{"Temperature":61,"Hashrate":[47000000.1],"Input Power":1080}],"Power Supply Stats":{"Input Power":3300},"Fans Rpm":{"Fans Speed":80}}""",
            """{"message":"Mining paused"}""", """{"ASICModel":"BM1368","power":15.2,"hashRate":612.5,"temp":61,"fanrpm":4200,"uptimeSeconds":60,"stratumURL":"p.example","stratumPort":3333}""",
            """{"STATUS":[{"STATUS":"S","Code":200,"Msg":"Token","Description":"FluxOS"}],"Token":[{"Token":"Zx81"}],"id":1}""", Built.Auradine,
            """{"access_token":"Zx81","refresh_token":"Zx82"}""", """{"mining-status":{"status":"Mining","hashrate_ghs":141000.5,"power_usage_watts":3300,"mining_uptime_s":60}}""",
            """{"stats":"success","code":"M000","msg":"OK!"}""", """{"stats":"error","code":"M001","msg":"Error!"}""", "Miner power: 3250 W"),
        .. Fuzz.Recorded("epic"), .. Fuzz.Recorded("bitaxe"), .. Fuzz.Recorded("auradine"), .. Fuzz.Recorded("proto"), .. Fuzz.Recorded("elphapex"),
    ];

    [Fact]
    public void Damaged_acknowledgements_tokens_and_reports_are_read_or_refused() => Fuzz.Try(Fuzz.Damaged(_seeds), 200, bytes =>
    {
        var page = new DevicePage(_statuses[bytes.Length % _statuses.Length], bytes, []);
        Sound.Fault(page.Fault("asked"));
        Sound.Words(page.Words, isWord: false);
        Sound.Fault(EpicMiner.No(bytes));
        Sound.Fault(EpicMiner.CannotTune(bytes));
        Sound.Answer(EpicMiner.Done(bytes));
        Sound.Answer(AxeOsMiner.Done(page));
        Sound.Answer(AntminerWeb.Verdict(page));
        Sound.Answer(AuradineMiner.Token(bytes));
        Sound.Answer(ProtoMiner.Token(bytes));
        Sound.Answer(CgminerVerdict.Reading(_families[bytes.Length % _families.Length], [bytes]));
    });
}
