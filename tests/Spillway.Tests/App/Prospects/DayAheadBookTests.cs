using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Shouldly;
using Spillway.App.Api;
using Spillway.App.Prospects;
using Spillway.Markets.Archive;
using Spillway.Markets.Files;
using Spillway.Tests.App.Api;
using Xunit;

namespace Spillway.Tests.App.Prospects;

/// <summary>The rig's desk stands at noon of 2024-07-15 by the market's clock, which is five hours behind UTC; its point is LZ_WEST.</summary>
public sealed class DayAheadBookTests
{
    private static readonly Instant _midnight = Instant.FromUtc(2024, 7, 15, 5, 0);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tomorrow_is_known_from_half_past_one_on_and_an_import_is_seen_at_once()
    {
        var clock = new FakeTimeProvider(_midnight.ToDateTimeOffset().AddHours(12));
        await using var rig = await ApiRig.StartAsync(Ct, furnish: room => room with { View = room.View with { Time = clock } });
        var book = new DayAheadBook(rig.Services.GetRequiredService<DeskRoom>());
        (await book.OfAsync()).ShouldBeEmpty();

        await ImportAsync(rig.Folder, "LZ_WEST", 20);

        var noon = await book.OfAsync();
        noon.Length.ShouldBe(48, "yesterday and today");
        noon[0].ShouldBe((_midnight - Duration.FromDays(1), new(20m)));
        noon[^1].Start.ShouldBe(_midnight + Duration.FromHours(23));
        clock.Advance(TimeSpan.FromMinutes(89));
        (await book.OfAsync()).Length.ShouldBe(48);
        clock.Advance(TimeSpan.FromMinutes(1));
        (await book.OfAsync()).Length.ShouldBe(72);

        // Another point's prices are none of the site's, and a corrected file stands.
        await ImportAsync(rig.Folder, "LZ_NORTH", 90);
        await ImportAsync(rig.Folder, "LZ_WEST", 25);
        (await book.OfAsync()).Select(static one => one.Price.Value).Distinct().ShouldBe([25m]);
        clock.Advance(TimeSpan.FromHours(11));
        (await book.OfAsync())[0].Start.ShouldBe(_midnight, "it is another day");
    }

    [Fact]
    public async Task The_API_tells_what_was_imported()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        await ImportAsync(rig.Folder, "LZ_WEST", 20);

        var (_, body) = await rig.GetAsync("/api/v1/prices");

        body["day_ahead"]!.AsArray().Count.ShouldBe(48);
    }

    // Three days by the hour, in the form that market files have.
    private static async Task ImportAsync(string home, string point, int price)
    {
        const int Hours = 72;
        var text = new StringBuilder("interval_start_utc," + point + "\n");
        for (var hour = 0; hour < Hours; hour++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(_midnight + Duration.FromHours(hour - 24)).ToDateTimeUtc():yyyy-MM-ddTHH:mm:ss}Z,{price}\n");
        }

        var path = Path.Combine(home, $"{point}-{price}.csv");
        await File.WriteAllTextAsync(path, text.ToString(), Ct);
        await new PriceArchive(home).ImportAsync(MarketFileReader.Read(path, Ct), Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()), Ct);
    }
}
