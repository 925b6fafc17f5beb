using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Connections;
using Spillway.Devices.Wire.WhatsMiner;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.WhatsMiner;

/// <summary>A connection of API v3: frames in, frames out, as many as the caller likes.</summary>
internal sealed class NewerConversation(EmulatedMachine machine, WhatsMinerFirmware firmware, WhatsMinerMemory memory)
{
    private const string Factory = "super";
    private const string Account = "super";
    private const long MostSecondsApart = 600;
    private const int Failed = -1;
    private const int NotKnown = -2;
    private const int Missing = -3;
    private const int NotPermitted = -4;

    private readonly NewerAnswers _answers = new(machine, firmware, memory);
    private readonly WhatsMinerOrders _orders = new(machine, memory);

    public async Task ServeAsync(ConnectionContext connection, CancellationToken cancellation)
    {
        var (input, output) = (connection.Transport.Input, connection.Transport.Output);
        while (true)
        {
            var read = await input.ReadAsync(cancellation).ConfigureAwait(false);
            var left = read.Buffer;
            var isFrame = WhatsMinerFrame.TryTake(ref left, out var json);
            while (isFrame && json is not null)
            {
                await output.WriteAsync(WhatsMinerFrame.Of(Answer(JsonRequests.Parse(json)).ToJsonString()), cancellation).ConfigureAwait(false);
                isFrame = WhatsMinerFrame.TryTake(ref left, out json);
            }

            input.AdvanceTo(left.Start, left.End);
            if (!isFrame || read.IsCompleted)
            {
                return;
            }
        }
    }

    private JsonObject Answer(JsonObject? request)
    {
        var now = machine.Look();
        var command = request?.Text("cmd") ?? "";
        if (request is null)
        {
            return Verdict(now, Failed, "", "invalid json");
        }

        return command.StartsWith("set.", StringComparison.Ordinal)
            ? IsPermitted(request, command, now) ? Ordered(request, command, now) : Verdict(now, NotPermitted, command, "no permission")
            : _answers.Report(command, request.Text("param"), now) is { } report ? Verdict(now, 0, command, report)
            : Verdict(now, request["param"] is null && command == "get.miner.status" ? Missing : NotKnown, command, "invalid command");
    }

    private bool IsPermitted(JsonObject request, string command, MachineSnapshot now) =>
        request.Text("account") == Account
        && long.TryParse(request.Text("ts"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs(seconds - now.At.ToUnixTimeSeconds()) <= MostSecondsApart
        && request.Text("token") == WhatsMinerToken.Of(command, FactoryPassword.Of(machine.Build, Factory), memory.Salt, seconds).Value;

    private JsonObject Ordered(JsonObject request, string command, MachineSnapshot now)
    {
        var parameter = request.Text("param");
        var told = (command, parameter) switch
        {
            ("set.miner.service", "stop") => _orders.Stop(),
            ("set.miner.service", "start") => _orders.Start(),
            ("set.miner.service", "restart") => _orders.Restart(),
            ("set.miner.power_mode", "low") => _orders.Mode(MachineMode.Low),
            ("set.miner.power_mode", "normal") => _orders.Mode(MachineMode.Normal),
            ("set.miner.power_mode", "high") => _orders.Mode(MachineMode.High),
            ("set.miner.power_limit", _) => _orders.Limit(parameter),
            ("set.miner.power_percent", _) => _orders.Percent(Percent(request)),
            ("set.system.reboot", _) => _orders.Reboot(),
            _ => null,
        };
        return told switch
        {
            null => Verdict(now, NotKnown, command, "invalid command or param"),
            InstructionAnswer.Refused no => Verdict(now, Failed, command, no.Reason),
            _ => Verdict(now, 0, command, "ok"),
        };
    }

    // The document says a number; the firmware reads a string only.
    private static string? Percent(JsonObject request) =>
        request["param"] is JsonObject parameter && parameter["percent"] is JsonValue percent && percent.TryGetValue<string>(out var text) ? text : null;

    private static JsonObject Verdict(MachineSnapshot now, int code, string command, JsonNode message) => new()
    {
        ["code"] = code,
        ["when"] = now.At.ToUnixTimeSeconds(),
        ["msg"] = message,
        ["desc"] = command,
    };
}
