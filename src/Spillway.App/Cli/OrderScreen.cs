using System.Globalization;
using System.Text.Json.Nodes;
using Spillway.App.Api;
using Spillway.Engine.Commands.Ladder;
using Spillway.Engine.Signals.Orders;

namespace Spillway.App.Cli;

/// <summary>Shows the desk's answer to an order: what it promises and what is left over.</summary>
internal static class OrderScreen
{
    /// <summary>Writes an answer.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="answer">The API's answer.</param>
    /// <param name="json">Where the JSON goes; null for nowhere.</param>
    public static void Show(Terminal terminal, JsonObject answer, string? json)
    {
        if (json is not null)
        {
            JsonTarget.Write(terminal, json, answer);
        }

        if (JsonTarget.IsOutput(json))
        {
            return;
        }

        terminal.Output.WriteLine($"Order {(string?)answer["order"]?["id"]}: {Verdict((string?)answer["verdict"])}{Level(answer)}.");
        if (answer["promise"] is JsonObject promise)
        {
            terminal.Output.WriteLine((string?)answer["order"]?["kind"] == OrderWords.Of(OrderKind.LockOut) ? LockedOut(promise) : Promise(promise));
        }
    }

    /// <summary>A promise as one sentence.</summary>
    /// <param name="promise">The API's promise.</param>
    /// <returns>The sentence; what comes back is said to be no promise.</returns>
    public static string Promise(JsonObject promise)
    {
        if ((string?)promise["path"] == OrderWords.Of(ShedPath.Restore))
        {
            return Text($"Comes back: {-Number(promise, "reduction_mw"):0.###} MW, all of it after {Number(promise, "within_seconds"):0.#} s at the earliest, as ramp, largest step and the staged restore allow; nothing is promised.");
        }

        var leftOver = Number(promise, "left_over_mw");
        var lockedOut = Number(promise, "locked_out_mw");
        var path = ((string?)promise["path"] ?? "none").Replace('-', ' ');
        var moves = path == "none" && Number(promise, "reduction_mw") == 0m ? "Promise: nothing moves"
            : Text($"Promise: {Number(promise, "reduction_mw"):0.###} MW off within {Number(promise, "within_seconds"):0.#} s by {path}, confidence {Number(promise, "confidence_ratio"):0.00}");
        return moves
            + (leftOver > 0m ? Text($"; {leftOver:0.###} MW short of what was asked") : "; nothing is left over")
            + (lockedOut > 0m ? Text($"; lock-outs keep {lockedOut:0.###} MW out of reach") : "")
            + ".";
    }

    private static string LockedOut(JsonObject promise) =>
        Text($"Promise: nothing moves; {Number(promise, "locked_out_mw"):0.###} MW more that are drawn now are out of reach of every order.");

    /// <summary>A number of the API.</summary>
    public static decimal Number(JsonObject json, string name) => json[name] is JsonValue value ? value.GetValue<decimal>() : 0m;

    private static string Verdict(string? verdict) => verdict switch
    {
        "accepted" => "accepted",
        "accepted-within-higher" => "accepted as far as an order of higher rank allows",
        "known" => "known already, nothing changes",
        var other => other ?? "unknown",
    };

    private static string Level(JsonObject answer) =>
        answer["level_mw"] is JsonValue ? Text($", {Number(answer, "level_mw"):0.###} MW")
            + (answer["bound_mw"] is JsonValue && Number(answer, "bound_mw") != Number(answer, "level_mw") ? Text($" (bound to {Number(answer, "bound_mw"):0.###} MW)") : "")
        : "";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
