using Spillway.Devices.Miners.Answers;

namespace Spillway.Devices.Discovery;

/// <summary>A Shelly relay, by what it says of itself to anybody.</summary>
internal static class ShellyIdentity
{
    private const int MacDigits = 12;

    public static void Read(Visit visit, SightedDevice sighted)
    {
        var identity = visit.Read(answers => answers.Objects
            .Where(one => one.Text("id")?.StartsWith("shelly", StringComparison.Ordinal) == true && one.Child("gen") is not null)
            .Select(one => (Id: one.Text("id"), Model: one.Text("app", "model"), Firmware: one.Text("ver"), Mac: one.Text("mac"))).FirstOrDefault());
        if (identity.Id is null)
        {
            return;
        }

        sighted.Is(SightingKind.Breaker, "shelly", identity.Model is { } model ? $"Shelly {model}" : null);
        var isMac = identity.Mac is { Length: MacDigits } printed && printed.All(char.IsAsciiHexDigit);
        sighted.Names(identity.Firmware, isMac ? Quantities.Mac(identity.Mac) : null, identity.Id);
    }
}
