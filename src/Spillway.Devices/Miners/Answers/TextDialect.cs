using System.Text.Json.Nodes;

namespace Spillway.Devices.Miners.Answers;

/// <summary>cgminer's plain text answers, made into the same objects as its JSON: records end in <c>|</c>, fields in
/// <c>,</c>, and inside square brackets neither counts.</summary>
internal static class TextDialect
{
    private static readonly Dictionary<string, string> _sections = new(StringComparer.Ordinal)
    {
        ["POOL"] = "POOLS",
        ["ASC"] = "DEVS",
        ["PGA"] = "DEVS",
    };

    public static bool Is(string text)
    {
        var end = text.AsSpan().IndexOfAny(",|\n");
        var first = end < 0 ? text.AsSpan() : text.AsSpan(0, end);
        var name = first.IndexOf('=') is var at and >= 0 ? first[..at] : first;
        return name.Length is > 1 and < 20 && text.Contains('=', StringComparison.Ordinal) && name.IndexOfAnyExceptInRange('A', 'Z') < 0;
    }

    public static JsonObject Open(string text)
    {
        var answer = new JsonObject();
        foreach (var record in Parts(text.Replace("\nSTATUS=", "|STATUS=", StringComparison.Ordinal), '|'))
        {
            Add(answer, Parts(record, ',').ToList());
        }

        return answer;
    }

    private static void Add(JsonObject answer, List<string> fields)
    {
        if (fields.Count == 0 || fields[0].Length == 0)
        {
            return;
        }

        var head = Split(fields[0]);
        var section = _sections.GetValueOrDefault(head.Name, head.Name);
        var record = new JsonObject();
        foreach (var field in head.Value is null ? fields.Skip(1) : fields)
        {
            var (name, value) = Split(field);
            record[name] = value;
        }

        if (answer[section] is not JsonArray list)
        {
            answer[section] = list = [];
        }

        list.Add((JsonNode)record);
    }

    private static (string Name, string? Value) Split(string field)
    {
        var at = field.IndexOf('=', StringComparison.Ordinal);
        return at < 0 ? (field.Trim(), null) : (field[..at].Trim(), field[(at + 1)..].Trim());
    }

    private static IEnumerable<string> Parts(string text, char end)
    {
        var start = 0;
        var inside = false;
        for (var at = 0; at < text.Length; at++)
        {
            inside = text[at] switch { '[' => true, ']' => false, _ => inside };
            if (text[at] == end && !inside)
            {
                yield return text[start..at].Trim();
                start = at + 1;
            }
        }

        if (start < text.Length)
        {
            yield return text[start..].Trim();
        }
    }
}
