using Shouldly;
using Xunit;

namespace Spillway.Tests.App.Api;

/// <summary>Lists are paged by the same words, whatever they are of.</summary>
public sealed class PagingTests
{
    [Fact]
    public async Task The_shift_log_goes_on_before_the_last_entry_of_a_page()
    {
        await using var rig = await ApiRig.StartAsync(TestContext.Current.CancellationToken);
        foreach (var text in new[] { "one", "two", "three" })
        {
            await rig.SendAsync(HttpMethod.Post, "/api/v1/shift-log", $$"""{"kind":"note","text":"{{text}}"}""", ApiRig.Token);
        }

        var first = (await rig.GetAsync("/api/v1/shift-log?limit=2")).Body["entries"]!.AsArray();
        var rest = (await rig.GetAsync($"/api/v1/shift-log?limit=2&before={first[^1]!["id"]}")).Body["entries"]!.AsArray();

        first.Concat(rest).Select(static one => (string)one!["text"]!).ShouldBe(["three", "two", "one"]);
        (await rig.GetAsync("/api/v1/shift-log?most=1")).Body["entries"]!.AsArray().Count.ShouldBe(1, "by its older name");
    }
}
