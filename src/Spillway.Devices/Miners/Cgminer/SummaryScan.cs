using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Spillway.Devices.Miners.Answers;

namespace Spillway.Devices.Miners.Cgminer;

/// <summary>Reads a well-formed summary in one pass without building a document: a fleet is asked for it thousands of times a
/// second. Whatever is unusual is left to the full reading, which gives the same for what is usual.</summary>
internal ref struct SummaryScan
{
    private static readonly SearchValues<byte> _plainNumber = SearchValues.Create("-.0123456789"u8);

    // In the order in which the full reading asks for them: the shortest window first.
    private decimal? _mega5s;
    private decimal? _mega30s;
    private decimal? _mega1m;
    private decimal? _mega5m;
    private decimal? _megaAverage;
    private decimal? _giga5s;
    private decimal? _giga1m;
    private decimal? _giga30m;
    private decimal? _gigaAverage;
    private decimal? _totalMega;
    private decimal? _elapsed;
    private string? _description;
    private bool _isYes;
    private bool _hasSummary;

    /// <summary>The reading; null where the full one is needed.</summary>
    /// <param name="bytes">The answer as it came.</param>
    /// <param name="lastFirmware">The name the firmware gave last time, kept where it is the same.</param>
    public static MinerReading? Read(ReadOnlySpan<byte> bytes, string? lastFirmware)
    {
        // Escapes may hide half a sign, which only the full reading mends.
        if (bytes.Contains((byte)'\\'))
        {
            return null;
        }

        var scan = default(SummaryScan);
        try
        {
            var reader = new Utf8JsonReader(bytes.TrimEnd((byte)0));
            return scan.Scan(ref reader, lastFirmware) && scan.IsUsual && scan.Reading() is { Hashrate: not null } reading ? reading : null;
        }
        catch (JsonException)
        {
            // Not strict JSON: the full reading knows how machines break it.
            return null;
        }
    }

    private bool Scan(ref Utf8JsonReader reader, string? lastFirmware)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isUsual = reader.ValueTextEquals("STATUS"u8) ? One(ref reader) && Status(ref reader, lastFirmware)
                : reader.ValueTextEquals("SUMMARY"u8) ? !_hasSummary && One(ref reader) && Summary(ref reader)
                : reader.ValueTextEquals("id"u8) && reader.Read() && reader.TokenType == JsonTokenType.Number;
            if (!isUsual)
            {
                return false;
            }
        }

        return reader.TokenType == JsonTokenType.EndObject && !reader.Read() && _isYes && _hasSummary;
    }

    private static bool One(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.StartArray && reader.Read() && reader.TokenType == JsonTokenType.StartObject;

    private bool Status(ref Utf8JsonReader reader, string? lastFirmware)
    {
        // Of two, the last holds.
        _description = null;
        _isYes = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isLetter = reader.ValueTextEquals("STATUS"u8);
            var isDescription = reader.ValueTextEquals("Description"u8);
            reader.Read();
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
            {
                return false;
            }

            if (isLetter)
            {
                _isYes = reader.TokenType == JsonTokenType.String && (reader.ValueSpan.SequenceEqual("S"u8) || reader.ValueSpan.SequenceEqual("I"u8));
            }
            else if (isDescription && !Words(ref reader, lastFirmware))
            {
                return false;
            }
        }

        return reader.Read() && reader.TokenType == JsonTokenType.EndArray;
    }

    private bool Words(ref Utf8JsonReader reader, string? last)
    {
        var words = reader.ValueSpan;
        if (reader.TokenType != JsonTokenType.String || words.IsEmpty || !Ascii.IsValid(words)
            || words.Contains((byte)0x7F) || words[0] == ' ' || words[^1] == ' ')
        {
            return false;
        }

        _description = last is not null && Ascii.Equals(words, last) ? last : Encoding.ASCII.GetString(words);
        return true;
    }

    private bool Summary(ref Utf8JsonReader reader)
    {
        _hasSummary = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!Field(ref reader))
            {
                return false;
            }
        }

        return reader.Read() && reader.TokenType == JsonTokenType.EndArray;
    }

    private bool Field(ref Utf8JsonReader reader)
    {
        var name = reader.ValueSpan;
        if (name.Length > 0 && name[0] is (byte)'r' or (byte)'s' or (byte)'e')
        {
            // The newer reports begin so.
            return false;
        }

        reader.Read();
        if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
        {
            return false;
        }

        return name.Length switch
        {
            6 when name.SequenceEqual("MHS 5s"u8) => Number(ref reader, ref _mega5s),
            6 when name.SequenceEqual("MHS 1m"u8) => Number(ref reader, ref _mega1m),
            6 when name.SequenceEqual("MHS 5m"u8) => Number(ref reader, ref _mega5m),
            6 when name.SequenceEqual("MHS av"u8) => Number(ref reader, ref _megaAverage),
            7 when name.SequenceEqual("MHS 30s"u8) => Number(ref reader, ref _mega30s),
            6 when name.SequenceEqual("GHS 5s"u8) => Number(ref reader, ref _giga5s),
            6 when name.SequenceEqual("GHS 1m"u8) => Number(ref reader, ref _giga1m),
            7 when name.SequenceEqual("GHS 30m"u8) => Number(ref reader, ref _giga30m),
            6 when name.SequenceEqual("GHS av"u8) => Number(ref reader, ref _gigaAverage),
            8 when name.SequenceEqual("Total MH"u8) => Number(ref reader, ref _totalMega),
            7 when name.SequenceEqual("Elapsed"u8) => Number(ref reader, ref _elapsed),
            _ => true,
        };
    }

    private static bool Number(ref Utf8JsonReader reader, ref decimal? number)
    {
        var digits = reader.ValueSpan;
        if (reader.TokenType is not (JsonTokenType.Number or JsonTokenType.String) || digits.IsEmpty || digits.Length > MostDigits
            || digits.ContainsAnyExcept(_plainNumber)
            || !Utf8Parser.TryParse(digits, out decimal value, out var used) || used != digits.Length)
        {
            return false;
        }

        number = value;
        return true;
    }

    // Fewer digits than any number that the full reading would not take.
    private const int MostDigits = 17;

    private readonly decimal? Mega => _mega5s ?? _mega30s ?? _mega1m ?? _mega5m ?? _megaAverage;

    private readonly decimal? Giga => _giga5s ?? _giga1m ?? _giga30m ?? _gigaAverage;

    // A total beside GH/s may say that the unit is another one.
    private readonly bool IsUsual => Mega is not null || (Giga is not null && _totalMega is null);

    private readonly MinerReading Reading() => new()
    {
        Family = "cgminer",
        Firmware = _description,
        Hashrate = Mega is { } mega ? Quantities.FromMega(mega) : Quantities.FromGiga(Giga),
        UptimeSeconds = Quantities.Seconds(_elapsed),
    };
}
