using System.Text;
using NodaTime;
using Spillway.Engine;
using Spillway.Units;

namespace Spillway.Markets.Files;

/// <summary>A row of a text file as it stands there: what a figure is walked back to.</summary>
/// <param name="Number">Its number, from 1 with the header.</param>
/// <param name="Text">The row without its end.</param>
/// <param name="Sha256">Of the file's bytes, 64 lower-case hexadecimal digits.</param>
public sealed record RawRow(int Number, string Text, string Sha256)
{
    /// <summary>Finds a row by its number.</summary>
    /// <param name="path">The file, gzipped or not.</param>
    /// <param name="number">The row, from 1 with the header.</param>
    /// <param name="cancellation">Stops before the reading.</param>
    /// <returns>The row; null where the file is no single text or has fewer rows.</returns>
    /// <exception cref="RefusedException">The file cannot be read.</exception>
    public static RawRow? At(string path, int number, CancellationToken cancellation)
    {
        var at = 0;
        return First(path, _ => ++at == number, cancellation);
    }

    /// <summary>Finds the first row of which something is true.</summary>
    /// <param name="path">The file, gzipped or not.</param>
    /// <param name="wanted">Asked for each row in order.</param>
    /// <param name="cancellation">Stops before the reading.</param>
    /// <returns>The row; null where the file is no single text or has no such row.</returns>
    /// <exception cref="RefusedException">The file cannot be read.</exception>
    public static RawRow? First(string path, Predicate<string> wanted, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(wanted);
        if (Content(path, cancellation) is not (var sha256, { } bytes))
        {
            return null;
        }

        var lines = new CsvLines(bytes);
        while (lines.MoveNext())
        {
            var text = Encoding.UTF8.GetString(lines.Current);
            if (wanted(text))
            {
                return new(lines.Number, text, sha256);
            }
        }

        return null;
    }

    /// <summary>Finds the row of a tidy price file that gives a point's price.</summary>
    /// <param name="path">The file, gzipped or not.</param>
    /// <param name="point">The point.</param>
    /// <param name="start">The interval's start.</param>
    /// <param name="cancellation">Stops before the reading.</param>
    /// <returns>The row; null where the file is in another form or has none.</returns>
    /// <exception cref="RefusedException">The file cannot be read.</exception>
    public static RawRow? OfPrice(string path, SettlementPoint point, Instant start, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (Content(path, cancellation) is not (var sha256, { } bytes))
        {
            return null;
        }

        var lines = new CsvLines(bytes);
        if (!lines.MoveNext() || !TidyCsv.Matches(TidyCsv.Cells(lines.Current)))
        {
            return null;
        }

        var isLong = TidyCsv.Cells(lines.Current)[1] == "settlement_point";
        var seconds = start.ToUnixTimeSeconds();
        while (lines.MoveNext())
        {
            var comma = lines.Current.IndexOf((byte)',');
            if (comma > 0 && InstantText.TryParse(lines.Current[..comma], out var at) && at == seconds && (!isLong || Names(lines.Current, point)))
            {
                return new(lines.Number, Encoding.UTF8.GetString(lines.Current), sha256);
            }
        }

        return null;
    }

    private static bool Names(ReadOnlySpan<byte> line, SettlementPoint point)
    {
        var cells = TidyCsv.Cells(line);
        var isWeighted = cells.Count > 3 && cells[3].EndsWith("EW", StringComparison.Ordinal);
        return cells[1] == point.ToString()
            || (cells[1] == point.Name && isWeighted == (point.Type == SettlementPointType.ZoneEnergyWeighted));
    }

    private static (string Sha256, byte[]? Bytes) Content(string path, CancellationToken cancellation)
    {
        var content = FileContent.Read(path, cancellation);
        var isText = content.Members.Length == 1 && System.Text.Unicode.Utf8.IsValid(content.Members[0].Bytes);
        return (content.Sha256, isText ? content.Members[0].Bytes : null);
    }
}
