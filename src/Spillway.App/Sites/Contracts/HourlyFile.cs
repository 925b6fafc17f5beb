using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Spillway.Engine;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.App.Sites.Contracts;

/// <summary>Reads the power of a contract hour by hour from a CSV beside the site file.</summary>
internal static class HourlyFile
{
    private const string Header = "interval_start_utc,mw";
    private const long BytesAtMost = 32 * 1024 * 1024;

    /// <summary>Reads the file.</summary>
    /// <param name="section">The contract that names it.</param>
    /// <param name="beside">Where a file lies that the site file names.</param>
    /// <param name="name">The file as the contract names it.</param>
    /// <param name="most">The most that a row may hold.</param>
    /// <returns>Its steps; known from the first hour to the end of the last.</returns>
    public static PowerSchedule Read(SiteSection section, Func<string, string> beside, string name, Megawatts most)
    {
        var path = beside(name);
        if (!File.Exists(path))
        {
            throw section.Refuse(ContractErrors.HourlyFile, "file", $"{section.Full("file")} is '{name}', and there is no such file beside the site file.");
        }

        if (new FileInfo(path).Length > BytesAtMost)
        {
            throw section.Refuse(ContractErrors.HourlyFile, "file", $"{section.Full("file")}: {name} has more than {BytesAtMost / 1024 / 1024} MiB.");
        }

        var steps = ImmutableArray.CreateBuilder<ScheduleStep>();
        var number = 0;
        Instant? expected = null;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (number == 1)
            {
                if (line.Trim().TrimStart('\uFEFF') != Header)
                {
                    throw Refuse(name, number, $"the header is '{line}' instead of '{Header}'");
                }

                continue;
            }

            if (line.Trim().Length == 0)
            {
                continue;
            }

            var (start, power) = Row(name, number, line, most);
            if (expected is { } next && start != next)
            {
                throw Refuse(name, number, $"the row begins at {InstantPattern.General.Format(start)} and the one before it ends at {InstantPattern.General.Format(next)}");
            }

            expected = start + Duration.FromHours(1);
            steps.Add(new(start, power));
        }

        return expected is { } end
            ? new([.. steps, new(end, Megawatts.Zero)], new(steps[0].From, end))
            : throw Refuse(name, number, "the file has no row");
    }

    private static (Instant Start, Megawatts Power) Row(string name, int number, string line, Megawatts most)
    {
        var cells = line.Split(',');
        if (cells.Length != 2)
        {
            throw Refuse(name, number, $"'{line}' has {cells.Length} cells instead of two; a decimal point is written '.'");
        }

        if (InstantPattern.General.Parse(cells[0].Trim()) is not { Success: true, Value: var start } || start.ToUnixTimeSeconds() % 900 != 0)
        {
            throw Refuse(name, number, $"'{cells[0]}' is not the start of an hour in UTC");
        }

        if (!PlainNumber.TryRead(cells[1].Trim(), out var power))
        {
            throw Refuse(name, number, $"'{cells[1]}' is not a number of MW");
        }

        return power >= 0m && power <= most.Value
            ? (start, new(power))
            : throw Refuse(name, number, $"{cells[1].Trim()} MW is not between 0 and the contract's {most} MW");
    }

    private static RefusedException Refuse(string name, int number, string what) => new(ContractErrors.HourlyFile, $"{name}, line {number}: {what}.");
}
