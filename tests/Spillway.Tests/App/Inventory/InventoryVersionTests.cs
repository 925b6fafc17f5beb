using System.Net;
using Microsoft.Data.Sqlite;
using NodaTime;
using Shouldly;
using Spillway.App.Inventory;
using Spillway.Devices.Discovery;
using Spillway.Engine;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Inventory;

/// <summary>Reviews of the inventory, its versions and the way back.</summary>
public sealed class InventoryVersionTests : IDisposable
{
    private static readonly Instant _monday = Instant.FromUtc(2026, 3, 2, 12, 0);
    private static readonly Instant _tuesday = _monday + Duration.FromDays(1);
    private readonly string _folder = Directory.CreateTempSubdirectory("spillway-versions-").FullName;
    private readonly SiteInventory _inventory;

    public InventoryVersionTests() => _inventory = SiteInventory.Open(_folder);

    public void Dispose()
    {
        _inventory.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_review_says_field_by_field_what_would_be_and_stores_nothing()
    {
        _inventory.Take([Row(1, "A"), Row(2, "B"), Row(3, "C"), Row(4, "D")], _monday);
        var before = _inventory.Machines();

        // A stays, B moves to where C was, D gets another firmware, E is new.
        var review = _inventory.Review(InventoryPlan.Import([Row(1, "A"), Row(3, "B"), Row(4, "D") with { Firmware = "2.1" }, Row(9, "E")]));

        review.Changes.Select(static one => (one.Kind, one.Before?.Id)).ShouldBe(
            [(MachineChangeKind.Moved, "m2"), (MachineChangeKind.Displaced, "m3"), (MachineChangeKind.Changed, "m4"), (MachineChangeKind.Added, null)]);
        review.Changes[0].Fields.ShouldHaveSingleItem().ShouldBe(new("address", "10.1.0.2", "10.1.0.3"));
        review.Changes[1].Fields.ShouldHaveSingleItem().ShouldBe(new("address", "10.1.0.3", null));
        review.Changes[2].Fields.ShouldHaveSingleItem().ShouldBe(new("firmware", "1.0", "2.1"));
        review.Changes[3].Fields.Select(static one => one.Name).ShouldBe(["role", "address", "port_shift", "family", "mac", "firmware"]);
        (review.Same, review.IsWhole, review.RefusedInAll).ShouldBe((1, true, 0));
        _inventory.Machines().ShouldBe(before);
    }

    [Fact]
    public void What_is_kept_is_a_version_and_any_version_is_put_back_whole()
    {
        _inventory.Take([Row(1, "A"), Row(2, "B")], _monday);
        _inventory.Assign(AddressRanges.Parse(["10.1.0.1"], false), new GroupId("hall-a"), _monday);
        var before = _inventory.Machines();
        _inventory.Take([Row(1, "B"), Row(2, "A"), Row(3, "C")], _tuesday);

        var review = _inventory.Review(_inventory.Back(2));
        review.Changes.Select(static one => (one.Kind, one.Machine.Id)).ShouldBe([(MachineChangeKind.Removed, "m3"), (MachineChangeKind.Moved, "m1"), (MachineChangeKind.Moved, "m2")]);
        var (version, _) = _inventory.Keep(_inventory.Back(2), Deed(InventoryDeedKind.Restore, review.Version));

        version.ShouldBe(4);
        _inventory.Machines().Select(static one => one with { LastSeen = null }).ShouldBe(before.Select(static one => one with { LastSeen = null }));
        _inventory.Machines()[0].LastSeen.ShouldBe(_tuesday);

        // Forward again: the machine that was taken away comes back under its number, with the places where it was.
        _inventory.Keep(_inventory.Back(3), Deed(InventoryDeedKind.Restore, 4));
        var third = _inventory.Machines()[2];
        (third.Id, third.Mac).ShouldBe(("m3", Mac("C")));
        _inventory.Places(third).ShouldHaveSingleItem().From.ShouldBe(_tuesday);
        _inventory.Take([Row(8, "H")], _tuesday);
        _inventory.Machines()[^1].Id.ShouldBe("m4");
        _inventory.Versions().Select(static one => (one.Number, one.Kind)).ShouldBe(
            [(6, InventoryDeedKind.Search), (5, InventoryDeedKind.Restore), (4, InventoryDeedKind.Restore), (3, InventoryDeedKind.Search), (2, InventoryDeedKind.Assign), (1, InventoryDeedKind.Search)]);
    }

    [Fact]
    public void Seeing_machines_again_makes_no_version_and_the_newest_twenty_are_kept()
    {
        _inventory.Take([Row(1, "A")], _monday);
        _inventory.Take([Row(1, "A")], _tuesday);
        _inventory.Versions().ShouldHaveSingleItem().Machines.ShouldBe(1);

        for (var number = 2; number <= 25; number++)
        {
            _inventory.Take([Row((byte)number, ((char)('A' + number)).ToString())], _tuesday);
        }

        _inventory.Versions().Select(static one => one.Number).ShouldBe(Enumerable.Range(6, 20).Reverse());
        Should.Throw<RefusedException>(() => _inventory.Back(5)).Code.ShouldBe(InventoryErrors.NoVersion);
        _inventory.Review(_inventory.Back(6)).Count(MachineChangeKind.Removed).ShouldBe(19);
    }

    [Fact]
    public void A_change_that_was_reviewed_against_another_version_is_refused_and_changes_nothing()
    {
        _inventory.Take([Row(1, "A")], _monday);
        var review = _inventory.Review(InventoryPlan.Import([Row(2, "B")]));
        _inventory.Take([Row(3, "C")], _monday);

        Should.Throw<RefusedException>(() => _inventory.Keep(InventoryPlan.Import([Row(2, "B")]), Deed(InventoryDeedKind.Import, review.Version))).Code.ShouldBe(InventoryErrors.OtherVersion);

        _inventory.Machines().Length.ShouldBe(2);
    }

    [Fact]
    public void An_inventory_of_the_first_form_is_taken_over_and_what_it_was_can_be_put_back()
    {
        var old = Directory.CreateDirectory(Path.Combine(_folder, "old")).FullName;
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(old, SiteInventory.FileName)};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = """
                CREATE TABLE machines (
                  number INTEGER PRIMARY KEY AUTOINCREMENT, grp TEXT, role TEXT NOT NULL, address TEXT, port_shift INTEGER NOT NULL,
                  family TEXT, model TEXT, firmware TEXT, mac TEXT UNIQUE, shared_mac TEXT, serial TEXT,
                  first_seen_utc TEXT, last_seen_utc TEXT, notes TEXT);
                CREATE TABLE places (
                  machine INTEGER NOT NULL REFERENCES machines (number), address TEXT NOT NULL, from_utc TEXT NOT NULL, to_utc TEXT NOT NULL);
                CREATE INDEX places_machine ON places (machine);
                INSERT INTO machines (role, address, port_shift, mac) VALUES ('miner', '10.1.0.7', 0, '02:00:00:00:00:07');
                INSERT INTO places VALUES (1, '10.1.0.7', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z');
                PRAGMA user_version = 1;
                """;
            command.ExecuteNonQuery();
        }

