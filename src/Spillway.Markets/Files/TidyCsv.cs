using System.Text;
using NodaTime;
using Spillway.Markets.Synthetic;
using Spillway.Units;

namespace Spillway.Markets.Files;

/// <summary>Reads tidy CSV, wide and long, straight from its bytes.</summary>
internal sealed class TidyCsv
{
    private const int RowsThatTellTheInterval = 500;
    private const long SecondsPerHour = 3600;
    private const int MinutesOfAPair = 15;
    private const int ShortestStart = 17;
    private static readonly string[] _longHeader = ["interval_start_utc", "settlement_point", "price"];
    private static readonly string[] _pairHeader = ["interval_start_utc", "settlement_point", "spp_low", "spp_high"];
    private readonly FileDraft _draft;
    private readonly List<string> _header;
    private readonly int _section;
    private readonly bool _isHourly;
    private readonly int _rows;

    private TidyCsv(FileDraft draft, List<string> header, bool isHourly, int rows)
    {
        _rows = rows;
        _draft = draft;
        _header = header;
        _isHourly = isHourly;
        _section = draft.Member.Length == 0 ? 0 : draft.Section(draft.Member);
    }

    /// <summary>Whether a header is a tidy file's, in either form.</summary>
    public static bool Matches(IReadOnlyList<string> header) => header.Count > 1 && header[0] == "interval_start_utc";

