using NodaTime;
using Spillway.Engine.Signals.Obligations;

namespace Spillway.Tests.Engine.Obligations;

/// <summary>Who holds what, in hours after 20:00 UTC on the day of <see cref="Halls"/>.</summary>
internal static class Holders
{
    public static readonly Instant Begin = Halls.Slot().Start;

    public static HeldPower Held(HolderKind kind, string name, decimal megawatts, double from = 0, double to = 1)
    {
        var parts = name.Split('/');
        return new(Hour(from), Hour(to), kind, parts[0], parts.Length > 1 ? parts[1] : "", new(megawatts));
    }

    public static Instant Hour(double hour) => Begin + Duration.FromHours(hour);
}
