using NodaTime;
using Spillway.Engine;

namespace Spillway.App.Records;

/// <summary>The beginning of a run as a record.</summary>
public static class RunStartCodec
{
    /// <summary>Writes the beginning.</summary>
    /// <param name="start">The beginning.</param>
    /// <returns>The payload.</returns>
    public static byte[] Write(RunStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        return RecordWriting.Write(writer =>
        {
            writer.Instant("at_utc", start.At);
            writer.WriteString("program", start.Program);
            writer.WriteString("site_file", start.SiteFile);
            writer.WriteString("policy", start.Policy);
            writer.WriteString("history", start.History);
            writer.List("models", start.Models, static (w, model) =>
            {
                w.WriteStartObject();
                w.WriteNumber("start_cost", model.Key);
                w.WriteString("part", model.Value);
                w.WriteEndObject();
            });
            writer.WriteNumber("interval_seconds", (long)start.Interval.TotalSeconds);
            writer.List("groups", start.Groups, static (w, group) =>
            {
                w.WriteStartObject();
                GroupCodec.Write(w, "cohorts", group);
                w.WriteEndObject();
            });
            writer.WriteNumber("mw", start.Power.Value);
            writer.WriteBoolean("is_paper", start.IsPaper);
            writer.WriteString("control", start.Control);
            if (start.Published is { } published)
            {
                writer.WriteString("published", published);
            }

            writer.Text("paired", start.Paired);
            if (!start.Beside.IsEmpty)
            {
                writer.List("beside", start.Beside, static (w, file) =>
                {
                    w.WriteStartObject();
                    w.WriteString("name", file.Key);
                    w.WriteString("part", file.Value);
                    w.WriteEndObject();
                });
            }
        });
    }

    /// <summary>Reads the beginning.</summary>
    /// <param name="payload">The payload.</param>
    /// <returns>The beginning, equal to the one written.</returns>
    /// <exception cref="RefusedException"><see cref="RecordErrors.Unreadable"/>.</exception>
    public static RunStart Read(ReadOnlyMemory<byte> payload) => RecordReading.Read(payload, static root => new RunStart(
        root.Text("program"),
        root.Text("site_file"),
        root.Text("policy"),
        root.Text("history"),
        root.List("models", static model => KeyValuePair.Create(model.GetProperty("start_cost").GetDouble(), model.Text("part"))),
        Duration.FromSeconds(root.Long("interval_seconds")),
        root.List("groups", static group => GroupCodec.Read(group, "cohorts")),
        new(root.Decimal("mw")),
        root.GetProperty("is_paper").GetBoolean(),
        root.Text("control"),
        root.Instant("at_utc"))
    {
        Published = root.TryGetProperty("published", out _) ? root.Text("published") : null,
        Paired = root.TextOrNull("paired"),
        Beside = root.TryGetProperty("beside", out _) ? root.List("beside", static file => KeyValuePair.Create(file.Text("name"), file.Text("part"))) : [],
    });
}