    /// <summary>Reads a text in UTF-8 whose header matches.</summary>
    /// <returns>The form it was.</returns>
    public static string Read(FileDraft draft, byte[] text)
    {
        var lines = new CsvLines(text);
        lines.MoveNext();
        var header = Cells(lines.Current);
        var tidy = new TidyCsv(draft, header, LeastStep(lines) >= SecondsPerHour, Math.Min(lines.Left(), (text.Length / (header.Count + ShortestStart)) + 1));
        if (header.Take(3).SequenceEqual(_longHeader))
        {
            tidy.ReadLong(lines);
            return "tidy CSV, long";
        }

        if (header.SequenceEqual(_pairHeader))
        {
            tidy.ReadPairs(lines);
            return "tidy CSV, pairs of zone prices";
        }

        tidy.ReadWide(lines);
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
                least = last is { } before && start != before ? Math.Min(least, Math.Abs(start - before)) : least;
                last = start;
            }
        }

        return least == long.MaxValue ? 0 : least;
    }

    private void ReadWide(CsvLines lines)
    {
        var series = new SeriesDraft[_header.Count];
        var label = SyntheticLabel.MarketOf(_header);
        for (var column = 1; column < series.Length; column++)
        {
            if (_header[column].Length == 0 || _header.IndexOf(_header[column]) < column)
            {
                throw _draft.Refuse(MarketFileErrors.WrongColumns, Place(1, column), $"column '{_header[column]}' has no name or stands there twice");
            }

            var name = _draft.Named(_header[column], Place(1, column));
            series[column] = _draft.Series(PointKinds.Of(name, _isHourly, label));
        }

        var axis = new RowAxis(_rows);
        while (lines.MoveNext())
        {
            if (!lines.Current.IsEmpty)
            {
                ReadRow(lines, series, axis);
            }
        }
    }

    private void ReadRow(in CsvLines lines, SeriesDraft[] series, RowAxis axis)
    {
        var rest = lines.Current;
        for (var column = 0; column < series.Length; column++)
        {
            var comma = rest.IndexOf((byte)',');
            if (comma < 0 != (column == series.Length - 1))
            {
                throw Ragged(lines);
            }

            var cell = comma < 0 ? rest : rest[..comma];
            rest = comma < 0 ? default : rest[(comma + 1)..];
            if (column == 0)
            {
                axis.Add(Start(cell, lines.Number), _section + lines.Number);
            }
            else if (NumberText.TryParse(cell, out var value))
            {
                series[column].Add(axis, value, _rows);
            }
            else if (!cell.IsEmpty && Number(lines, cell, column) is { } spaced)
            {
                series[column].Add(axis, spaced, _rows);
            }
        }
    }

    private void ReadLong(CsvLines lines)
    {
        var hasType = _header.Count == 4 && _header[3] == "settlement_point_type";
        if (_header.Count > 3 && !hasType)
        {
            throw _draft.Refuse(MarketFileErrors.WrongColumns, Place(1, 3), $"column '{_header[3]}': a long tidy file has the columns interval_start_utc, settlement_point, price and, where needed, settlement_point_type");
        }

        _draft.AllowsPairs = !hasType;
        while (lines.MoveNext())
        {
            if (lines.Current.IsEmpty)
            {
                continue;
            }

            var cells = Row(lines);
            var start = Start(Encoding.UTF8.GetBytes(cells[0]), lines.Number);
            var name = _draft.Named(cells[1], Place(lines.Number, 1));
            if (Number(lines, Encoding.UTF8.GetBytes(cells[2]), 2) is { } price)
            {
                var key = hasType
                    ? PointKinds.Price(PointTypeNames.Point(_draft, name, cells[3], Place(lines.Number, 3)), _isHourly)
                    : PointKinds.Of(name, _isHourly);
                _draft.Series(key).Add(start, price, _section + lines.Number);
            }
        }
    }

    // Two prices that nothing tells apart: the lower is the zone's, and each pair is counted.
    private void ReadPairs(CsvLines lines)
    {
        _draft.AllowsPairs = true;
        _draft.IsSparse = true;
        _draft.FixedInterval = Duration.FromMinutes(MinutesOfAPair);
        while (lines.MoveNext())
        {
            if (lines.Current.IsEmpty)
            {
                continue;
            }

            var cells = Row(lines);
            var name = _draft.Named(cells[1], Place(lines.Number, 1));
            var series = _draft.Series(PointKinds.Price(SettlementPoint.FromColumn(name), isHourly: false));
            var start = Start(Encoding.UTF8.GetBytes(cells[0]), lines.Number);
            for (var column = 2; column < _pairHeader.Length; column++)
            {
                if (Number(lines, Encoding.UTF8.GetBytes(cells[column]), column) is { } price)
                {
                    series.Add(start, price, _section + lines.Number);
                }
            }
        }
    }

    private List<string> Row(CsvLines lines)
    {
        var cells = Cells(lines.Current);
        return cells.Count == _header.Count ? cells : throw Ragged(lines);
    }

    private Engine.RefusedException Ragged(CsvLines lines)
    {
        var quoted = lines.Current.Contains((byte)'"') ? "; a quoted cell here may hold a number with thousand separators" : "";
        return _draft.Refuse(
            MarketFileErrors.WrongColumns,
            Place(lines.Number),
            $"the header has {_header.Count} columns and this row {lines.Current.Count((byte)',') + 1}: '{Shown(lines.Current)}'{quoted}");
    }

    private long Start(ReadOnlySpan<byte> cell, int line) =>
        InstantText.TryParse(cell, out var start)
            ? start
            : throw _draft.Refuse(MarketFileErrors.NotATime, Place(line, 0), $"'{Shown(cell)}' is not an instant");

    private decimal? Number(CsvLines lines, ReadOnlySpan<byte> cell, int column)
    {
        if (NumberText.TryParse(cell, out var value))
        {
            return value;
        }

        var bare = cell.Trim(" \t"u8);
        return bare.IsEmpty ? null
            : NumberText.TryParse(bare, out value) ? value
            : lines.Current.Count((byte)',') >= _header.Count ? throw Ragged(lines)
            : throw _draft.Refuse(MarketFileErrors.NotANumber, Place(lines.Number, column), $"'{Shown(cell)}' in column {_header[column]} is not a number");
    }

    private RowPlace Place(int line, int column = -1) => new(_draft.Member, line, column);

    private static string Shown(ReadOnlySpan<byte> text) =>
        text.Length <= 60 ? Encoding.UTF8.GetString(text) : Encoding.UTF8.GetString(text[..60]) + "…";
}
