using System.Collections.Immutable;

namespace Spillway.Devices.Wire.Relays;

/// <summary>How a kind of MQTT relay is spoken to: read from a file, so that a new kind is a new file.</summary>
public sealed record RelayTemplate
{
    /// <summary>Its name in a site file, lower case.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, for people.</summary>
    public required string Title { get; init; }

    /// <summary>What switches it on.</summary>
    public required RelayMessage On { get; init; }

    /// <summary>What switches it off.</summary>
    public required RelayMessage Off { get; init; }

    /// <summary>What makes it tell its state; null where it tells it by itself only.</summary>
    public RelayMessage? Ask { get; init; }

    /// <summary>Where it tells its state.</summary>
    public required RelayField State { get; init; }

    /// <summary>The state's value when it is on.</summary>
    public required string StateOn { get; init; }

    /// <summary>The state's value when it is off.</summary>
    public required string StateOff { get; init; }

    /// <summary>Where it, or the broker in its stead, tells whether it is there; null where nobody does.</summary>
    public RelayField? Available { get; init; }

    /// <summary>The value that says that it is gone.</summary>
    public string Gone { get; init; } = "";

    /// <summary>What makes it tell its measurements; null where it tells them by itself only.</summary>
    public RelayMessage? AskMeter { get; init; }

    /// <summary>Where it tells its power; null where it measures none.</summary>
    public RelayField? Power { get; init; }

    /// <summary>Where it tells the energy drawn.</summary>
    public RelayField? Energy { get; init; }

    /// <summary>Where it tells its voltage.</summary>
    public RelayField? Voltage { get; init; }

    /// <summary>How long a state or measurement may be awaited. Default: 2 s.</summary>
    public TimeSpan Feedback { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Pause between two questions for the state after a command. Default: 100 ms.</summary>
    public TimeSpan Look { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Everything it tells, without doubles.</summary>
    public ImmutableArray<RelayField> Fields => [.. new[] { State, Available, Power, Energy, Voltage }.OfType<RelayField>().Distinct()];
}
