using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Spillway.Engine;
using Spillway.Markets.Files;

namespace Spillway.Markets.Weather;

/// <summary>Reads weather files: temperatures by the hour, measured, or foreseen with the time each forecast was known.</summary>
public static class WeatherFileReader
{
    private const string Start = "hour_start_utc";
    private const string Temperature = "temperature_c";
    private const string Known = "known_utc";
    private const decimal Coldest = -90m;
    private const decimal Hottest = 60m;
    private const decimal HottestFahrenheit = 140m;
    private const int FirstYear = 1990;
    private const int YearAfterLast = 2100;
    private static readonly Instant _earliest = Instant.FromUtc(FirstYear, 1, 1, 0, 0);
    private static readonly Instant _afterLatest = Instant.FromUtc(YearAfterLast, 1, 1, 0, 0);
    private static readonly Duration _hour = Duration.FromHours(1);

    /// <summary>Reads a file.</summary>
    /// <param name="path">A CSV with the columns hour_start_utc, temperature_c and, if it likes, known_utc, in any order; gzip
    /// and a zip of one member are unwrapped, within written limits.</param>
    /// <param name="cancellation">Stops before the reading.</param>
    /// <returns>Its rows. One without known_utc was measured, and is known one hour after its hour's end.</returns>
    /// <exception cref="RefusedException">One of <see cref="WeatherFileErrors"/> or <see cref="MarketFileErrors"/>; the message
    /// names file, line, value, unit and what to do.</exception>
    public static WeatherFile Read(string path, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var content = FileContent.Read(path, cancellation);
        if (content.Members.Length != 1)
        {
            throw new RefusedException(WeatherFileErrors.NotAWeatherFile, $"{path} is an archive of {content.Members.Length} files.");
        }

        var draft = new FileDraft(path) { Member = content.Members[0].Name };
        using var lines = Tables.Csv(draft, content.Members[0].Bytes).GetEnumerator();
        var columns = lines.MoveNext() ? Columns.Of(lines.Current) : throw new RefusedException(MarketFileErrors.Empty, $"{path} is empty.");
        var rows = ImmutableArray.CreateBuilder<TemperatureRow>();
        while (lines.MoveNext())
        {
            if (!lines.Current.IsBlank && Row(lines.Current, columns) is { } row)
            {
                rows.Add(row);
            }
        }

        return rows.Count == 0
            ? throw new RefusedException(MarketFileErrors.Empty, $"{path} has a header and no temperature.")
            : new(path, rows.DrainToImmutable());
    }

    private static TemperatureRow? Row(TableRow row, Columns columns)
    {
        if (row.Cells.Length != columns.Count)
        {
            throw row.Refuse(MarketFileErrors.WrongColumns, -1, $"the header has {columns.Count} columns and this row {row.Cells.Length}: '{string.Join(',', row.Cells)}'");
        }

        var start = At(row, columns.Start);
        if (start.ToUnixTimeSeconds() % NodaConstants.SecondsPerHour != 0)
        {
            throw row.Refuse(WeatherFileErrors.OffHour, columns.Start, $"{Start} is {InstantPattern.General.Format(start)}");
        }

        if (row.Figure(columns.Temperature) is not { } celsius)
        {
            return null;
        }

        if (celsius is < Coldest or > Hottest)
        {
            throw row.Refuse(WeatherFileErrors.ImpossibleTemperature, columns.Temperature, string.Create(
                CultureInfo.InvariantCulture, $"{Temperature} is {celsius} °C{Suspicion(celsius)}"));
        }

        var isMeasured = columns.Known < 0 || row.Text(columns.Known).Length == 0;
        return new(start, isMeasured ? start + _hour + _hour : At(row, columns.Known), (double)celsius, isMeasured, row.Number);
    }

    private static string Suspicion(decimal value) => value is > Hottest and <= HottestFahrenheit
        ? string.Create(CultureInfo.InvariantCulture, $"; it looks like Fahrenheit: {value} °F are {(value - 32m) / 1.8m:0.0} °C")
        : "";

    private static Instant At(TableRow row, int column)
    {
        var text = row.Text(column);
        if (!InstantText.TryParse(Encoding.UTF8.GetBytes(text), out var seconds))
        {
            throw row.Refuse(MarketFileErrors.NotATime, column, $"'{text}' is not an instant");
        }

        var at = Instant.FromUnixTimeSeconds(seconds);
        return at >= _earliest && at < _afterLatest
            ? at
            : throw row.Refuse(MarketFileErrors.NotATime, column, $"{text} lies outside the years {FirstYear} to {YearAfterLast - 1}");
    }

    private sealed record Columns(int Start, int Temperature, int Known, int Count)
    {
        public static Columns Of(TableRow header)
        {
            var names = Enumerable.Range(0, header.Cells.Length).Select(header.Text).ToList();
            var unknown = names.Find(name => name is not (WeatherFileReader.Start or WeatherFileReader.Temperature or WeatherFileReader.Known));
            if (unknown is null && names.Contains(WeatherFileReader.Start) && names.Contains(WeatherFileReader.Temperature) && names.Distinct().Count() == names.Count)
            {
                return new(names.IndexOf(WeatherFileReader.Start), names.IndexOf(WeatherFileReader.Temperature), names.IndexOf(WeatherFileReader.Known), names.Count);
            }

            var unit = names.Exists(name => name is "temperature_f" or "temp_f") ? "; degrees are wanted in Celsius, (F - 32) ÷ 1.8 of Fahrenheit" : "";
            throw header.Refuse(
                WeatherFileErrors.NotAWeatherFile, -1,
                $"the header is '{string.Join(',', names)}' instead of '{WeatherFileReader.Start},{WeatherFileReader.Temperature}' or '{WeatherFileReader.Start},{WeatherFileReader.Temperature},{WeatherFileReader.Known}'{unit}");
        }
    }
}
