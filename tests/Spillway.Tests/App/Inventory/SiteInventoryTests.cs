using System.Collections.Immutable;
using System.Net;
using CsCheck;
using NodaTime;
using Shouldly;
using Spillway.App.Inventory;
using Spillway.Devices.Discovery;
using Spillway.Engine;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Inventory;

public sealed class SiteInventoryTests : IDisposable
{
    private static readonly Instant _monday = Instant.FromUtc(2026, 3, 2, 12, 0);
    private static readonly Instant _tuesday = _monday + Duration.FromDays(1);
    private readonly string _folder = Directory.CreateTempSubdirectory("spillway-inventory-").FullName;
    private readonly SiteInventory _inventory;
    private int _worlds;

    public SiteInventoryTests() => _inventory = SiteInventory.Open(_folder);

    public void Dispose()
    {
        _inventory.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_machine_keeps_its_number_and_group_when_its_address_changes()
    {
        Take(_monday, Row(1, "A"), Row(2, "B"));
        _inventory.Assign(Range("10.1.0.1"), new GroupId("hall-a"), _monday);

        var finding = Take(_tuesday, Row(2, "B"), Row(9, "A")).ShouldHaveSingleItem();

        finding.Kind.ShouldBe(FindingKind.Moved);
        finding.Earlier.ShouldBe("10.1.0.1");
        var machine = _inventory.Machines(new GroupId("hall-a")).ShouldHaveSingleItem();
        machine.Id.ShouldBe("m1");
        machine.Endpoint!.Address.ToString().ShouldBe("10.1.0.9");
        (machine.FirstSeen, machine.LastSeen).ShouldBe((_monday, _tuesday));
        _inventory.Places(machine).Select(place => (place.Address.ToString(), place.From, place.To)).ShouldBe([("10.1.0.1", _monday, _monday), ("10.1.0.9", _tuesday, _tuesday)]);
    }

    [Fact]
    public void Two_machines_may_exchange_their_addresses()
    {
        Take(_monday, Row(1, "A"), Row(2, "B"));

        Take(_tuesday, Row(1, "B"), Row(2, "A")).Select(one => one.Kind).ShouldBe([FindingKind.Moved, FindingKind.Moved]);

        _inventory.Machines().Select(one => (one.Id, one.Mac, one.Address!.ToString())).ShouldBe([("m1", Mac("A"), "10.1.0.2"), ("m2", Mac("B"), "10.1.0.1")]);
    }

    [Fact]
    public void Another_machine_at_a_known_address_takes_the_address_away_so_that_nobody_commands_the_wrong_one()
    {
        Take(_monday, Row(1, "A", group: "hall-a"));

        var findings = Take(_tuesday, Row(1, "B"));

        findings.Select(one => (one.Kind, one.Machine.Id)).ShouldBe([(FindingKind.New, "m2"), (FindingKind.Displaced, "m1")], ignoreOrder: true);
        _inventory.Machines(new GroupId("hall-a")).ShouldBeEmpty();
        _inventory.Machines()[0].Address.ShouldBeNull();

        Take(_tuesday, Row(7, "A"), Row(1, "B")).ShouldHaveSingleItem().Kind.ShouldBe(FindingKind.Moved);
        _inventory.Machines(new GroupId("hall-a")).ShouldHaveSingleItem().Address!.ToString().ShouldBe("10.1.0.7");
    }

    [Fact]
    public void A_MAC_at_two_addresses_identifies_the_machine_that_had_it_and_the_other_is_known_by_its_place()
    {
        Take(_monday, Row(1, "A"));

        var finding = Take(_tuesday, Row(1, "A"), Row(5, "A")).Single(one => one.Kind == FindingKind.SharedMac);

        (finding.Machine.Id, finding.Earlier).ShouldBe(("m2", Mac("A")));
        _inventory.Machines().Select(one => (one.Id, one.Mac, one.SharedMac)).ShouldBe([("m1", Mac("A"), null), ("m2", null, Mac("A"))]);

        // The first is off the next time: the second is not taken for it.
        Take(_tuesday, Row(5, "A")).Select(one => one.Kind).ShouldBe([FindingKind.SharedMac]);
        _inventory.Machines().Select(one => one.Address!.ToString()).ShouldBe(["10.1.0.1", "10.1.0.5"]);
    }

    [Fact]
    public void A_serial_number_identifies_where_there_is_no_MAC_and_across_a_changed_control_board()
    {
        Take(_monday, Row(1, null, "SN-1"), Row(2, "B", "SN-2"));

        Take(_tuesday, Row(4, null, "SN-1"), Row(2, "C", "SN-2")).Select(one => (one.Kind, one.Machine.Id)).ShouldBe(
            [(FindingKind.Moved, "m1"), (FindingKind.BoardChanged, "m2")], ignoreOrder: true);

        _inventory.Machines()[1].Mac.ShouldBe(Mac("C"));
    }

    [Fact]
    public void A_machine_known_by_its_place_gets_the_identity_that_it_tells_later()
    {
        Take(_monday, Row(1, null));
        Take(_tuesday, Row(1, "A")).ShouldBeEmpty();

        _inventory.Machines().ShouldHaveSingleItem().Mac.ShouldBe(Mac("A"));
    }

    [Fact]
    public void A_meter_and_a_breaker_can_share_an_address_and_a_Modbus_device_that_says_no_more_is_either()
    {
        Take(_monday, Row(1, null, role: MachineRole.Breaker), Row(1, null, role: MachineRole.Meter));

        Take(_tuesday, Row(1, null, role: MachineRole.Unknown)).ShouldBeEmpty();

        _inventory.Machines().Select(one => one.Role).ShouldBe([MachineRole.Breaker, MachineRole.Meter]);
    }

    [Fact]
    public void A_search_leaves_a_machine_in_its_group_and_says_so_and_an_import_moves_it()
    {
        Take(_monday, Row(1, "A", group: "hall-a"));

        Take(_tuesday, Row(1, "A", group: "hall-b")).ShouldHaveSingleItem().Kind.ShouldBe(FindingKind.OtherGroup);
        _inventory.Machines()[0].Group.ShouldBe(new GroupId("hall-a"));

        Import("group,role,address,mac\nhall-b,miner,10.1.0.1," + Mac("A"));
        _inventory.Machines().ShouldHaveSingleItem().Group.ShouldBe(new GroupId("hall-b"));
    }

    [Fact]
    public void Nothing_of_a_faulty_file_is_taken()
    {
        Take(_monday, Row(1, "A"));
        var before = _inventory.Machines();

        Should.Throw<RefusedException>(() => Import("role,address\nminer,10.1.0.2\nminer,10.1.0.1.9"));

        _inventory.Machines().ShouldBe(before);
    }

    [Fact]
    public void An_export_imported_elsewhere_is_the_same_inventory()
    {
        Take(_monday, Row(1, "A", "SN-1", "hall-a"), Row(2, null, "SN-2"), Row(3, null), Row(4, "A"), Row(5, null, role: MachineRole.Meter));
        var path = Path.Combine(_folder, "out.csv");
        using (var writer = new StreamWriter(path))
        {
            InventoryCsv.Write(writer, _inventory.Machines().Select(one => one.Row()));
        }

        using var other = SiteInventory.Open(Path.Combine(_folder, "other"));
        other.Import(path, _tuesday).Rows.ShouldBe(5);
        other.Machines().Select(one => one.Row()).ShouldBe(_inventory.Machines().Select(one => one.Row()));

        other.Import(path, _tuesday).Findings.ShouldBeEmpty();
        other.Machines().Length.ShouldBe(5);
    }

    [Fact]
    public void What_was_stored_is_there_after_opening_again()
    {
        Take(_monday, Row(1, "A", "SN-1", "hall-a"));
        var before = _inventory.Machines();

        using var again = SiteInventory.Open(_folder);

        again.Machines().ShouldBe(before);
    }

    [Fact]
    public void A_damaged_file_and_one_of_a_newer_version_are_refused()
    {
        var damaged = Directory.CreateDirectory(Path.Combine(_folder, "damaged")).FullName;
        File.WriteAllText(Path.Combine(damaged, SiteInventory.FileName), new string('x', 5000));
        Should.Throw<RefusedException>(() => SiteInventory.Open(damaged)).Code.ShouldBe(InventoryErrors.Unusable);

        var newer = Directory.CreateDirectory(Path.Combine(_folder, "newer")).FullName;
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(newer, SiteInventory.FileName)};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 9";
            command.ExecuteNonQuery();
        }

