using System.Globalization;
using System.Text;

namespace Spillway.Simulation.Emulators.Cgminer;

/// <summary>One record of a report: fields in the order in which the firmware prints them.</summary>
internal sealed class CgminerRecord
{
    private readonly List<(string Name, string Value, bool IsQuoted)> _fields = [];

    public IReadOnlyList<(string Name, string Value, bool IsQuoted)> Fields => _fields;

    public CgminerRecord Text(string name, string value) => With(name, value, isQuoted: true);

    public CgminerRecord Whole(string name, long value) => With(name, value.ToString(CultureInfo.InvariantCulture), isQuoted: false);

    public CgminerRecord Number(string name, double value, int digits) =>
        With(name, value.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), isQuoted: false);

    public CgminerRecord Flag(string name, bool value) => With(name, value ? "true" : "false", isQuoted: false);

    /// <summary>A value that is JSON already: a list, an object.</summary>
    public CgminerRecord Raw(string name, string json) => With(name, json, isQuoted: false);

    public void WriteJson(StringBuilder text, bool isSorted)
    {
        text.Append('{');
        var separator = "";
        foreach (var (name, value, isQuoted) in isSorted ? _fields.OrderBy(field => field.Name, StringComparer.Ordinal) : (IEnumerable<(string Name, string Value, bool IsQuoted)>)_fields)
        {
            text.Append(separator).Append('"').Append(name).Append("\":");
            if (isQuoted)
            {
                text.Append('"').Append(value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
            }
            else
            {
                text.Append(value);
            }

            separator = ",";
        }

        text.Append('}');
    }

    public void WriteText(StringBuilder text) => text.AppendJoin(',', _fields.Select(field => $"{field.Name}={field.Value}"));

    private CgminerRecord With(string name, string value, bool isQuoted)
    {
        _fields.Add((name, value, isQuoted));
        return this;
    }
}
