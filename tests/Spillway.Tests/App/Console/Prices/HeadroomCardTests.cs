using Bunit;
using NodaTime;
using Shouldly;
using Spillway.App.Console.Prices;
using Spillway.Engine.Signals;
using Spillway.Engine.Signals.Obligations;
using Spillway.Tests.Engine;
using Xunit;

namespace Spillway.Tests.App.Console.Prices;

/// <summary>What is free to sell and who holds the rest, as the page of prices and plan shows it: a site of 50 MW.</summary>
public sealed class HeadroomCardTests : IAsyncDisposable
{
    private static readonly Instant _from = Halls.Slot().Start;
    private static readonly Duration _quarter = Duration.FromMinutes(15);
    private readonly BunitContext _page = new();

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public void Neighbours_with_the_same_figures_are_one_row_which_says_who_holds_what()
    {
        var card = Render(20m);

        var rows = card.FindAll("tbody tr");
        rows.Count.ShouldBe(2);
        string[] first = [.. rows[0].QuerySelectorAll("td").Select(static cell => cell.TextContent)];
        first[1..].ShouldBe(["50.0", "20.0", "30.0", "0.0", "ancillary upwards as-1/ecrs: 20.0 MW"]);
        rows[1].TextContent.ShouldContain("nobody holds anything");
        card.FindAll("[role=alert]").ShouldBeEmpty();
    }

    [Fact]
    public void What_is_sold_and_cannot_run_is_said_in_words_and_not_by_a_colour_alone()
    {
        var card = Render(60m);

        card.Find("[role=alert]").TextContent.ShouldContain("More is sold than can run");
        card.FindAll("tbody tr")[0].TextContent.ShouldContain("10.0 missing");
    }

    [Fact]
    public void Without_a_row_it_says_what_will_be_there() =>
        _page.Render<HeadroomCard>(with => with.AddCascadingValue(Readers.English).Add(static one => one.Rows, [])).Markup.ShouldContain("the first lines come with the first decision");

    private IRenderedComponent<HeadroomCard> Render(decimal sold)
    {
        var ledger = new HeadroomLedger(Halls.Site(50m, Halls.Hall("hall-a", 30, 70m), Halls.Hall("hall-b", 20, 90m)));
        var book = new HeldBook([new(_from, _from + Duration.FromHours(1), HolderKind.AncillaryUp, "as-1", "ecrs", new(sold))]);
        List<Headroom> lines = [.. Enumerable.Range(0, 8).Select(index => new Slot(_from + (_quarter * index), _quarter)).Select(slot => ledger.At(slot, book.During(slot.Start, slot.End), null))];
        return _page.Render<HeadroomCard>(with => with.AddCascadingValue(Readers.English).Add(static one => one.Rows, HeldRow.Of(lines)));
    }
}