        Should.Throw<RefusedException>(() => SiteInventory.Open(newer)).Code.ShouldBe(InventoryErrors.Newer);
    }

    // Whatever addresses a fleet gets, each machine that tells who it is keeps its number, and no two stand at one place.
    [Fact]
    public void Identity_outlives_any_reshuffling_of_addresses() =>
        Gen.Shuffle(Enumerable.Range(1, 12).ToArray()).Array[1, 5].Sample(nights =>
        {
            using var inventory = SiteInventory.Open(Path.Combine(_folder, $"{Interlocked.Increment(ref _worlds)}"));
            foreach (var places in nights)
            {
                inventory.Take(places.Select((place, at) => Row((byte)place, ((char)('A' + at)).ToString())).OrderBy(row => row.Address!.ToString(), StringComparer.Ordinal), _monday);
            }

            var machines = inventory.Machines();
            machines.Length.ShouldBe(12);
            machines.Select(one => one.Address).Distinct().Count().ShouldBe(12);
            machines.ToDictionary(one => one.Mac!, one => (int)one.Address!.GetAddressBytes()[3])
                .ShouldBe(nights[^1].Select((place, at) => (Mac(((char)('A' + at)).ToString()), place)).ToDictionary(pair => pair.Item1, pair => pair.place), ignoreOrder: true);
        }, iter: 8);

    private static string Mac(string letter) => $"02:00:00:00:00:{(int)letter[0]:X2}";

    private static AddressRanges Range(string text) => AddressRanges.Parse([text], isWide: false);

    private static InventoryRow Row(byte last, string? mac, string? serial = null, string? group = null, MachineRole role = MachineRole.Miner) => new()
    {
        Role = role,
        Group = group is null ? null : new GroupId(group),
        Address = new IPAddress([10, 1, 0, last]),
        Family = role == MachineRole.Miner ? "luxos" : "modbus",
        Mac = mac is null ? null : Mac(mac),
        Serial = serial,
    };

    private ImmutableArray<InventoryFinding> Take(Instant now, params InventoryRow[] rows) =>
        [.. _inventory.Take(rows, now).Where(one => now != _monday)];

    private void Import(string text)
    {
        var path = Path.Combine(_folder, "in.csv");
        File.WriteAllText(path, text);
        _inventory.Import(path, _tuesday);
    }

    [Fact]
    public void A_site_stands_on_the_inventory_that_its_file_names_and_not_on_one_that_is_not_there()
    {
        var path = Path.Combine(_folder, "site.yaml");
        File.WriteAllText(path, File.ReadAllText(Repository.Path("samples/one-machine/site.yaml")) + "\ninventory: machines\n");
        var site = Spillway.App.Sites.SiteFile.Read(path);

        var refused = Should.Throw<Spillway.Engine.RefusedException>(() => SiteInventory.Of(site, _folder));
        refused.Message.ShouldContain("SW3506");
        refused.Message.ShouldContain(Path.Combine(_folder, "machines"));

        SiteInventory.Open(Path.Combine(_folder, "machines")).Dispose();
        using var named = SiteInventory.Of(site, _folder);
        named.Machines().ShouldBeEmpty();
    }
}