        using var inventory = SiteInventory.Open(old);
        inventory.Places(inventory.Machines().ShouldHaveSingleItem()).ShouldHaveSingleItem().From.ShouldBe(Instant.FromUtc(2026, 1, 1, 0, 0));
        inventory.Take([Row(1, "A")], _monday);
        inventory.Versions().Select(static one => (one.Number, one.Kind, one.Machines)).ShouldBe([(2, InventoryDeedKind.Search, 2), (1, InventoryDeedKind.Found, 1)]);
        inventory.Keep(inventory.Back(1), Deed(InventoryDeedKind.Restore, 2));
        inventory.Machines().ShouldHaveSingleItem().Mac.ShouldBe("02:00:00:00:00:07");
    }

    [Fact]
    public void Every_refused_row_of_a_file_is_named_and_none_of_it_can_be_kept()
    {
        var text = "role,address,mac\nminer,10.1.0.1,02:00:00:00:00:01\nminer,nowhere,\nminer,10.1.0.1,\n" + string.Concat(Enumerable.Repeat("pump,,\n", 150));

        var review = _inventory.Review(InventoryCsv.Plan("rows.csv", System.Text.Encoding.UTF8.GetBytes(text)));

        (review.IsWhole, review.RefusedInAll, review.Refused.Length).ShouldBe((false, 152, InventoryReview.MostRefused));
        review.Refused.Take(2).Select(static one => (one.Where, one.Code)).ShouldBe([("3", "SW3504"), ("4", "SW3505")]);
        review.Refused[0].What.ShouldBe("rows.csv, line 3, column address: 'nowhere' is not an IPv4 address such as 10.1.0.17.");
        review.Count(MachineChangeKind.Added).ShouldBe(1);
        Should.Throw<RefusedException>(() => InventoryCsv.Plan("rows.csv", [0xff, 0xfe, 0x00])).Code.ShouldBe(InventoryErrors.CannotRead);
        Should.Throw<RefusedException>(() => InventoryCsv.Plan("rows.csv", "what is this"u8)).Code.ShouldBe(InventoryErrors.BadHeader);
    }

    private static InventoryDeed Deed(InventoryDeedKind kind, int seen) => new(_tuesday, "ann", kind, "", seen);

    private static InventoryRow Row(byte place, string who) => new()
    {
        Role = MachineRole.Miner, Address = new IPAddress([10, 1, 0, place]), Family = "luxos", Mac = Mac(who), Firmware = "1.0",
    };

    private static string Mac(string who) => $"02:00:00:00:00:{(int)who[0]:X2}";
}
