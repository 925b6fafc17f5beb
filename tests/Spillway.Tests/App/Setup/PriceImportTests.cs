using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.Setup;
using Spillway.Engine;
using Spillway.Tests.App.Api;
using Xunit;

namespace Spillway.Tests.App.Setup;

public sealed class PriceImportTests
{
    private static readonly Actor _trader = new("1", "tia", ActorKind.Person, [Roles.Trader], []);
    private static readonly Actor _operator = new("2", "oto", ActorKind.Person, [Roles.Operator], []);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_are_taken_and_counted_and_a_second_time_nothing_changes()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        var imports = rig.Services.GetRequiredService<PriceImports>();
        var file = new ImportedFile("../week.csv", Encoding.UTF8.GetBytes("interval_start_utc,LZ_WEST\n2024-06-01T05:00:00Z,20.5\n2024-06-01T05:15:00Z,21\n"));

        var first = (await imports.ImportAsync(_trader, [file], SeenTag.Any, Ct)).ShouldHaveSingleItem();
        (first.New, first.File.Source.Name).ShouldBe((2, "week.csv"));
        (await imports.ImportAsync(_trader, [file], SeenTag.Any, Ct)).ShouldHaveSingleItem().KnownBefore.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_may_not_and_what_is_no_market_file_and_too_many_are_refused()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        var imports = rig.Services.GetRequiredService<PriceImports>();
        var file = new ImportedFile("x.csv", "no prices here\n"u8.ToArray());

        (await Should.ThrowAsync<RefusedException>(imports.ImportAsync(_operator, [file], SeenTag.Any, Ct))).Code.ShouldBe(AccountErrors.NotAllowed);
        (await Should.ThrowAsync<RefusedException>(imports.ImportAsync(_trader, [file], SeenTag.Any, Ct))).What.ShouldContain("x.csv");
        (await Should.ThrowAsync<RefusedException>(imports.ImportAsync(_trader, [.. Enumerable.Repeat(file, PriceImports.MostFiles + 1)], SeenTag.Any, Ct))).Code.ShouldBe(SetupErrors.TooMuch);
    }

    [Fact]
    public async Task The_API_takes_a_file_as_it_is_beyond_the_limit_of_other_bodies()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        var rows = string.Concat(Enumerable.Range(0, 4000).Select(row => $"{new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(15 * row):yyyy-MM-ddTHH:mm:ssZ},{row % 50}\n"));
        rows.Length.ShouldBeGreaterThan(64 * 1024);

        var (status, body) = await rig.SendAsync(HttpMethod.Post, "/api/v1/imports?name=year.csv", "interval_start_utc,LZ_WEST\n" + rows, ApiRig.Token);

        status.ShouldBe(HttpStatusCode.OK);
        ((int)body["files"]![0]!["new"]!).ShouldBe(4000);
    }
}
