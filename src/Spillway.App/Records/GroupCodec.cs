using System.Text.Json;
using Spillway.Engine.Sites;

namespace Spillway.App.Records;

/// <summary>Where a group's machines are, as four numbers a cohort: machines, mode, restart minutes left, minutes held.</summary>
internal static class GroupCodec
{
    private const int Numbers = 4;

    public static void Write(Utf8JsonWriter writer, string name, GroupState state)
    {
        writer.WriteStartArray(name);
        foreach (var cohort in state.Cohorts)
        {
            writer.WriteNumberValue(cohort.Machines);
            writer.WriteNumberValue(cohort.ModeIndex);
            writer.WriteNumberValue(cohort.RestartLeft.Value);
            writer.WriteNumberValue(cohort.Held.Value);
        }

        writer.WriteEndArray();
    }

    public static GroupState Read(JsonElement owner, string name)
    {
        var numbers = owner.GetProperty(name).EnumerateArray().ToList();
        return numbers.Count % Numbers == 0
            ? new([.. numbers.Chunk(Numbers).Select(one => new Cohort(one[0].GetInt32(), one[1].GetInt32(), new(one[2].GetDecimal()), new(one[3].GetDecimal())))])
            : throw new FormatException($"'{name}' has {numbers.Count} numbers and not {Numbers} a cohort.");
    }
}
