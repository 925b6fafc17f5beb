using NodaTime;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.App.Sites.Contracts;

/// <summary>Reads when a block or a trade holds: its shape and its hourly file.</summary>
internal static class ShapeReader
{
    private const int DayBegins = 6;
    private const int DayEnds = 22;

    /// <summary>Reads the shape.</summary>
    /// <param name="section">The contract.</param>
    /// <param name="setting">What it is read against.</param>
    /// <param name="power">The contract's size.</param>
    /// <param name="term">When it is in force.</param>
    /// <returns>The power over time; null where it is the same at all times.</returns>
    public static PowerSchedule? Read(SiteSection section, ContractSetting setting, Megawatts power, ContractTerm term)
    {
        var shape = section.Word("shape", "flat");
        var hasHolidays = section.Word("holidays", "nerc") == "nerc";
        var file = section.Text("file");
        if (file is not null && shape != "file")
        {
            throw section.Refuse(SiteFileErrors.Contradiction, "file", $"{section.Full("file")} is given and {section.Full("shape")} is '{shape}': a file wants 'shape: file'.");
        }

        return shape switch
        {
            "flat" => term == ContractTerm.Always ? null : PowerSchedule.Within(power, term),
            "file" => Schedules.Clip(HourlyFile.Read(section, setting.Beside, file ?? throw section.Missing("file", $"'shape: file' takes its power from it"), power), term),
            _ => new WeekShape(setting.Zone, Hours(shape, hasHolidays)).Schedule(power, term),
        };
    }

    /// <summary>Whether a local day counts as weekend.</summary>
    /// <param name="day">The day.</param>
    /// <param name="hasHolidays">Whether the six off-peak days do.</param>
    /// <returns>True on weekends and such holidays.</returns>
    public static bool IsOff(LocalDate day, bool hasHolidays) =>
        OffPeakDays.IsWeekend(day) || (hasHolidays && OffPeakDays.IsHoliday(day));

    private static Func<LocalDate, int, bool> Hours(string shape, bool hasHolidays) => shape switch
    {
        "5x16" => (day, hour) => IsDay(hour) && !IsOff(day, hasHolidays),
        "2x16" => (day, hour) => IsDay(hour) && IsOff(day, hasHolidays),
        "7x16" => (_, hour) => IsDay(hour),
        _ => (_, hour) => !IsDay(hour),
    };

    private static bool IsDay(int hour) => hour is >= DayBegins and < DayEnds;
}
