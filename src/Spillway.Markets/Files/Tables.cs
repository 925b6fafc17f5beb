using System.IO.Compression;
using System.Text;
using System.Xml;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using Spillway.Engine;

namespace Spillway.Markets.Files;

/// <summary>Walks the rows of a workbook or a CSV file, sheet after sheet.</summary>
internal static class Tables
{
    // A sheet may say that it has 16,384 columns of a million rows for the sake of one cell; no file of a market or a bill comes near this.
    private const int MostColumns = 1_000;

    /// <summary>The sheets of an xlsx workbook, each with its rows; what a sheet states of its own size is not trusted.</summary>
    public static IEnumerable<(string Sheet, IEnumerable<TableRow> Rows)> Workbook(FileDraft draft, byte[] bytes)
    {
        using var reader = Open(draft, bytes);
        do
        {
            yield return (reader.Name, Rows(draft, reader));
        }
        while (Guarded(draft, reader.Name, reader.NextResult));
    }

    /// <summary>The rows of a CSV file; cells may be quoted.</summary>
    public static IEnumerable<TableRow> Csv(FileDraft draft, byte[] bytes)
    {
        TextCheck.Utf8(draft, bytes);
        var number = 0;
        var section = draft.Member.Length == 0 ? 0 : draft.Section(draft.Member);
        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.Length > 0)
            {
                yield return new(draft, draft.Member, section, number, Split(line, ','));
            }
        }
    }

    private static IExcelDataReader Open(FileDraft draft, byte[] bytes)
    {
        // The reader asks for a code page that workbooks of this kind never use, and the runtime must know it by name.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            return ExcelReaderFactory.CreateOpenXmlReader(
                new MemoryStream(bytes), new ExcelReaderConfiguration { FallbackEncoding = Encoding.UTF8 });
        }
        catch (Exception cause) when (IsBroken(cause))
        {
            throw Broken(draft, draft.Member.Length == 0 ? BrokenPart(bytes) : $"{draft.Member}, {BrokenPart(bytes)}", cause);
        }
    }

    // The library reads a sheet before it tells its name; the first part that is not XML is the one to name.
    private static string BrokenPart(byte[] bytes)
    {
        using var archive = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        return archive.Entries.FirstOrDefault(entry => entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) && !IsXml(entry))?.FullName ?? "";
    }

    private static bool IsXml(ZipArchiveEntry entry)
    {
        try
        {
            using var stream = entry.Open();
            using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            while (reader.Read())
            {
                // Only whether it can be read to its end matters.
            }

            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    private static T Guarded<T>(FileDraft draft, string sheet, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception cause) when (IsBroken(cause))
        {
            throw Broken(draft, sheet, cause);
        }
    }

    // What the workbook library throws where a part is not as the standard has it: it states no list of its own, so these
    // are the kinds seen when parts are damaged at random.
    private static bool IsBroken(Exception cause) => cause
        is ExcelReaderException or InvalidDataException or XmlException or EndOfStreamException
        or FormatException or OverflowException or ArgumentException or InvalidOperationException or InvalidCastException
        or IndexOutOfRangeException or KeyNotFoundException or NullReferenceException or NotSupportedException;

    private static RefusedException Broken(FileDraft draft, string sheet, Exception cause) => new(
        MarketFileErrors.Truncated, $"{draft.File}{(sheet.Length == 0 ? "" : ", " + sheet)}: the workbook cannot be read: {cause.Message}", cause);

    private static IEnumerable<TableRow> Rows(FileDraft draft, IExcelDataReader reader)
    {
        var sheet = draft.Member.Length == 0 ? reader.Name : $"{draft.Member}, {reader.Name}";
        var section = draft.Section(sheet);
        for (var number = 1; Guarded(draft, sheet, reader.Read); number++)
        {
            if (reader.FieldCount > MostColumns)
            {
                throw new RefusedException(MarketFileErrors.TooLarge, $"{draft.File}, {sheet}: the sheet is {reader.FieldCount} columns wide; {MostColumns} are read at most.");
            }

            yield return new(draft, sheet, section, number, Guarded(draft, sheet, () => Cells(reader)));
        }
    }

    private static object?[] Cells(IExcelDataReader reader)
    {
        var cells = new object?[reader.FieldCount];
        for (var column = 0; column < cells.Length; column++)
        {
            cells[column] = reader.GetValue(column);
        }

        return cells;
    }

    /// <summary>The cells of a line; quoted ones may hold the separator, and a quote twice stands for one.</summary>
    public static string[] Split(string line, char separator)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var isQuoted = false;
        for (var index = 0; index < line.Length; index++)
        {
            var letter = line[index];
            if (letter == '"')
            {
                if (isQuoted && index + 1 < line.Length && line[index + 1] == '"')
                {
                    cell.Append(letter);
                    index++;
                }
                else
                {
                    isQuoted = !isQuoted;
                }
            }
            else if (letter == separator && !isQuoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(letter);
            }
        }

        cells.Add(cell.ToString());
        return [.. cells];
    }
}
