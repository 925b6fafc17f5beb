using Spillway.Devices.Wire.Files;

namespace Spillway.Devices.Wire.Relays;

/// <summary>Reads the file of a relay's topics.</summary>
internal static class RelayTemplateFile
{
    private const int LongestWait = 60_000;
    private const int ShortestLook = 10;

    private static readonly Dictionary<string, decimal> _powers = new() { ["W"] = 0.000001m, ["kW"] = 0.001m };
    private static readonly Dictionary<string, decimal> _energies = new() { ["Wh"] = 0.000001m, ["kWh"] = 0.001m };
    private static readonly Dictionary<string, decimal> _voltages = new() { ["V"] = 1 };

    public static IReadOnlyCollection<string> Keys { get; } =
    [
        "relay", "title", "on", "off", "ask", "state", "state_on", "state_off", "available", "gone", "ask_meter", "power", "energy", "voltage",
        "feedback_ms", "look_ms",
    ];

    public static RelayTemplate Read(string path) => From(KeyedFile.Read(path, Keys));

    public static RelayTemplate From(KeyedFile file) => new()
    {
        Name = file.Need("relay").Value,
        Title = file.Need("title").Value,
        On = Message(file.Need("on")),
        Off = Message(file.Need("off")),
        Ask = file.Find("ask") is { } ask ? Message(ask) : null,
        State = Field(file.Need("state"), null)!,
        StateOn = file.Need("state_on").Value,
        StateOff = file.Need("state_off").Value,
        Available = Field(file.Find("available"), null),
        Gone = file.Find("available") is null ? "" : file.Need("gone").Value,
        AskMeter = file.Find("ask_meter") is { } meter ? Message(meter) : null,
        Power = Field(file.Find("power"), _powers),
        Energy = Field(file.Find("energy"), _energies),
        Voltage = Field(file.Find("voltage"), _voltages),
        Feedback = TimeSpan.FromMilliseconds(file.Find("feedback_ms")?.Whole(10, LongestWait, "ms") ?? 2_000),
        Look = TimeSpan.FromMilliseconds(file.Find("look_ms")?.Whole(ShortestLook, LongestWait, "ms") ?? 100),
    };

    // TOPIC PAYLOAD; the payload may be left out and may hold blanks.
    private static RelayMessage Message(KeyedLine line)
    {
        var blank = line.Value.IndexOf(' ', StringComparison.Ordinal);
        return blank < 0 ? new(Topic(line, line.Value), "") : new(Topic(line, line.Value[..blank]), line.Value[(blank + 1)..].Trim());
    }

    // TOPIC [PATH] [UNIT]
    private static RelayField? Field(KeyedLine? line, Dictionary<string, decimal>? units)
    {
        if (line is null)
        {
            return null;
        }

        var words = line.Words;
        if (units is null)
        {
            return words.Length <= 2 ? new(Topic(line, words[0]), words.ElementAtOrDefault(1) ?? "", 1) : throw line.Refuse("not 'TOPIC [PATH]'.");
        }

        return words.Length is 2 or 3 && units.TryGetValue(words[^1], out var scale)
            ? new(Topic(line, words[0]), words.Length == 3 ? words[1] : "", scale)
            : throw line.Refuse($"not 'TOPIC PATH UNIT' with a unit of {string.Join(", ", units.Keys)}.");
    }

    private static string Topic(KeyedLine line, string topic) =>
        topic.AsSpan().ContainsAny('+', '#') ? throw line.Refuse("whose topic holds '+' or '#': a relay has topics of its own.") : topic;
}
