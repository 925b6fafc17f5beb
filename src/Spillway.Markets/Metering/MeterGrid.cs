using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using NodaTime;
using NodaTime.Text;
using Spillway.Engine;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Signals;
using Spillway.Markets.Files;

namespace Spillway.Markets.Metering;

/// <summary>Puts the readings of files into the intervals of a range; the order of rows and files changes nothing.</summary>
/// <remarks>The same reading twice counts once. Of two readings of different quality the better stands: a late actual reading
/// replaces an estimate, and either a missing one. Two readings of one quality that differ are refused.</remarks>
public sealed class MeterGrid
{
    // As many equal steps in a row as a meter that is silent now and then does not make.
    private const int StepsThatTell = 7;

    private readonly long _from;
    private readonly long _step;
    private readonly int _count;
    private readonly SortedDictionary<string, MeterReading?[]> _meters = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<MeterFile> _files;
    private readonly int _firstSource;
    private int _duplicates;
    private int _replaced;
    private int _outside;

    private MeterGrid(IReadOnlyList<MeterFile> files, int firstSource, Slot first, int count)
    {
        (_files, _firstSource, _count) = (files, firstSource, count);
        (_from, _step) = (first.Start.ToUnixTimeSeconds(), (long)first.Length.TotalSeconds);
    }

    /// <summary>Puts readings into intervals.</summary>
    /// <param name="files">The files.</param>
    /// <param name="firstSource">The index of the first of them in the statement's list of sources.</param>
    /// <param name="first">The first interval of the range.</param>
    /// <param name="count">How many there are.</param>
    /// <returns>The readings by meter.</returns>
    /// <exception cref="RefusedException">A reading does not fit the grid, or two disagree; the message names the rows.</exception>
    public static MeterReadings Of(IReadOnlyList<MeterFile> files, int firstSource, Slot first, int count)
    {
        ArgumentNullException.ThrowIfNull(files);
        var grid = new MeterGrid(files, firstSource, first, count);
        for (var file = 0; file < files.Count; file++)
        {
            foreach (var meter in files[file].Meters)
            {
                grid.Take(file, meter);
            }
        }

        foreach (var (meter, readings) in grid._meters)
        {
            grid.CheckSteps(meter, readings);
        }

        return new(
            grid._meters.ToImmutableSortedDictionary(meter => meter.Key, meter => ImmutableCollectionsMarshal.AsImmutableArray(meter.Value), StringComparer.Ordinal),
            [.. files.SelectMany(file => file.Findings.Select(finding => finding with { Detail = $"{file.Source.Name}: {finding.Detail}" })), .. grid.Findings()]);
    }

    private void Take(int file, MeterColumn meter)
    {
        if (!_meters.TryGetValue(meter.Meter, out var readings))
        {
            _meters.Add(meter.Meter, readings = new MeterReading?[_count]);
        }

        var last = long.MinValue;
        var starts = meter.StartsUnixSeconds;
        for (var index = 0; index < starts.Count; index++)
        {
            var offset = starts[index] - _from;
            if (offset % _step != 0)
            {
                throw OffGrid(file, meter, index, last);
            }

            last = starts[index];
            var place = offset / _step;
            if (place < 0 || place >= _count)
            {
                _outside++;
                continue;
            }

            var reading = new MeterReading(
                new(meter.Meter, Instant.FromUnixTimeSeconds(starts[index]), _firstSource + file, meter.Rows[index]), new(meter.Energies[index]), meter.Qualities[index]);
            readings[place] = readings[place] is { } earlier ? Better(earlier, reading) : reading;
        }
    }

    private MeterReading Better(MeterReading earlier, MeterReading later)
    {
        if (earlier.Quality != later.Quality)
        {
            _replaced++;
            return earlier.Quality < later.Quality ? earlier : later;
        }

        if (earlier.Energy != later.Energy)
        {
            throw new RefusedException(MeterFileErrors.ReadingsDisagree, $"{Place(later.Id)}: meter '{later.Id.Meter}' counted {later.Energy} MWh from {Text(later.Id.Start)} on, and {Place(earlier.Id)} says {earlier.Energy} MWh");
        }

        _duplicates++;

        // Whichever came first in the files, the one that stands first is named.
        return (earlier.Id.Source, earlier.Id.Row).CompareTo((later.Id.Source, later.Id.Row)) <= 0 ? earlier : later;
    }

    private RefusedException OffGrid(int file, MeterColumn meter, int index, long last)
    {
        var step = last == long.MinValue ? 0 : Math.Abs(meter.StartsUnixSeconds[index] - last);
        var minutes = _step / 60m;
        var where = string.Create(CultureInfo.InvariantCulture, $"{_files[file].Path}, line {meter.Rows[index]}: meter '{meter.Meter}' has a reading that starts at {Text(Instant.FromUnixTimeSeconds(meter.StartsUnixSeconds[index]))}");
        return step != 0 && step < _step
            ? new(MeterFileErrors.OtherInterval, $"{where}, {step / 60m:0.##} minutes from the one before; the site is settled in intervals of {minutes:0.##} minutes.")
            : new(MeterFileErrors.OffGrid, $"{where}, between two intervals of {minutes:0.##} minutes.");
    }

    // Hourly readings on a grid of quarter hours would fill every fourth interval with four intervals' energy.
    private void CheckSteps(string meter, MeterReading?[] readings)
    {
        var (last, step, run) = (-1, 0, 0);
        for (var index = 0; index < readings.Length; index++)
        {
            if (readings[index] is not { } reading)
            {
                continue;
            }

            var own = last < 0 ? 0 : index - last;
            run = own > 1 ? own == step ? run + 1 : 1 : 0;
            (last, step) = (index, own);
            if (run >= StepsThatTell)
            {
                throw new RefusedException(MeterFileErrors.OtherInterval, $"{Place(reading.Id)}: meter '{meter}' has {StepsThatTell + 1} readings in a row that are {own * _step / 60m:0.##} minutes apart, up to {Text(reading.Id.Start)}; the site is settled in intervals of {_step / 60m:0.##} minutes.");
            }
        }
    }

    private IEnumerable<Finding> Findings()
    {
        if (_duplicates > 0)
        {
            yield return new("duplicate-readings", _duplicates, $"{_duplicates} readings stand in the meter files twice with the same energy: each counts once.");
        }

        if (_replaced > 0)
        {
            yield return new("late-readings", _replaced, $"{_replaced} readings stand in the meter files with two qualities: actual stands before estimated, estimated before missing.");
        }

        if (_outside > 0)
        {
            yield return new("outside-range", _outside, $"{_outside} readings lie outside the range and are not part of this statement.");
        }
    }

    private string Place(ReadingId id) =>
        string.Create(CultureInfo.InvariantCulture, $"{_files[id.Source - _firstSource].Path}, line {id.Row}");

    private static string Text(Instant at) => InstantPattern.General.Format(at);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
