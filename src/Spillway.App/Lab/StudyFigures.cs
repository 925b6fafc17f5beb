using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Spillway.App.Lab;

/// <summary>Reads figures out of a study's result, which is the object that <c>spillway backtest --json</c> writes.</summary>
public static class StudyFigures
{
    private const string NetField = "net_";
    private const string StrikePrice = "strike_price_";

    /// <summary>The figures of every policy, in the result's order.</summary>
    /// <param name="result">The result.</param>
    public static ImmutableArray<StudyFigure> Of(JsonObject result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result["cells"] is JsonArray cells
            ? [.. cells.OfType<JsonObject>().SelectMany(static cell => Policies(cell, Settings(cell))).DistinctBy(static figure => figure.Label)]
            : [.. Policies(result, "")];
    }

    /// <summary>The currency of a result, such as <c>USD</c>.</summary>
    /// <param name="result">The result.</param>
    public static string Currency(JsonObject result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var policies = result["policies"] ?? result["cells"]?[0]?["policies"];
        var name = policies?[0]?.AsObject().Select(static field => field.Key).FirstOrDefault(static key => key.StartsWith(NetField, StringComparison.Ordinal));
        return name?[NetField.Length..].ToUpperInvariant() ?? "";
    }

    private static IEnumerable<StudyFigure> Policies(JsonObject holder, string settings) =>
        holder["policies"]!.AsArray().OfType<JsonObject>().Select(policy => new StudyFigure(
            settings + (string)policy["policy"]!,
            (decimal)policy.First(static field => field.Key.StartsWith(NetField, StringComparison.Ordinal)).Value!,
            (decimal)policy["energy_mwh"]!,
            (decimal)policy["restarts"]!,
            (decimal?)policy["uplift_capture_ratio"],
            (decimal?)policy["regret_ratio"]));

    // A strike price that is varied stands in its policy's own text and changes nothing for the others: each is shown once.
    private static string Settings(JsonObject cell) =>
        string.Concat(cell["settings"]!.AsObject().Where(static one => !one.Key.StartsWith(StrikePrice, StringComparison.Ordinal)).Select(static one => $"{one.Key} = {one.Value} · "));
}
