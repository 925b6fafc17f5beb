using CsCheck;
using Spillway.Engine;
using Xunit;

namespace Spillway.Tests.Markets.Files;

/// <summary>Whatever is done to the bytes of a file, it is read or refused: nothing else ever comes out.</summary>
public sealed class FileFuzzTests
{
    private static readonly byte[] _letters = ",\"{}[]:<>/\n0-9.eENa"u8.ToArray();

    private static readonly Gen<(int Kind, double At, byte Value)> _damage =
        Gen.Select(Gen.Int[0, 4], Gen.Double[0, 1], Gen.Frequency((2, Gen.Byte), (3, Gen.Int[0, _letters.Length - 1].Select(letter => _letters[letter]))));

    [Fact]
    public void Damaged_files_of_every_form_are_read_or_refused()
    {
        using var folder = new TestFolder();
        var forms = Built.Forms().Select(form => form.Bytes)
            .Append(BuiltParquet.Of(folder, BuiltParquet.Wide)).Append(BuiltParquet.Of(folder, BuiltParquet.Gridstatus)).ToArray();
        Gen.Select(Gen.Int[0, forms.Length - 1], _damage.Array[1, 4]).Sample(
            (form, damages) => ReadOrRefused(folder, damages.Aggregate(forms[form], Damaged)), iter: 300, threads: 1);
    }

    [Fact]
    public void Damaged_sheets_inside_a_sound_workbook_are_read_or_refused()
    {
        using var folder = new TestFolder();
        var sheet = Built.Text("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><dimension ref=\"A1:E2\"/><sheetData>"
            + "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Hour Ending</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>COAST</t></is></c><c r=\"C1\" t=\"inlineStr\"><is><t>ERCOT</t></is></c></row>"
            + "<row r=\"2\"><c r=\"A2\"><v>44507.25</v></c><c r=\"B2\"><v>1.5</v></c><c r=\"C2\" t=\"n\"><v>2</v></c></row></sheetData></worksheet>");
        _damage.Array[1, 3].Sample(
            damages => ReadOrRefused(folder, Book(damages.Aggregate(sheet, Damaged))), iter: 100, threads: 1);
    }

    private static byte[] Damaged(byte[] bytes, (int Kind, double At, byte Value) damage)
    {
        var at = (int)(damage.At * Math.Max(bytes.Length - 1, 0));
        return bytes.Length == 0 ? [damage.Value] : damage.Kind switch
        {
            0 => [.. bytes[..at], damage.Value, .. bytes[(at + 1)..]],
            1 => [.. bytes[..at], damage.Value, .. bytes[at..]],
            2 => [.. bytes[..at], .. bytes[(at + 1)..]],
            3 => bytes[..at],
            _ => [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + damage.Value)..]],
        };
    }

    private static void ReadOrRefused(TestFolder folder, byte[] bytes)
    {
        try
        {
            folder.Read(bytes);
        }
        catch (RefusedException)
        {
            // A refusal is one of the two right answers; anything else fails the test with its seed.
        }
    }

    private static byte[] Book(byte[] sheet)
    {
        const string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string relations = "http://schemas.openxmlformats.org/package/2006/relationships";
        return TestFolder.Zip(
            ("[Content_Types].xml", Built.Text("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>")),
            ("_rels/.rels", Built.Text($"<Relationships xmlns=\"{relations}\"><Relationship Id=\"r\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>")),
            ("xl/workbook.xml", Built.Text($"<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r\"/></sheets></workbook>")),
            ("xl/_rels/workbook.xml.rels", Built.Text($"<Relationships xmlns=\"{relations}\"><Relationship Id=\"r\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>")),
            ("xl/worksheets/sheet1.xml", sheet));
    }
}
