using System.Text;
using System.Text.Unicode;
using Spillway.Engine;
using Spillway.Markets.Synthetic;
using Spillway.Units;

namespace Spillway.Markets.Files;

/// <summary>Reads tidy CSV, wide and long, straight from its bytes.</summary>
internal static class TidyCsv
{
    private const int RowsThatTellTheInterval = 500;
    private const long SecondsPerHour = 3600;
    private static readonly string[] _longHeader = ["interval_start_utc", "settlement_point", "price"];
    private static readonly string[] _pairHeader = ["interval_start_utc", "settlement_point", "spp_low", "spp_high"];

    /// <summary>Whether a header is a tidy file's, in either form.</summary>
    public static bool Matches(IReadOnlyList<string> header) => header.Count > 1 && header[0] == "interval_start_utc";

    /// <summary>Reads a text whose header matches.</summary>
    /// <returns>The form it was.</returns>
    public static string Read(FileDraft draft, byte[] text)
    {
        if (!Utf8.IsValid(text))
        {
            throw new RefusedException(MarketFileErrors.NotUtf8, $"{draft.File}.");
        }

        var lines = new CsvLines(text);
        lines.MoveNext();
        var header = Cells(lines.Current);
        var isHourly = LeastStep(lines) >= SecondsPerHour;
        if (header.Take(3).SequenceEqual(_longHeader))
        {
            ReadLong(draft, lines, header, isHourly);
            return "tidy CSV, long";
        }

        if (header.SequenceEqual(_pairHeader))
        {
            ReadPairs(draft, lines);
            return "tidy CSV, pairs of zone prices";
        }

        ReadWide(draft, lines, header, isHourly);
        return "tidy CSV, wide";
    }

    public static List<string> Cells(ReadOnlySpan<byte> line) =>
        [.. Encoding.UTF8.GetString(line).Split(',').Select(cell => cell.Trim().Trim('"').Trim())];

    private static long LeastStep(CsvLines lines)
    {
        var least = long.MaxValue;
        long? last = null;
        for (var row = 0; row < RowsThatTellTheInterval && lines.MoveNext(); row++)
        {
            var comma = lines.Current.IndexOf((byte)',');
            if (comma > 0 && InstantText.TryParse(lines.Current[..comma], out var start))
            {
                least = last is { } before && start > before ? Math.Min(least, start - before) : least;
                last = start;
            }
        }

        return least == long.MaxValue ? 0 : least;
    }

    private static void ReadWide(FileDraft draft, CsvLines lines, List<string> header, bool isHourly)
    {
        var series = new SeriesDraft[header.Count];
        var label = SyntheticLabel.MarketOf(header);
        for (var column = 1; column < series.Length; column++)
        {
            if (header[column].Length == 0 || header.IndexOf(header[column]) < column)
            {
                throw draft.Refuse(MarketFileErrors.WrongColumns, new("", 1, column), $"column '{header[column]}' has no name or stands there twice");
            }

            series[column] = draft.Series(PointKinds.Of(header[column], isHourly, label));
        }

        while (lines.MoveNext())
        {
            if (lines.Current.IsEmpty)
            {
                continue;
            }

            ReadRow(draft, lines, series);
        }
    }

    private static void ReadRow(FileDraft draft, CsvLines lines, SeriesDraft[] series)
    {
        var rest = lines.Current;
        var start = 0L;
        for (var column = 0; column < series.Length; column++)
        {
            var comma = rest.IndexOf((byte)',');
            if (comma < 0 != (column == series.Length - 1))
            {
                throw draft.Refuse(MarketFileErrors.WrongColumns, new("", lines.Number), $"the header has {series.Length} columns and this row has not");
            }

            var cell = comma < 0 ? rest : rest[..comma];
            rest = comma < 0 ? default : rest[(comma + 1)..];
            if (column == 0)
            {
                start = Start(draft, cell, lines.Number);
            }
            else if (!cell.IsEmpty)
            {
                series[column].Add(start, Number(draft, cell, lines.Number, column), lines.Number);
            }
        }
    }

    private static void ReadLong(FileDraft draft, CsvLines lines, List<string> header, bool isHourly)
    {
        var hasType = header.Count == 4 && header[3] == "settlement_point_type";
        if (header.Count > 3 && !hasType)
        {
            throw draft.Refuse(MarketFileErrors.WrongColumns, new("", 1), "a long tidy file has the columns interval_start_utc, settlement_point, price and, where needed, settlement_point_type");
        }

        draft.AllowsPairs = !hasType;
        while (lines.MoveNext())
        {
            if (lines.Current.IsEmpty)
            {
                continue;
            }

            var cells = Cells(lines.Current);
            if (cells.Count != header.Count)
            {
                throw draft.Refuse(MarketFileErrors.WrongColumns, new("", lines.Number), $"the header has {header.Count} columns and this row {cells.Count}");
            }

            if (cells[2].Length > 0)
            {
                var key = hasType
                    ? PointKinds.Price(PointTypeNames.Point(draft, cells[1], cells[3], new("", lines.Number, 3)), isHourly)
                    : PointKinds.Of(cells[1], isHourly);
                var start = Start(draft, Encoding.UTF8.GetBytes(cells[0]), lines.Number);
                draft.Series(key).Add(start, Number(draft, Encoding.UTF8.GetBytes(cells[2]), lines.Number, 2), lines.Number);
            }
        }
    }

    // Two prices that nothing tells apart: the lower is the zone's, and each pair is counted.
    private static void ReadPairs(FileDraft draft, CsvLines lines)
    {
        draft.AllowsPairs = true;
        draft.IsSparse = true;
        while (lines.MoveNext())
        {
            if (lines.Current.IsEmpty)
            {
                continue;
            }

            var cells = Cells(lines.Current);
            if (cells.Count != _pairHeader.Length)
            {
                throw draft.Refuse(MarketFileErrors.WrongColumns, new("", lines.Number), $"the header has {_pairHeader.Length} columns and this row {cells.Count}");
            }

            var series = draft.Series(PointKinds.Price(SettlementPoint.FromColumn(cells[1]), isHourly: false));
            var start = Start(draft, Encoding.UTF8.GetBytes(cells[0]), lines.Number);
            series.Add(start, Number(draft, Encoding.UTF8.GetBytes(cells[2]), lines.Number, 2), lines.Number);
            series.Add(start, Number(draft, Encoding.UTF8.GetBytes(cells[3]), lines.Number, 3), lines.Number);
        }
    }

    private static long Start(FileDraft draft, ReadOnlySpan<byte> cell, int line) =>
        InstantText.TryParse(cell, out var start)
            ? start
            : throw draft.Refuse(MarketFileErrors.NotATime, new("", line, 0), $"'{Encoding.UTF8.GetString(cell)}' is not an instant");

    private static decimal Number(FileDraft draft, ReadOnlySpan<byte> cell, int line, int column) =>
        NumberText.TryParse(cell, out var value)
            ? value
            : throw draft.Refuse(MarketFileErrors.NotANumber, new("", line, column), $"'{Encoding.UTF8.GetString(cell)}' is not a number");
}
