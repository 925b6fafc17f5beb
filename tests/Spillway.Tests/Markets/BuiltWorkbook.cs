using System.Globalization;
using System.Security;
using System.Text;

namespace Spillway.Tests.Markets;

/// <summary>A small xlsx workbook, part by part, with the oddities that real ones have.</summary>
internal sealed class BuiltWorkbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private readonly List<(string Name, object?[][] Rows)> _sheets = [];

    /// <summary>What each sheet states of its size.</summary>
    public string Dimension { get; init; } = "";

    /// <summary>Written with a capital S in ERCOT's archives.</summary>
    public string PartName { get; init; } = "sheet";

    /// <summary>Put in the place of the first sheet's closing tags.</summary>
    public string? BrokenEnd { get; init; }

    public BuiltWorkbook Sheet(string name, params object?[][] rows)
    {
        _sheets.Add((name, rows));
        return this;
    }

    public byte[] Bytes() => TestFolder.Zip([.. Parts().Select(part => (part.Name, Encoding.UTF8.GetBytes(part.Text)))]);

    private IEnumerable<(string Name, string Text)> Parts()
    {
        var numbers = Enumerable.Range(1, _sheets.Count).ToList();
        yield return ("[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
            + string.Concat(numbers.Select(n => $"<Override PartName=\"/xl/worksheets/{PartName}{n}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>")) + "</Types>");
        yield return ("_rels/.rels", $"<Relationships xmlns=\"{Relations}\"><Relationship Id=\"rId1\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        yield return ("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets>"
            + string.Concat(numbers.Select(n => $"<sheet name=\"{_sheets[n - 1].Name}\" sheetId=\"{n}\" r:id=\"rId{n}\"/>")) + "</sheets></workbook>");
        yield return ("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{Relations}\">"
            + string.Concat(numbers.Select(n => $"<Relationship Id=\"rId{n}\" Type=\"{Office}/worksheet\" Target=\"worksheets/{PartName}{n}.xml\"/>")) + "</Relationships>");
        foreach (var number in numbers)
        {
            yield return ($"xl/worksheets/{PartName}{number}.xml", Sheet(_sheets[number - 1].Rows, number == 1 ? BrokenEnd : null));
        }
    }

    private string Sheet(object?[][] rows, string? brokenEnd)
    {
        var text = new StringBuilder($"<worksheet xmlns=\"{Main}\">");
        if (Dimension.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"<dimension ref=\"{Dimension}\"/>");
        }

        text.Append("<sheetData>");
        for (var row = 0; row < rows.Length; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"<row r=\"{row + 1}\">");
            for (var column = 0; column < rows[row].Length; column++)
            {
                text.Append(Cell($"{(char)('A' + column)}{row + 1}", rows[row][column]));
            }

            text.Append("</row>");
        }

        return text.Append(brokenEnd ?? "</sheetData></worksheet>").ToString();
    }

    private static string Cell(string at, object? value) => value switch
    {
        null => "",
        string text => $"<c r=\"{at}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></is></c>",
        _ => string.Create(CultureInfo.InvariantCulture, $"<c r=\"{at}\"><v>{value}</v></c>"),
    };
}
