using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Spillway.App.Records;
using Spillway.Engine;

namespace Spillway.App.Statements.Ledgers;

/// <summary>Reads of a control pass no more than its instant and what the meter said: a month has millions of passes.</summary>
internal static class MeterOfPass
{
    /// <summary>Reads it; the fields stand first in the payload.</summary>
    /// <exception cref="RefusedException"><see cref="RecordErrors.Unreadable"/>.</exception>
    public static (Instant At, Instant? MeterAt, decimal Megawatts) Read(ReadOnlyMemory<byte> payload)
    {
        try
        {
            var reader = new Utf8JsonReader(payload.Span);
            reader.Read();
            var (at, meterAt, megawatts) = (default(Instant), (Instant?)null, 0m);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("at_utc"u8))
                {
                    at = Instant(ref reader);
                }
                else if (reader.ValueTextEquals("meter_at_utc"u8))
                {
                    meterAt = Instant(ref reader);
                }
                else if (reader.ValueTextEquals("meter_mw"u8))
                {
                    reader.Read();
                    megawatts = reader.GetDecimal();
                    break;
                }
                else
                {
                    break;
                }
            }

            return (at, meterAt, megawatts);
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException or FormatException or UnparsableValueException)
        {
            throw new RefusedException(RecordErrors.Unreadable, $"A record's payload: {cause.Message}", cause);
        }
    }

    private static Instant Instant(ref Utf8JsonReader reader)
    {
        reader.Read();
        return InstantPattern.ExtendedIso.Parse(reader.GetString()!).GetValueOrThrow();
    }
}
