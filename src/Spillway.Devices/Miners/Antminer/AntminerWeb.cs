using System.Text;
using Spillway.Devices.Http;
using Spillway.Devices.Miners.Answers;
using Spillway.Engine;

namespace Spillway.Devices.Miners.Antminer;

/// <summary>The web pages of one machine: settings, orders, and the diagnostics port that tells watts.</summary>
internal sealed class AntminerWeb(DeviceHttp http, DeviceEndpoint endpoint, Credential credential)
{
    private const int WebPort = 80;
    private const int DiagnosticsPort = 6060;
    private const string Settings = "/cgi-bin/get_miner_conf.cgi";

    // Some firmware takes twenty seconds to store a setting.
    private static readonly TimeSpan _setWithin = TimeSpan.FromSeconds(35);

    // A machine without that port is asked for it again only so often.
    private static readonly TimeSpan _askPowerAgainAfter = TimeSpan.FromMinutes(10);

    private readonly DigestLogin _login = new(http, credential, Settings);
    private DateTimeOffset _askPowerAt;

    public async ValueTask<DeviceAnswer<AntminerConf>> ConfAsync(CancellationToken cancellation)
    {
        var page = await _login.SendAsync(Request(HttpMethod.Get, Settings), cancellation).ConfigureAwait(false);
        return page.Value switch
        {
            null => new(page.Fault!),
            { IsOk: true } found => AntminerConf.Read(found.Body),
            var other => new(other.Fault(Settings)),
        };
    }

    /// <summary>Stores settings; the yes means stored and not yet done.</summary>
    public async ValueTask<DeviceAnswer<Acknowledgement>> SetAsync(byte[] settings, CancellationToken cancellation)
    {
        var request = Request(HttpMethod.Post, "/cgi-bin/set_miner_conf.cgi") with { Body = settings, Whole = _setWithin };
        var page = await _login.SendAsync(request, cancellation).ConfigureAwait(false);
        return page.Value switch
        {
            null => new(page.Fault!),
            { IsOk: true } found => Verdict(found),
            var other => new(other.Fault(request.ToString())),
        };
    }

    public async ValueTask<DeviceAnswer<Acknowledgement>> RebootAsync(CancellationToken cancellation)
    {
        var request = Request(HttpMethod.Get, "/cgi-bin/reboot.cgi");
        var page = await _login.SendAsync(request, cancellation).ConfigureAwait(false);
        return page.Value switch
        {
            null => new(page.Fault!),
            { IsOk: true } found when found.Words.Contains("error", StringComparison.OrdinalIgnoreCase) => new(new DeviceFault(DeviceFaultKind.Refused, found.Words)),
            { IsOk: true } found => new(new Acknowledgement(found.Words)),
            var other => new(other.Fault(request.ToString())),
        };
    }

    /// <summary>The line with the watts; null where the firmware says none.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> PowerAsync(CancellationToken cancellation)
    {
        if (http.Time.GetUtcNow() < _askPowerAt)
        {
            return null;
        }

        var page = await http.SendAsync(new DeviceRequest(HttpMethod.Get, endpoint, DiagnosticsPort, "/miner_power"), cancellation).ConfigureAwait(false);
        if (page.Value is { IsOk: true } found && Encoding.ASCII.GetString(found.Body.Span).Contains("power:", StringComparison.Ordinal))
        {
            return found.Body;
        }

        _askPowerAt = http.Time.GetUtcNow() + _askPowerAgainAfter;
        return null;
    }

    private DeviceRequest Request(HttpMethod method, string path) => new(method, endpoint, WebPort, path);

    internal static DeviceAnswer<Acknowledgement> Verdict(DevicePage page)
    {
        try
        {
            using var opened = MinerAnswers.Of([("set_miner_conf", page.Body)]);
            var said = opened.Objects.FirstOrDefault();
            return said.Text("stats") switch
            {
                "success" => new(new Acknowledgement($"{said.Text("code")} {said.Text("msg")}")),
                null => new(new DeviceFault(DeviceFaultKind.Malformed, "set_miner_conf: what came is no verdict.")),
                _ => new(new DeviceFault(DeviceFaultKind.Refused, $"{said.Text("code")}: {said.Text("msg")}")),
            };
        }
        catch (RefusedException refusal)
        {
            return new(new DeviceFault(DeviceFaultKind.Malformed, refusal.Message));
        }
    }
}
