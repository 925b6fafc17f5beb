using System.Collections.Immutable;
using System.Xml.Linq;

namespace Spillway.ArchitectureTests.Rules;

/// <summary>Which project may reference which, and which packages it may use: the table of the design.</summary>
internal static class ProjectTable
{
    public static ImmutableDictionary<string, ImmutableArray<string>> References { get; } = new Dictionary<string, ImmutableArray<string>>
    {
        ["Spillway.Units"] = [],
        ["Spillway.Engine"] = ["Spillway.Units"],
        ["Spillway.Markets"] = ["Spillway.Engine"],
        ["Spillway.Devices"] = ["Spillway.Engine"],
        ["Spillway.Journal"] = ["Spillway.Engine"],
        ["Spillway.Simulation"] = ["Spillway.Devices", "Spillway.Engine"],
        ["Spillway.App"] = ["Spillway.Devices", "Spillway.Engine", "Spillway.Journal", "Spillway.Markets", "Spillway.Simulation"],
    }.ToImmutableDictionary();

    public static ImmutableDictionary<string, ImmutableArray<string>> Packages { get; } = new Dictionary<string, ImmutableArray<string>>
    {
        ["Spillway.Units"] = ["NodaTime"],
        ["Spillway.Engine"] = [],
        ["Spillway.Markets"] = ["DuckDB.NET.Data.Full", "ExcelDataReader", "Parquet.Net"],
        ["Spillway.Devices"] = ["Google.Protobuf", "Grpc.Net.Client", "Grpc.Tools", "MQTTnet"],
        ["Spillway.Journal"] = ["Microsoft.Data.Sqlite"],
        ["Spillway.Simulation"] = ["Grpc.AspNetCore", "MQTTnet.AspNetCore", "MQTTnet.Server"],
        ["Spillway.App"] =
        [
            "MailKit", "Microsoft.AspNetCore.Authentication.OpenIdConnect", "Microsoft.AspNetCore.Identity.EntityFrameworkCore", "Microsoft.AspNetCore.OpenApi",
            "Microsoft.Data.Sqlite", "Microsoft.EntityFrameworkCore.Sqlite", "MudBlazor", "OpenTelemetry.Exporter.OpenTelemetryProtocol",
            "OpenTelemetry.Exporter.Prometheus.AspNetCore", "OpenTelemetry.Extensions.Hosting", "OpenTelemetry.Instrumentation.AspNetCore", "Plotly.Blazor",
            "QRCoder", "Scalar.AspNetCore", "Spectre.Console", "SpreadCheetah", "System.CommandLine", "System.Security.Cryptography.Pkcs", "YamlDotNet", "zxcvbn-core",
        ],
    }.ToImmutableDictionary();

    /// <summary>Holds a project file against the table.</summary>
    /// <param name="project">Its name.</param>
    /// <param name="text">Its XML.</param>
    public static IEnumerable<string> Faults(string project, string text)
    {
        if (!References.TryGetValue(project, out var references))
        {
            yield return $"{project} is not in the table";
            yield break;
        }

        var xml = XDocument.Parse(text);
        var found = Includes(xml, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))).ToList();
        foreach (var one in found.Except(references))
        {
            yield return $"{project} references {one}";
        }

        foreach (var one in references.Except(found))
        {
            yield return $"{project} does not reference {one}, and the table says it does";
        }

        foreach (var one in Includes(xml, "PackageReference").Except(Packages[project]))
        {
            yield return $"{project} uses the package {one}";
        }
    }

    private static IEnumerable<string> Includes(XDocument xml, string element) =>
        xml.Descendants(element).Select(reference => reference.Attribute("Include")?.Value ?? "");
}
