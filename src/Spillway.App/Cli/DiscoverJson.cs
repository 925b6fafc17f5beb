using System.Text.Json.Nodes;
using Spillway.App.Inventory;
using Spillway.Devices.Discovery;

namespace Spillway.App.Cli;

/// <summary>What a search came to, as JSON; null where the device did not say.</summary>
internal static class DiscoverJson
{
    public static JsonObject Of(Discovered result) => new()
    {
        ["addresses"] = result.Addresses,
        ["answered"] = result.Sightings.Length,
        ["machines"] = new JsonArray([.. result.Sightings.Select(sighting => (JsonNode)One(sighting, result))]),
        ["findings"] = new JsonArray([.. result.Findings.Select(finding => (JsonNode)One(finding))]),
    };

    private static JsonObject One(Sighting sighting, Discovered result)
    {
        var known = sighting.Kind == SightingKind.Unrecognised ? null : result.Known[sighting.Endpoint.Address].FirstOrDefault();
        return new()
        {
            ["id"] = known?.Id,
            ["address"] = sighting.Endpoint.Address.ToString(),
            ["port_shift"] = sighting.Endpoint.LowPortShift,
            ["kind"] = Words.Of(sighting.Kind),
            ["group"] = known?.Group?.Text,
            ["family"] = sighting.Family,
            ["model"] = sighting.Model,
            ["firmware"] = sighting.Firmware,
            ["mac"] = sighting.Mac,
            ["mac_source"] = sighting.Mac is null ? null : sighting.IsMacFromNetwork ? "network" : "device",
            ["serial"] = sighting.Serial,
            ["password"] = Words.Of(sighting.Password),
            ["remark"] = sighting.Remark.Length == 0 ? null : sighting.Remark,
        };
    }

    /// <summary>What taking a machine into the inventory brought to light.</summary>
    internal static JsonObject One(InventoryFinding finding) => new()
    {
        ["finding"] = Words.Of(finding.Kind),
        ["id"] = finding.Machine.Id,
        ["address"] = finding.Machine.Address?.ToString(),
        ["mac"] = finding.Machine.Mac,
        ["earlier"] = finding.Earlier,
    };

    /// <summary>The word of a value.</summary>
    internal static string Word<T>(T value)
        where T : struct, Enum => Words.Of(value);

    private static class Words
    {
        public static string Of<T>(T value)
            where T : struct, Enum => string.Concat(value.ToString().Select((letter, at) =>
                char.IsAsciiLetterUpper(letter) ? $"{(at == 0 ? "" : "_")}{char.ToLowerInvariant(letter)}" : letter.ToString()));
    }
}
