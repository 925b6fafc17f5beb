using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Spillway.Engine;
using Spillway.Engine.Forecasts;
using Spillway.Markets.Weather;

namespace Spillway.App.Peaks;

/// <summary>Reads temperatures out of weather files and lays them beside each other.</summary>
public static class WeatherFiles
{
    private static readonly Duration _hour = Duration.FromHours(1);

    /// <summary>Reads files.</summary>
    /// <param name="paths">The files; may be none.</param>
    /// <param name="wanted">The time that is asked about; the load's first hour and what it must reach into.</param>
    /// <param name="note">Told what a person should know of them.</param>
    /// <param name="cancellation">Stops between two files.</param>
    /// <returns>The temperatures, each from when on it was known.</returns>
    /// <exception cref="RefusedException">A file is refused, two of them disagree, or none holds an hour that is asked about.</exception>
    public static TemperatureBook Read(ImmutableArray<string> paths, WeatherNeed wanted, Action<string> note, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(note);
        var files = new List<WeatherFile>();
        foreach (var path in paths)
        {
            cancellation.ThrowIfCancellationRequested();
            files.Add(WeatherFileReader.Read(path, cancellation));
        }

        Check(files, wanted);
        var rows = Distinct(files, out var twice);
        if (twice > 0)
        {
            note($"agreeing-duplicates: weather: {twice} rows stand there twice with the same hour, time and temperature; one of each was taken.");
        }

        return TemperatureBook.Of(rows);
    }

    // A file of another year, or with hours that are off by years, would else be read and never looked at.
    private static void Check(List<WeatherFile> files, WeatherNeed wanted)
    {
        foreach (var file in files)
        {
            if (!file.Rows.Any(row => row.HourStart >= wanted.HistoryFrom && row.HourStart < wanted.To))
            {
                throw new RefusedException(PeakErrors.NoWeather, $"'{file.Path}' holds hours {Span(file)}; the load begins at {Text(wanted.HistoryFrom)} and --to is {Text(wanted.To)}.");
            }
        }

        if (files.Count > 0 && !files.Exists(file => file.Rows.Any(row => row.HourStart >= wanted.From && row.HourStart < wanted.To)))
        {
            throw new RefusedException(PeakErrors.NoWeather, $"{string.Join(", ", files.Select(file => $"'{file.Path}' holds hours {Span(file)}"))}; asked about are {Text(wanted.From)} to {Text(wanted.To)}.");
        }
    }

    private static List<KnownTemperature> Distinct(List<WeatherFile> files, out int twice)
    {
        var rows = files.SelectMany((file, number) => file.Rows.Select(row => (File: number, Row: row)))
            .OrderBy(one => one.Row.HourStart).ThenBy(one => one.Row.KnownAt).ThenBy(one => one.Row.IsMeasured)
            .ThenBy(one => one.File).ThenBy(one => one.Row.Line).ToList();
        var kept = new List<KnownTemperature>(rows.Count);
        twice = 0;
        for (var index = 0; index < rows.Count; index++)
        {
            var (here, last) = (rows[index].Row, index == 0 ? default : rows[index - 1].Row);
            var temperature = new KnownTemperature(here.HourStart, here.KnownAt, here.Celsius);
            if (index == 0 || (last.HourStart, last.KnownAt) != (here.HourStart, here.KnownAt))
            {
                kept.Add(temperature);
            }
            else if (last.IsMeasured != here.IsMeasured)
            {
                // A measurement stands before a forecast of the same instant.
                kept[^1] = temperature;
            }
            else if (last.Celsius.Equals(here.Celsius))
            {
                twice++;
            }
            else
            {
                throw Disagree(files, rows[index - 1], rows[index]);
            }
        }

        return kept;
    }

    private static RefusedException Disagree(List<WeatherFile> files, (int File, TemperatureRow Row) first, (int File, TemperatureRow Row) second)
    {
        var (earlier, later) = (files[first.File].Path, files[second.File].Path);
        var known = second.Row.IsMeasured ? "measured" : $"known at {Text(second.Row.KnownAt)}";
        var before = earlier == later ? $"line {first.Row.Line}" : $"'{earlier}', line {first.Row.Line},";
        return new(
            WeatherFileErrors.RowsDisagree,
            $"'{later}', line {second.Row.Line}: the hour {Text(second.Row.HourStart)}, {known}, has {second.Row.Celsius} °C, and {before} says {first.Row.Celsius} °C.");
    }

    private static string Span(WeatherFile file) =>
        $"from {Text(file.Rows.Min(row => row.HourStart))} to {Text(file.Rows.Max(row => row.HourStart) + _hour)}";

    private static string Text(Instant at) => InstantPattern.General.Format(at);
}
