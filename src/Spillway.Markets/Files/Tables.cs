using System.Text;
using System.Text.Unicode;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using Spillway.Engine;

namespace Spillway.Markets.Files;

/// <summary>Walks the rows of a workbook or a CSV file, sheet after sheet.</summary>
internal static class Tables
{
    /// <summary>The sheets of an xlsx workbook, each with its rows; what a sheet states of its own size is not trusted.</summary>
    public static IEnumerable<(string Sheet, IEnumerable<TableRow> Rows)> Workbook(FileDraft draft, byte[] bytes)
    {
        using var reader = Open(draft, bytes);
        do
        {
            yield return (reader.Name, Rows(draft, reader));
        }
        while (reader.NextResult());
    }

    /// <summary>The rows of a CSV file; cells may be quoted.</summary>
    public static IEnumerable<TableRow> Csv(FileDraft draft, byte[] bytes)
    {
        if (!Utf8.IsValid(bytes))
        {
            throw new RefusedException(MarketFileErrors.NotUtf8, $"{draft.File}.");
        }

        var number = 0;
        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.Length > 0)
            {
                yield return new(draft, "", 0, number, Split(line));
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
        catch (Exception cause) when (cause is ExcelReaderException or InvalidDataException or System.Xml.XmlException)
        {
            throw new RefusedException(MarketFileErrors.Truncated, $"{draft.File}: {cause.Message}", cause);
        }
    }

    private static IEnumerable<TableRow> Rows(FileDraft draft, IExcelDataReader reader)
    {
        var section = draft.Section(reader.Name);
        for (var number = 1; reader.Read(); number++)
        {
            var cells = new object?[reader.FieldCount];
            for (var column = 0; column < cells.Length; column++)
            {
                cells[column] = reader.GetValue(column);
            }

            yield return new(draft, reader.Name, section, number, cells);
        }
    }

    private static object?[] Split(string line)
    {
        var cells = new List<object?>();
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
            else if (letter == ',' && !isQuoted)
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
