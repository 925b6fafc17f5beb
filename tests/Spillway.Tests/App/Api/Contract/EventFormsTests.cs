using System.Text.Json.Nodes;
using NodaTime;
using Shouldly;
using Spillway.App.Composition;
using Spillway.App.Events;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Sites.Plants;
using Spillway.Tests.App.Cli;
using Spillway.Tests.App.Events;
using Spillway.Tests.App.Sites;
using Spillway.Tests.Engine;
using Spillway.Tests.Engine.Control;
using Xunit;

namespace Spillway.Tests.App.Api.Contract;

/// <summary>What is taken away of an event has the fields that the API's description gives it.</summary>
public sealed class EventFormsTests
{
    private const string Address = "/api/v1/events/first/proof";

    private static readonly Plant _plant = Plants.Of(Halls.Site(50m, Halls.Hall("hall-a", 10, 70m), Halls.Hall("hall-b", 10, 90m)), Plants.Plain, machinesPerFeed: 5);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, 60_000)]
    public async Task A_proof_is_described_to_its_last_field(bool refuses, int? bitcoinPrice)
    {
        await using var api = await ApiRig.StartAsync(Ct);
        var described = await DescribedApi.OfAsync(api);
        using var desk = new EventRig(5, 30m, 30m, 30m, 30m, 30m, 90m, 30m, 30m).Give(EventRig.At(4, 300), Plants.Ceiling(8m, 30, id: "first") with { Until = EventRig.At(5, 300) });
        for (var machine = 0; refuses && machine < desk.Plant.Machines; machine++)
        {
            desk.Fleet.Refusing.Add(machine);
        }

        await desk.RunAsync(Ct);
        var proof = JsonNode.Parse(EventJson.Of(await desk.ProofAsync("first", Ct), bitcoinPrice).ToJsonString())!;

        proof["intervals"]!.AsArray().ShouldNotBeEmpty();
        proof["evidence"]!.AsArray().ShouldNotBeEmpty();
        (proof["commands"]!["not_followed"]!.AsArray().Count > 0).ShouldBe(refuses);
        described.Faults("GET", Address, proof).ShouldBeEmpty();
        proof["totals"]!.AsObject().Remove("net_usd");
        proof["grade"]!["colour"] = "green";
        described.Faults("GET", Address, proof).ShouldBe([$"GET {Address} $.totals.net_usd: is missing", $"GET {Address} $.grade.colour: is not described"], ignoreOrder: true);
    }

    [Fact]
    public async Task So_is_what_the_desk_gathered_itself()
    {
        await using var api = await ApiRig.StartAsync(Ct);
        var described = await DescribedApi.OfAsync(api);
        using var screen = new Screen();
        using (var book = new EvidenceBook(screen.Folder, SiteFile.Read(screen.Write("site.yaml", BadSiteFiles.Good)), _plant, static _ => { }))
        {
            var state = ControlState.Before(_plant, Halls.Slot(0).Start);
            for (var second = 1; second <= 4; second++)
            {
                var at = Halls.Slot(0).Start + Duration.FromSeconds(second);
                var frame = FieldFrame.Empty(at) with { Meter = new(at, new(20m)), Orders = second == 2 ? [Plants.Ceiling(8m, 2, id: "first")] : [] };
                var turn = ControlStep.Decide(_plant, state, frame);
                state = state.Apply(_plant, frame, turn);
                book.Passed(frame, turn, state);
            }
        }

        var evidence = JsonNode.Parse(await File.ReadAllTextAsync(Directory.GetFiles(Path.Combine(screen.Folder, EvidenceBook.Folder)).ShouldHaveSingleItem(), Ct))!;

        described.Faults("GET", Address, evidence).ShouldBeEmpty();
        evidence.AsObject().Remove("order_sha256");
        described.Faults("GET", Address, evidence).ShouldBe([$"GET {Address} $.order_sha256: is missing"]);
    }
}
