using System.Collections.Immutable;
using System.Net;
using CsCheck;
using Shouldly;
using Spillway.App.Inventory;
using Spillway.Engine;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Inventory;

public sealed class InventoryCsvTests : IDisposable
{
    private const string Header = "group,role,address,port_shift,family,model,mac,serial";
    private readonly string _folder = Directory.CreateTempSubdirectory("spillway-inventory-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_row_is_read_with_its_line()
    {
        var (line, row) = Read($"{Header}\n\nhall-a,Miner,10.1.0.17,8000,Antminer,\"S19, XP \"\"air\"\"\",02aabb-ccddee,SN1\n").ShouldHaveSingleItem();

        line.ShouldBe(3);
        row.ShouldBe(new InventoryRow
        {
            Group = new GroupId("hall-a"),
            Role = MachineRole.Miner,
            Address = IPAddress.Parse("10.1.0.17"),
            PortShift = 8000,
            Family = "antminer",
            Model = "S19, XP \"air\"",
            Mac = "02:AA:BB:CC:DD:EE",
            Serial = "SN1",
        });
    }

    [Fact]
    public void Columns_may_stand_in_any_order_and_some_may_be_missing() =>
        Read("address,notes,role\r\n10.1.0.17,by the door,meter\r\n").ShouldHaveSingleItem().Row.Notes.ShouldBe("by the door");

    [Theory]
    [InlineData("hall a,miner,10.1.0.1,0,,,,", "SW3504", "line 2", "column group", "hall a")]
    [InlineData(",minor,10.1.0.1,0,,,,", "SW3504", "column role", "minor", "one of miner, breaker, meter")]
    [InlineData(",miner,10.1.0,0,,,,", "SW3504", "column address", "10.1.0", "IPv4")]
    [InlineData(",miner,10.1.0.1,-1,,,,", "SW3504", "column port_shift", "-1", "8000")]
    [InlineData(",miner,10.1.0.1,0,,,02:AA:BB:CC:DD,", "SW3504", "column mac", "02:AA:BB:CC:DD", "twelve")]
    [InlineData(",miner,,0,,,,", "SW3504", "column address", "''", "MAC or serial")]
    [InlineData(",miner,10.1.0.1,0,,", "SW3503", "line 2", "6 cells", "8 columns")]
    [InlineData(",miner,10.1.0.1,0,,\"S19,,", "SW3503", "line 2", "quote", "")]
    public void A_faulty_cell_is_refused_with_line_column_value_and_what_to_do(string row, string code, string first, string second, string third)
    {
        var refusal = Should.Throw<RefusedException>(() => Read($"{Header}\n{row}\n"));

        refusal.Code.Id.ShouldBe(code);
        refusal.Message.ShouldContain("machines.csv");
        refusal.Message.ShouldContain(first);
        refusal.Message.ShouldContain(second);
        refusal.Message.ShouldContain(third);
    }

    [Theory]
    [InlineData(",miner,10.1.0.1,0,,,,\n,miner,10.1.0.1,0,,,,", "address")]
    [InlineData(",miner,10.1.0.1,0,,,02:AA:BB:CC:DD:EE,\n,miner,10.1.0.2,0,,,02aabbccddee,", "mac")]
    public void Two_rows_of_one_machine_are_refused_with_both_lines(string rows, string column)
    {
        var refusal = Should.Throw<RefusedException>(() => Read($"{Header}\n{rows}\n"));

        refusal.Code.ShouldBe(InventoryErrors.RowTwice);
        refusal.What.ShouldContain("line 3");
        refusal.What.ShouldContain("line 2");
        refusal.What.ShouldContain(column);
    }

    [Theory]
    [InlineData("group,role,adress", "adress")]
    [InlineData("group,address", "role")]
    [InlineData("role,address,role", "role")]
    [InlineData("", "")]
    public void A_header_that_is_none_is_refused(string header, string named)
    {
        var refusal = Should.Throw<RefusedException>(() => Read($"{header}\n"));

        refusal.Code.ShouldBe(InventoryErrors.BadHeader);
        refusal.What.ShouldContain(named);
    }

    [Fact]
    public void What_is_not_UTF_8_or_not_there_is_refused()
    {
        var path = Path.Combine(_folder, "machines.csv");
        File.WriteAllBytes(path, [.. "role,address\nminer,10.1.0.1,"u8, 0xFF, 0xFE]);

        Should.Throw<RefusedException>(() => InventoryCsv.Read(path)).Code.ShouldBe(InventoryErrors.CannotRead);
        Should.Throw<RefusedException>(() => InventoryCsv.Read(Path.Combine(_folder, "nowhere.csv"))).Code.ShouldBe(InventoryErrors.CannotRead);
    }

    [Fact]
    public void What_is_written_reads_back_the_same() => Rows.Sample(rows =>
    {
        var path = Path.Combine(_folder, $"{Guid.NewGuid():N}.csv");
        using (var writer = new StreamWriter(path))
        {
            InventoryCsv.Write(writer, rows);
        }

        var read = InventoryCsv.Read(path).Select(one => one.Row).ToImmutableArray();
        File.Delete(path);
        return read.SequenceEqual(rows);
    }, iter: 200);

    private static Gen<InventoryRow[]> Rows { get; } =
        from texts in Gen.String["ab ,\"é-'=7"].Select(text => text.Trim()).Array[1, 12]
        from roles in Gen.Enum<MachineRole>().Array[texts.Length]
        select texts.Select((text, at) => new InventoryRow
        {
            Group = at % 2 == 0 ? new GroupId($"hall-{at}") : null,
            Role = roles[at],
            Address = new IPAddress([10, 1, 2, (byte)at]),
            PortShift = at * 100,
            Model = text.Length == 0 ? null : text,
            Mac = at % 3 == 0 ? $"02:00:00:00:00:{at:X2}" : null,
            Notes = text.Length == 0 ? null : text,
        }).ToArray();

    private ImmutableArray<(int Line, InventoryRow Row)> Read(string text)
    {
        var path = Path.Combine(_folder, "machines.csv");
        File.WriteAllText(path, text);
        return InventoryCsv.Read(path);
    }
}
