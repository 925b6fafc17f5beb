using Spillway.App.Sites;
using Spillway.Engine;

namespace Spillway.Tests.App.Sites.Contracts;

/// <summary>Reads a site file from its text.</summary>
internal static class SiteText
{
    public static SiteDefinition Read(string text, params (string Name, string Text)[] beside)
    {
        var folder = Directory.CreateTempSubdirectory("spillway-site-");
        try
        {
            foreach (var (name, content) in beside)
            {
                File.WriteAllText(Path.Combine(folder.FullName, name), content);
            }

            var path = Path.Combine(folder.FullName, "site.yaml");
            File.WriteAllText(path, text);
            return SiteFile.Read(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static RefusedException Refused(string text, params (string Name, string Text)[] beside)
    {
        try
        {
            Read(text, beside);
        }
        catch (RefusedException refused)
        {
            return refused;
        }

        throw new InvalidOperationException("The site file was taken.");
    }

    /// <summary>A small site with one block; <paramref name="keys"/> are the keys of the block beside its kind, id and price.</summary>
    public static string WithBlock(string keys) => $"""
        site: small
        time_zone: America/Chicago
        currency: USD
        market: {"{"}operator: ercot, settlement_point: LZ_WEST{"}"}
        interconnection: {"{"}import_limit_mw: 100{"}"}
        loads:
          - {"{"}id: hall, kind: miner, machines: 40000, power_w: 2500, value_usd_per_mwh: 106.6{"}"}
        contracts:
          - kind: fixed-block
            id: block
            price_usd_per_mwh: 28
            {keys}

        """;
}
