using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.Relays;

/// <summary>A Shelly switch of generation 2 at an address: one relay that measures what flows through it.</summary>
public sealed class ShellyDevice : IEmulatedDevice
{
    private const int StandardPort = 80;
    private const long RequestBytesAtMost = 16 * 1024;
    private const int NotFound = -105;
    private const int NoSuchMethod = 404;
    private const int FailedPrecondition = -109;
    private const decimal WattsPerMegawatt = 1_000_000;
    private const string App = "Pro1PM";
    private const string Version = "1.0.0";

    private readonly IEmulatedBreaker _relay;
    private readonly IEmulatedMeter _meter;
    private readonly int _channel;
    private readonly string _mac;

    /// <summary>Lets a relay and its meter speak.</summary>
    /// <param name="relay">The relay.</param>
    /// <param name="meter">What flows through it.</param>
    /// <param name="channel">The relay's number, from 0.</param>
    /// <param name="mac">Its hardware address, with colons: what tells one from another.</param>
    public ShellyDevice(IEmulatedBreaker relay, IEmulatedMeter meter, int channel, string mac)
    {
        ArgumentNullException.ThrowIfNull(mac);
        ArgumentNullException.ThrowIfNull(relay);
        ArgumentNullException.ThrowIfNull(meter);
        _relay = relay;
        _meter = meter;
        _channel = channel;
        _mac = mac.Replace(":", "", StringComparison.Ordinal);
    }

    /// <summary>What it calls itself.</summary>
    public string Name => $"shellypro1pm-{_mac.ToLowerInvariant()}";

    /// <summary>What it is, as a search of the network names it.</summary>
    public static string Model => $"Shelly {App}";

    /// <inheritdoc/>
    public ImmutableArray<EmulatedPort> Ports { get; } = [new(StandardPort, EmulatedWire.Http)];

    /// <inheritdoc/>
    public LineCondition Line => _relay.Line;

    /// <inheritdoc/>
    public Task ServeAsync(ConnectionContext connection, EmulatedPort port, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(connection);
        connection.Abort();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task AnswerAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        var path = http.Request.Path.Value ?? "";
        if (path == "/rpc" && HttpMethods.IsPost(http.Request.Method))
        {
            await AnswerPostAsync(http).ConfigureAwait(false);
            return;
        }

        // GET /rpc/Method?id=0&on=true answers with the bare result.
        if (!path.StartsWith("/rpc/", StringComparison.Ordinal))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var parameters = new JsonObject();
        foreach (var (name, value) in http.Request.Query)
        {
            parameters[name] = bool.TryParse(value, out var isOn) ? isOn : int.TryParse(value, out var number) ? number : value.ToString();
        }

        var (result, error) = Call(path["/rpc/".Length..], parameters);
        http.Response.StatusCode = error is null ? StatusCodes.Status200OK : StatusCodes.Status500InternalServerError;
        await WriteAsync(http, result ?? error!).ConfigureAwait(false);
    }

    private async Task AnswerPostAsync(HttpContext http)
    {
        if (http.Request.ContentLength is null or > RequestBytesAtMost)
        {
            http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        JsonObject? request;
        try
        {
            request = await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted).ConfigureAwait(false) as JsonObject;
        }
        catch (JsonException)
        {
            request = null;
        }

        if (request?["method"] is not JsonValue method || method.GetValueKind() != JsonValueKind.String)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var (result, error) = Call(method.ToString(), request["params"] as JsonObject ?? []);
        var answer = new JsonObject { ["id"] = request["id"]?.DeepClone(), ["src"] = Name, ["dst"] = request["src"]?.DeepClone() };
        answer[error is null ? "result" : "error"] = result ?? error;
        await WriteAsync(http, answer).ConfigureAwait(false);
    }

    private (JsonObject? Result, JsonObject? Error) Call(string method, JsonObject parameters)
    {
        if (method == "Shelly.GetDeviceInfo")
        {
            return (new JsonObject { ["id"] = Name, ["mac"] = _mac, ["gen"] = 2, ["app"] = App, ["ver"] = Version, ["auth_en"] = false }, null);
        }

        if (method is not ("Switch.GetStatus" or "Switch.Set"))
        {
            return (null, Error(NoSuchMethod, $"No handler for {method}"));
        }

        if (parameters["id"]?.ToString() != $"{_channel}")
        {
            return (null, Error(NotFound, $"Argument 'id', value {parameters["id"]} not found!"));
        }

        return method == "Switch.GetStatus" ? (Status(), null) : Set(parameters["on"]?.ToString() == "true");
    }

    private (JsonObject? Result, JsonObject? Error) Set(bool isOn) => _relay.Ask((relay, now) =>
    {
        var wasOn = IsOn(relay);
        return relay.Tell(isOn ? BreakerOrder.Close : BreakerOrder.Open, now) || wasOn == isOn
            ? ((JsonObject?)new JsonObject { ["was_on"] = wasOn }, (JsonObject?)null)
            : (null, Error(FailedPrecondition, "The switch does not obey."));
    });

    private JsonObject Status()
    {
        var isOn = _relay.Ask((relay, _) => IsOn(relay));
        return _meter.Ask((meter, _) => new JsonObject
        {
            ["id"] = _channel,
            ["source"] = "HTTP_in",
            ["output"] = isOn,
            ["apower"] = Math.Round(meter.Power.Value * WattsPerMegawatt, 1),
            ["current"] = Math.Round(meter.Current(1).Value, 3),
            ["voltage"] = Math.Round((decimal)meter.Build.VoltageVolts, 1),
            ["freq"] = Math.Round((decimal)meter.Build.FrequencyHertz, 1),
            ["pf"] = Math.Round((decimal)meter.Build.PowerFactor, 2),
            ["aenergy"] = new JsonObject { ["total"] = Math.Round(meter.ImportedEnergy.Value * WattsPerMegawatt, 3) },
        });
    }

    private static bool IsOn(PhysicalBreaker relay) =>
        relay.Position == ContactPosition.Closed || (relay.Position == ContactPosition.Travelling && relay.IsLive);

    private static JsonObject Error(int code, string message) => new() { ["code"] = code, ["message"] = message };

    private static async Task WriteAsync(HttpContext http, JsonObject answer)
    {
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(answer.ToJsonString(), http.RequestAborted).ConfigureAwait(false);
    }
}
