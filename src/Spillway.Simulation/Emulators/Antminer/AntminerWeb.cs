using Microsoft.AspNetCore.Http;
using Spillway.Devices.Wire.Http;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.Antminer;

/// <summary>The web pages: all of them behind a digest log-in, most of them scripts that print JSON.</summary>
internal static class AntminerWeb
{
    private const string Realm = "antMiner Configuration";

    public static async Task AnswerAsync(HttpContext http, EmulatedMachine machine)
    {
        var memory = machine.Remember(() => new AntminerMemory());
        if (!IsLoggedIn(http.Request, machine.Build))
        {
            var challenge = new DigestChallenge(Realm, memory.NextNonce(machine.Identity), null, DigestAlgorithm.Md5, HasQuality: true, IsStale: false);
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            http.Response.Headers.WWWAuthenticate = challenge.ToString();
            await WriteAsync(http, "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>401 Unauthorized</title></head><body><h1>401 Unauthorized</h1></body></html>").ConfigureAwait(false);
            return;
        }

        if (await PageAsync(http, machine, memory).ConfigureAwait(false) is { } text)
        {
            await WriteAsync(http, text).ConfigureAwait(false);
            return;
        }

        http.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    private static async Task<string?> PageAsync(HttpContext http, EmulatedMachine machine, AntminerMemory memory)
    {
        var generation = AntminerGeneration.Of(machine.Build);
        var page = (http.Request.Path.Value ?? "").Replace("/cgi-bin/", "", StringComparison.Ordinal);
        switch (page)
        {
            case "get_miner_conf.cgi":
                return "\n\n" + AntminerSettings.Text(machine, memory, generation);
            case "set_miner_conf.cgi" when http.Request.Method == HttpMethods.Post:
                using (var reader = new StreamReader(http.Request.Body))
                {
                    return AntminerSettings.Store(await reader.ReadToEndAsync(http.RequestAborted).ConfigureAwait(false), machine, memory, generation);
                }

            case "get_system_info.cgi":
                return "\n\n" + SystemInfo(machine, generation);
            case "miner_type.cgi" when generation.IsNew:
                return $$"""{"miner_type": "{{machine.Build.Model}}", "subtype": "zynq7007_NBP1901", "fw_version": "{{generation.CompileTime}}"}""";
            case "reboot.cgi":
                return Reboot(machine);
            case "summary.cgi" or "stats.cgi" or "pools.cgi" when generation.IsNew:
                // The program that answers is the one that restarts: the script then prints nothing.
                return memory.IsRestarting(machine.Now) ? "" : "\n\n" + AntminerNewApi.Text(page[..^4], machine, machine.Look());
            default:
                return null;
        }
    }

    private static string Reboot(EmulatedMachine machine)
    {
        var answer = machine.Tell(new MachineInstruction.Reboot());
        return answer is InstructionAnswer.Refused refused ? $"Status 500 error {refused.Reason}" : "Status 200";
    }

    private static string SystemInfo(EmulatedMachine machine, AntminerGeneration generation) =>
        $$"""{"minertype":"{{machine.Build.Model}}","nettype":"DHCP","netdevice":"eth0","macaddr":"{{machine.Identity.Mac}}","hostname":"Antminer","ipaddress":"","netmask":"","gateway":"","dnsservers":"","system_mode":"GNU/Linux","system_kernel_version":"Linux 4.6.0","system_filesystem_version":"{{generation.CompileTime}}","firmware_type":"Release","serinum":"{{machine.Identity.Serial}}"}""";

    private static bool IsLoggedIn(HttpRequest request, MachineBuild build) =>
        DigestAuthorization.Read(request.Headers.Authorization) is { } given
        && given.User == build.User && given.Realm == Realm && given.Expected(build.Password, request.Method) == given.Response;

    private static Task WriteAsync(HttpContext http, string text) => http.Response.WriteAsync(text, http.RequestAborted);
}
