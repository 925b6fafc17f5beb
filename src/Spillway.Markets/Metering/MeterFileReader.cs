using System.Collections.Immutable;
using System.Text;
using Spillway.Engine;
using Spillway.Engine.Settlements.Statements;
using Spillway.Markets.Files;

namespace Spillway.Markets.Metering;

/// <summary>Reads meter files: CSV <c>interval_start_utc,meter,energy_mwh,quality</c>, gzipped or not.</summary>
public static class MeterFileReader
{
    /// <summary>The header of a meter file.</summary>
    public const string Header = "interval_start_utc,meter,energy_mwh,quality";

    private const string Form = "meter readings (CSV)";
    private const int Columns = 4;
    private const int MostName = 64;
    private const int MostShown = 60;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; gzip and a zip of one member are unwrapped, within written limits.</param>
    /// <param name="cancellation">Stops before the reading.</param>
    /// <returns>Its readings by meter.</returns>
    /// <exception cref="RefusedException">One of <see cref="MeterFileErrors"/> or <see cref="MarketFileErrors"/>; the message
    /// names file, line, value, unit and what to do.</exception>
    public static MeterFile Read(string path, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var content = FileContent.Read(path, cancellation);
        if (content.Members.Length != 1)
        {
            throw new RefusedException(MeterFileErrors.NotAMeterFile, $"{path} is an archive of {content.Members.Length} files.");
        }

        var draft = new FileDraft(path) { Member = content.Members[0].Name };
        var bytes = content.Members[0].Bytes;
        TextCheck.Utf8(draft, bytes);
        var lines = new CsvLines(bytes);
        CheckHeader(draft, ref lines);
        var meters = new MeterColumns(lines.Left());
        var overridden = 0;
        while (lines.MoveNext())
        {
            if (!lines.Current.IsEmpty)
            {
                overridden += Take(draft, lines, meters) ? 1 : 0;
            }
        }

        var columns = meters.Finish();
        return columns.IsEmpty
            ? throw new RefusedException(MarketFileErrors.Empty, $"{path} has a header and no reading.")
            : new(path, new(System.IO.Path.GetFileName(path), content.Sha256, Form), columns, Findings(overridden));
    }

    private static ImmutableArray<Finding> Findings(int overridden) => overridden == 0 ? [] :
        [new("missing-with-energy", overridden, $"{overridden} readings say that they are missing and carry energy all the same: the intervals stay open.")];

    private static void CheckHeader(FileDraft draft, ref CsvLines lines)
    {
        if (!lines.MoveNext())
        {
            throw new RefusedException(MarketFileErrors.Empty, $"{draft.File} is empty.");
        }

        var header = string.Join(',', TidyCsv.Cells(lines.Current));
        if (header != Header)
        {
            var unit = header.Contains("kwh", StringComparison.OrdinalIgnoreCase) ? "; energy is wanted in MWh, so divide kWh by 1,000" : "";
            throw draft.Refuse(MeterFileErrors.NotAMeterFile, new("", 1), $"the header is '{Shown(lines.Current)}' instead of '{Header}'{unit}");
        }
    }

    private static bool Take(FileDraft draft, in CsvLines lines, MeterColumns meters)
    {
        Span<Range> cells = stackalloc Range[Columns + 1];
        var line = lines.Current;
        var count = Split(line, cells);
        if (count != Columns)
        {
            throw draft.Refuse(MarketFileErrors.WrongColumns, new("", lines.Number), $"the header has {Columns} columns and this row {line.Count((byte)',') + 1}: '{Shown(line)}'");
        }

        if (!InstantText.TryParse(line[cells[0]], out var start))
        {
            throw draft.Refuse(MarketFileErrors.NotATime, new("", lines.Number, 0), $"'{Shown(line[cells[0]])}' is not an instant");
        }

        var meter = line[cells[1]].Trim((byte)' ');
        if (meter.IsEmpty || meter.Length > MostName)
        {
            throw draft.Refuse(MarketFileErrors.WrongName, new("", lines.Number, 1), $"'{Shown(meter)}' is no name of a meter");
        }

        var quality = Quality(draft, lines.Number, line[cells[3]]);
        var energy = line[cells[2]].Trim((byte)' ');
        var isFigure = NumberText.TryParse(energy, out var value);
        if (!isFigure && !energy.IsEmpty)
        {
            throw draft.Refuse(MarketFileErrors.NotANumber, new("", lines.Number, 2), $"'{Shown(energy)}' MWh is not a number");
        }

        if (quality == ReadingQuality.Missing)
        {
            meters.Add(meter, start, 0m, quality, lines.Number);
            return value != 0m;
        }

        if (!isFigure)
        {
            throw draft.Refuse(MeterFileErrors.NoEnergy, new("", lines.Number, 2), $"energy_mwh is blank and the quality is {quality.ToString().ToLowerInvariant()}");
        }

        if (value < 0m)
        {
            throw draft.Refuse(MeterFileErrors.Backwards, new("", lines.Number, 2), $"meter '{Shown(meter)}' counted {Shown(energy)} MWh from {Shown(line[cells[0]])} on");
        }

        meters.Add(meter, start, value, quality, lines.Number);
        return false;
    }

    private static int Split(ReadOnlySpan<byte> line, Span<Range> cells)
    {
        var (from, count) = (0, 0);
        while (count < cells.Length)
        {
            var comma = line[from..].IndexOf((byte)',');
            cells[count++] = new(from, comma < 0 ? line.Length : from + comma);
            if (comma < 0)
            {
                break;
            }

            from += comma + 1;
        }

        return count;
    }

    private static ReadingQuality Quality(FileDraft draft, int line, ReadOnlySpan<byte> text)
    {
        var word = text.Trim((byte)' ');
        return word.SequenceEqual("actual"u8) ? ReadingQuality.Actual
            : word.SequenceEqual("estimated"u8) ? ReadingQuality.Estimated
            : word.SequenceEqual("missing"u8) ? ReadingQuality.Missing
            : throw draft.Refuse(MeterFileErrors.UnknownQuality, new("", line, 3), $"the quality is '{Shown(word)}'");
    }

    private static string Shown(ReadOnlySpan<byte> text) =>
        text.Length <= MostShown ? Encoding.UTF8.GetString(text) : Encoding.UTF8.GetString(text[..MostShown]) + "…";
}
