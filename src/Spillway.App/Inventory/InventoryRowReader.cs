using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Spillway.Engine;
using Spillway.Units;

namespace Spillway.App.Inventory;

/// <summary>Reads the rows of one inventory file and refuses with line, column and value what cannot be one.</summary>
/// <param name="path">The file's name, for messages.</param>
/// <param name="header">The names of its columns, in their order.</param>
internal sealed class InventoryRowReader(string path, ImmutableArray<string> header)
{
    private const int MostLetters = 200;
    private const int NameLettersAtMost = 64;
    private const int MacDigits = 12;
    private const int MostShift = 60_000;

    private readonly Dictionary<string, int> _addresses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _macs = new(StringComparer.Ordinal);

    public InventoryRow Read(int line, string text)
    {
        var cells = CsvCells.Split(text)
            ?? throw new RefusedException(InventoryErrors.BadRow, $"{path}, line {line}: a quote is left open, or text follows a closing one.");
        if (cells.Count != header.Length)
        {
            throw new RefusedException(InventoryErrors.BadRow, $"{path}, line {line}: {cells.Count} cells under {header.Length} columns.");
        }

        var row = new InventoryRow
        {
            Group = Group(line, Cell(line, cells, "group")),
            Role = Role(line, Cell(line, cells, "role")),
            Address = Address(line, Cell(line, cells, "address")),
            PortShift = Shift(line, Cell(line, cells, "port_shift")),
            Family = Cell(line, cells, "family")?.ToLowerInvariant(),
            Model = Cell(line, cells, "model"),
            Mac = Mac(line, Cell(line, cells, "mac")),
            Serial = Cell(line, cells, "serial"),
            Firmware = Cell(line, cells, "firmware"),
            Notes = Cell(line, cells, "notes"),
        };
        return Once(line, row);
    }

    // One place is one machine, and one hardware address is one machine.
    private InventoryRow Once(int line, InventoryRow row)
    {
        if (row.Address is { } address && !_addresses.TryAdd($"{InventoryCsv.Word(row.Role)} {address}", line))
        {
            throw Twice(line, "address", address.ToString(), _addresses[$"{InventoryCsv.Word(row.Role)} {address}"]);
        }

        if (row.Mac is { } mac && !_macs.TryAdd(mac, line))
        {
            throw Twice(line, "mac", mac, _macs[mac]);
        }

        return row.Address is null && row.Mac is null && row.Serial is null
            ? throw Refused(line, "address", "", "an address, or the MAC or serial of a machine whose address is not known")
            : row;
    }

    private RefusedException Twice(int line, string column, string value, int earlier) =>
        new(InventoryErrors.RowTwice, $"{path}, line {line}, column {column}: '{value}' stands in line {earlier} too.");

    private string? Cell(int line, IReadOnlyList<string> cells, string column)
    {
        var at = header.IndexOf(column);
        var text = at < 0 ? "" : cells[at].Trim();
        return text.Length > MostLetters || text.Any(char.IsControl)
            ? throw Refused(line, column, text[..Math.Min(text.Length, 40)], $"at most {MostLetters} letters without control characters")
            : text.Length == 0 ? null : text;
    }

    private GroupId? Group(int line, string? text) => text switch
    {
        null => null,
        _ when IsName(text) => new GroupId(text),
        _ => throw Refused(line, "group", text, "the id of a load in the site file: letters, digits, '.', '_' and '-', beginning with a letter or digit"),
    };

    private MachineRole Role(int line, string? text) =>
        Enum.GetValues<MachineRole>().Where(role => InventoryCsv.Word(role) == text?.ToLowerInvariant()).Select(role => (MachineRole?)role).FirstOrDefault()
        ?? throw Refused(line, "role", text ?? "", "one of miner, breaker, meter, unknown");

    private IPAddress? Address(int line, string? text)
    {
        if (text is null)
        {
            return null;
        }

        // IPAddress also takes 10.1 and 0x0A000001, which nobody means in an inventory.
        return text.Count(letter => letter == '.') == 3 && IPAddress.TryParse(text, out var address)
            && address.AddressFamily == AddressFamily.InterNetwork && address.ToString() == text
            ? address
            : throw Refused(line, "address", text, "an IPv4 address such as 10.1.0.17");
    }

    private int Shift(int line, string? text) => text switch
    {
        null => 0,
        _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var shift) && shift <= MostShift => shift,
        _ => throw Refused(line, "port_shift", text, $"a whole number of ports from 0 to {MostShift}: 0 for a real device, 8000 for an emulated site"),
    };

    private string? Mac(int line, string? text)
    {
        if (text is null)
        {
            return null;
        }

        var digits = text.Where(char.IsAsciiHexDigit).Select(char.ToUpperInvariant).ToArray();
        return digits.Length == MacDigits && text.All(letter => char.IsAsciiHexDigit(letter) || letter is ':' or '-' or '.')
            ? string.Join(':', digits.Chunk(2).Select(pair => new string(pair)))
            : throw Refused(line, "mac", text, "twelve hexadecimal digits such as 02:AA:BB:CC:DD:EE");
    }

    private RefusedException Refused(int line, string column, string value, string wanted) =>
        new(InventoryErrors.BadCell, $"{path}, line {line}, column {column}: '{value}' is not {wanted}.");

    /// <summary>Whether a text can be the id of a load group.</summary>
    internal static bool IsName(string text) =>
        text.Length is > 0 and <= NameLettersAtMost && char.IsAsciiLetterOrDigit(text[0])
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-');
}
