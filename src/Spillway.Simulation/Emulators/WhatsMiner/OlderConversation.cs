using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Connections;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.WhatsMiner;

/// <summary>One exchange of API v2: one JSON object in, one out, close.</summary>
internal sealed class OlderConversation(EmulatedMachine machine, WhatsMinerFirmware firmware, WhatsMinerMemory memory)
{
    private const string Factory = "admin";
    private const string Accepted = "API command OK";

    private readonly OlderAnswers _answers = new(machine, firmware, memory);
    private readonly WhatsMinerOrders _orders = new(machine, memory);

    public async Task ServeAsync(ConnectionContext connection, CancellationToken cancellation)
    {
        var request = await JsonRequests.ReadAsync(connection.Transport.Input, cancellation).ConfigureAwait(false);
        if (request is not null && Answer(request) is { } answer)
        {
            await connection.Transport.Output.WriteAsync(Encoding.UTF8.GetBytes(answer), cancellation).ConfigureAwait(false);
        }
    }

    private string? Answer(JsonObject request)
    {
        var now = machine.Look();
        if (request.Text("enc") is not null)
        {
            return Hidden(request.Text("data") ?? "", now);
        }

        return (request.Text("cmd") ?? request.Text("command")) switch
        {
            null => OlderAnswers.Verdict(now, 'E', 23, "json cmd err").ToJsonString(),
            "get_token" => Token(now).ToJsonString(),
            { } joined when joined.Contains('+', StringComparison.Ordinal) => Joined(joined, now).ToJsonString(),
            { } command => (_answers.Report(command, now) ?? OlderAnswers.Verdict(now, 'E', 14, "invalid cmd")).ToJsonString(),
        };
    }

    private JsonObject Joined(string commands, MachineSnapshot now)
    {
        var answer = new JsonObject();
        foreach (var command in commands.Split('+', StringSplitOptions.RemoveEmptyEntries).Distinct())
        {
            answer[command] = new JsonArray(_answers.Report(command, now) ?? OlderAnswers.Verdict(now, 'E', 14, "invalid cmd"));
        }

        answer["id"] = 1;
        return answer;
    }

    private JsonObject Token(MachineSnapshot now) =>
        memory.Begin(FactoryPassword.Of(machine.Build, Factory), now.At) is not { } begun
            ? OlderAnswers.Verdict(now, 'E', 136, "over max connect")
            : OlderAnswers.Verdict(now, 'S', 134, new JsonObject { ["time"] = begun.Time, ["salt"] = begun.Salt, ["newsalt"] = begun.NewSalt });

    // What it cannot read it answers in the open.
    private string? Hidden(string hidden, MachineSnapshot now)
    {
        if (memory.Open(hidden, now.At) is not { } opened || JsonRequests.Parse(opened.Order) is not { } order)
        {
            return OlderAnswers.Verdict(now, 'E', 135, "check token err").ToJsonString();
        }

        var verdict = order.Text("token") != opened.Session.Sign ? OlderAnswers.Verdict(now, 'E', 135, "check token err") : Ordered(order, now);
        return verdict is null ? null : new JsonObject { ["enc"] = opened.Session.Cipher.Hide(verdict.ToJsonString()) }.ToJsonString();
    }

    private JsonObject? Ordered(JsonObject order, MachineSnapshot now)
    {
        if (firmware.IsNewer)
        {
            return OlderAnswers.Verdict(now, 'E', 45, "permission denied");
        }

        var command = order.Text("cmd") ?? order.Text("command") ?? "";
        var told = command switch
        {
            "power_off" => _orders.Stop(),
            "power_on" => _orders.Start(),
            "restart_btminer" => _orders.Restart(),
            "set_low_power" => _orders.Mode(MachineMode.Low),
            "set_normal_power" => _orders.Mode(MachineMode.Normal),
            "set_high_power" => _orders.Mode(MachineMode.High),
            "adjust_power_limit" => _orders.Limit(order.Text("power_limit")),
            "set_power_pct" or "set_power_pct_v2" => _orders.Percent(order.Text("percent")),
            "reboot" => _orders.Reboot(),
            _ => null,
        };

        // A board that goes down has no time for an answer.
        return told switch
        {
            null => OlderAnswers.Verdict(now, 'E', 14, "invalid cmd"),
            InstructionAnswer.Refused no => OlderAnswers.Verdict(now, 'E', 132, no.Reason),
            _ when command == "reboot" => null,
            _ => OlderAnswers.Verdict(now, 'S', 131, Accepted),
        };
    }
}
