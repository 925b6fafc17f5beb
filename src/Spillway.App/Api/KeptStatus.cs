using System.Text;
using NodaTime;
using Spillway.Devices.Fleet;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Obligations;
using Spillway.Journal;
using Spillway.Units;

namespace Spillway.App.Api;

/// <summary>What <c>GET /api/v1/status</c> answers: written once for all that it is made from, however many ask; the clock in it is set
/// anew for each. Any thread.</summary>
/// <remarks>One answer is kept, of some kilobytes.</remarks>
/// <param name="desk">The desk.</param>
internal sealed class KeptStatus(DeskView desk)
{
    // A quotation mark within a text is written with a stroke before it: these bytes stand where the field stands and nowhere before.
    private static readonly byte[] _clock = Encoding.UTF8.GetBytes("\"at_utc\":\"");

    private volatile Kept? _kept;

    /// <summary>The answer now.</summary>
    /// <returns>JSON in UTF-8, with a line break behind it.</returns>
    public ReadOnlyMemory<byte> Now()
    {
        var from = new Sources(desk.State(), desk.Price(), desk.Health(), desk.Head(), desk.Held(), desk.Meter());
        var kept = _kept is { } known && known.From == from ? known : _kept = Made(from);
        var answer = kept.Json.AsSpan().ToArray();
        Encoding.UTF8.GetBytes(ApiJson.Instant(Instant.FromDateTimeOffset(desk.Time.GetUtcNow())), answer.AsSpan(kept.ClockAt));
        return answer;
    }

    // Made from what was read once: what the desk does meanwhile belongs to the next answer.
    private Kept Made(Sources from)
    {
        var still = desk with
        {
            State = () => from.State, Price = () => from.Price, Health = () => from.Health, Head = () => from.Head, Held = () => from.Held, Meter = () => from.Meter,
        };
        var json = Encoding.UTF8.GetBytes(ApiJson.Text(StatusJson.Of(still)) + "\n");
        return new(from, json, json.AsSpan().IndexOf(_clock) + _clock.Length);
    }

    // Everything in the answer that is not of the site file, except the clock.
    private sealed record Sources(
        ControlState State, (EnergyPrice? Price, Instant? Start, string? Fault) Price, FleetHealth Health, JournalHead Head, HeldBook Held, MeterTelemetry? Meter);

    private sealed record Kept(Sources From, byte[] Json, int ClockAt);
}
