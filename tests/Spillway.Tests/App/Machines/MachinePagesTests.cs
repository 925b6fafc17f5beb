using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Shouldly;
using Spillway.App.Machines;
using Spillway.Tests.App.Api;
using Xunit;

namespace Spillway.Tests.App.Machines;

/// <summary>Pages of the fleet that are kept: they say what a plain search says, and are never those of before.</summary>
public sealed class MachinePagesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_page_says_what_a_plain_search_finds()
    {
        await using var rig = new FleetRig();
        await rig.PassesAsync(3);
        rig.Says(4, static reading => reading with { HottestCelsius = 95m });
        rig.Says(31, static reading => reading with { Faults = ["fan \"2\""], Model = "Größe <1>" });
        var (fleet, pages) = (rig.Snapshot, new MachinePages(rig.Directory));
        FleetFilter[] filters =
        [
            FleetFilter.All, FleetFilter.Read("hall-a", null, null, null), FleetFilter.Read("hall-b", null, null, null), FleetFilter.Read("elsewhere", null, null, null),
            FleetFilter.Read(null, MachineWords.Of(fleet.Rows[0].State.Condition), null, null), FleetFilter.Read("hall-b", null, "true", null), FleetFilter.Read(null, null, null, "/1"),
            FleetFilter.Read("hall-a", null, null, "/29"),
        ];
        foreach (var page in from filter in filters from limit in (int[])[1, 7, 20, 30, 50, 1000] from after in (int[])[-1, 0, 18, 29, 30, 49, 2_000_000_000] select new MachinePage(filter, limit, after))
        {
            var sought = fleet.Rows.Where(row => page.Filter.Wants(row, rig.Directory)).ToList();
            var behind = sought.Where(row => row.Number > page.After).ToList();
            var shown = behind.Take(page.Limit).ToList();

            var json = JsonNode.Parse(pages.Of(fleet, page).Span)!;

            ((int)json["matching"]!).ShouldBe(sought.Count, page.ToString());
            ((int)json["odd"]!).ShouldBe(fleet.Odd);
            json["machines"]!.AsArray().Select(static one => (int)one!["number"]!).ShouldBe(shown.Select(static row => row.Number), page.ToString());
            ((int?)json["next"]).ShouldBe(behind.Count > shown.Count ? shown[^1].Number : null, page.ToString());
        }

        var hot = JsonNode.Parse(pages.Of(fleet, new(FleetFilter.All, 5, -1)).Span)!["machines"]![4]!;
        ((decimal)hot["hottest_celsius"]!).ShouldBe(95m);
        ((string?)hot["machine"]).ShouldBe("hall-a/4");
        ((string?)JsonNode.Parse(pages.Of(fleet, new(FleetFilter.All, 1, 30)).Span)!["machines"]![0]!["model"]).ShouldBe("Größe <1>");
    }

    [Fact]
    public async Task A_page_is_written_once_for_a_snapshot_and_anew_for_the_next_one_and_for_what_the_inventory_learns()
    {
        await using var rig = new FleetRig();
        await rig.PassesAsync(2);
        var (pages, page, fleet) = (new MachinePages(rig.Directory), new MachinePage(FleetFilter.All, 5, -1), rig.Snapshot);

        var first = pages.Of(fleet, page);
        var again = pages.Of(fleet, page with { Filter = FleetFilter.Read(null, null, "false", " ") });
        rig.Directory.Learn([]);
        var learnt = pages.Of(fleet, page);
        await rig.PassAsync(1);
        var next = pages.Of(rig.Snapshot, page);
        var late = pages.Of(fleet, page);

        Array(again).ShouldBeSameAs(Array(first), "the same question in other words");
        Array(learnt).ShouldNotBeSameAs(Array(first));
        ((string?)JsonNode.Parse(next.Span)!["pass_utc"]).ShouldNotBe((string?)JsonNode.Parse(first.Span)!["pass_utc"]);
        late.Span.SequenceEqual(first.Span).ShouldBeTrue("whoever still reads the older one gets the older one");
        Array(pages.Of(fleet, page)).ShouldNotBeSameAs(Array(late), "and it does not take the newer one's place");
    }

    [Fact]
    public async Task However_many_pages_are_asked_for_a_bounded_number_is_kept()
    {
        await using var rig = new FleetRig();
        await rig.PassesAsync(2);
        var (pages, fleet) = (new MachinePages(rig.Directory), rig.Snapshot);
        var bytes = 0;
        for (var after = -1; after < 500; after++)
        {
            var made = pages.Of(fleet, new(FleetFilter.All, 1, after));
            bytes += after < MachinePages.MostPages - 1 ? made.Length : 0;
            JsonNode.Parse(made.Span)!["machines"]!.AsArray().Count.ShouldBe(after < 49 ? 1 : 0);
        }

        pages.Bytes.ShouldBe(bytes);
        pages.Bytes.ShouldBeLessThanOrEqualTo(MachinePages.MostBytes);
    }

    [Fact]
    public async Task A_page_that_is_kept_opens_to_nobody_else_and_counts_as_a_request()
    {
        await using var rig = await ApiRig.StartAsync(Ct, furnish: static room => room with { Limits = room.Limits with { Reads = new(2, 1, TimeSpan.FromHours(1)) } });
        var (blind, seeing) = (await rig.KeyAsync("see-desk"), await rig.KeyAsync("see-fleet"));
        const string Page = "/api/v1/machines?limit=5";
        (await rig.GetAsync(Page)).Status.ShouldBe(HttpStatusCode.OK);

        (await rig.SendAsync(HttpMethod.Get, Page, null, null)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        var (refused, body) = await rig.SendAsync(HttpMethod.Get, Page, null, blind);
        var (taken, same) = await rig.SendAsync(HttpMethod.Get, Page, null, seeing);
        await rig.SendAsync(HttpMethod.Get, Page, null, seeing);
        var (tooMany, _) = await rig.SendAsync(HttpMethod.Get, Page, null, seeing);

        refused.ShouldBe(HttpStatusCode.Forbidden);
        body.ContainsKey("machines").ShouldBeFalse();
        taken.ShouldBe(HttpStatusCode.OK);
        same["machines"]!.AsArray().Count.ShouldBe(5);
        tooMany.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    private static byte[] Array(ReadOnlyMemory<byte> memory) => MemoryMarshal.TryGetArray(memory, out var segment) ? segment.Array! : throw new InvalidOperationException();
}
