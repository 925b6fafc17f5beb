using System.Collections.Immutable;
using System.Reflection;
using Spillway.Engine;
using Spillway.Engine.Sites;

namespace Spillway.App.Records;

/// <summary>How a desk began: by which site file and policy, and where its machines were taken to be.</summary>
/// <param name="Version">The program's version.</param>
/// <param name="SiteFile">The site file's text.</param>
/// <param name="Policy">The policy's full text.</param>
/// <param name="IsPaper">Whether it commands nothing.</param>
/// <param name="Groups">The groups before the first step, in file order.</param>
public sealed record RunStart(string Version, string SiteFile, string Policy, bool IsPaper, ImmutableArray<GroupState> Groups)
{
    /// <summary>The version of this program.</summary>
    public static string ProgramVersion { get; } =
        typeof(RunStart).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    /// <summary>Writes the record.</summary>
    /// <returns>The payload.</returns>
    public byte[] Write() => RecordWriting.Write(writer =>
    {
        writer.WriteString("version", Version);
        writer.WriteString("policy", Policy);
        writer.WriteBoolean("paper", IsPaper);
        writer.WriteString("site_file", SiteFile);
        writer.WriteStartArray("groups");
        foreach (var group in Groups)
        {
            writer.WriteStartObject();
            GroupCodec.Write(writer, "cohorts", group);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    /// <summary>Reads the record.</summary>
    /// <param name="payload">The payload.</param>
    /// <returns>The start, equal to the one written.</returns>
    /// <exception cref="RefusedException"><see cref="RecordErrors.Unreadable"/>.</exception>
    public static RunStart Read(ReadOnlyMemory<byte> payload) => RecordReading.Read(payload, static root => new RunStart(
        root.Text("version"),
        root.Text("site_file"),
        root.Text("policy"),
        root.GetProperty("paper").GetBoolean(),
        root.List("groups", static group => GroupCodec.Read(group, "cohorts"))));
}
