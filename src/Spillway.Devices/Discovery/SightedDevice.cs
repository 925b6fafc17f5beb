namespace Spillway.Devices.Discovery;

/// <summary>What a visit comes to, as it fills up.</summary>
internal sealed class SightedDevice(Visit visit)
{
    /// <summary>Whether the time for the device was over before all was asked.</summary>
    public bool IsCutShort { get; set; }

    /// <summary>What it is, where it is no miner.</summary>
    public SightingKind Kind { get; private set; }

    public PasswordState Password { get; set; }

    private string? Family { get; set; }

    private string? Model { get; set; }

    private string? Firmware { get; set; }

    private string? Mac { get; set; }

    private string? Serial { get; set; }

    /// <summary>It is no miner, and this.</summary>
    public void Is(SightingKind kind, string family, string? model)
    {
        Kind = kind;
        Family = family;
        Model = model;
    }

    public void Names(string? firmware, string? mac, string? serial)
    {
        Firmware = firmware;
        Mac = mac;
        Serial = serial;
    }

    public Sighting? Sighting()
    {
        if (visit.Reading.Family is { } family)
        {
            return new()
            {
                Endpoint = visit.Endpoint,
                Kind = SightingKind.Miner,
                Family = family,
                Model = Visit.Short(visit.Reading.Model),
                Firmware = Visit.Short(visit.Reading.Firmware),
                Mac = visit.Mac,
                Serial = visit.Serial,
                Password = Password,
            };
        }

        if (Kind != SightingKind.Unrecognised)
        {
            return new()
            {
                Endpoint = visit.Endpoint,
                Kind = Kind,
                Family = Family,
                Model = Visit.Short(Model),
                Firmware = Visit.Short(Firmware),
                Mac = Mac,
                Serial = Visit.Short(Serial),
            };
        }

        return visit.HasSpoken || visit.IsSilent
            ? new() { Endpoint = visit.Endpoint, Remark = IsCutShort ? $"Not done within its time. {visit.Remark}".TrimEnd() : visit.Remark }
            : null;
    }
}
