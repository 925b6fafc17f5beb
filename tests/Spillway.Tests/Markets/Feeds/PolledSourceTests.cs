using System.Text;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Shouldly;
using Spillway.App.Streams.Webhooks;
using Spillway.Engine;
using Spillway.Markets.Feeds;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Markets.Feeds;

public sealed class PolledSourceTests
{
    private const string Dashboard = """
        {"lastUpdated":"2026-09-26 16:02:00-0500","rtSppData":[
         {"intervalEnding":"00:15","dstFlag":"N","hbNorth":25.88,"lzWest":39.99,"timestamp":"2026-09-26 00:15:00-0500","interval":1790399700000},
         {"intervalEnding":"00:30","dstFlag":"N","hbNorth":25.48,"lzWest":-46.09,"timestamp":"2026-09-26 00:30:00-0500","interval":1790400600000}],
         "damSppData":[{"hourEnding":4,"dstFlag":"N","hbNorth":24.5,"lzWest":29.46,"timestamp":"2026-09-26 04:00:00-0500","interval":1790413200000}]}
        """;

    private static readonly FeedMapping _json = new(
        FeedForm.Json, "data.rows", "end", FeedTimeForm.EpochSeconds, IsTimeOfEnd: true, Duration.FromMinutes(5), "usd", "point");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_dashboard_of_ERCOT_is_read_without_a_mapping_and_its_stamps_are_ends()
    {
        await using var server = await LocalServer.StartAsync(http => http.Response.WriteAsync(Dashboard));
        using var source = Source(server.Address, null);

        var answer = await source.ReadAsync(Cancellation);

        answer.Fault.ShouldBeNull();
        answer.Series!.Interval.ShouldBe(Duration.FromMinutes(15));
        answer.Prices.Select(price => (price.Start, price.Price.Value)).ShouldBe(
            [(Instant.FromUtc(2026, 9, 26, 5, 0), 39.99m), (Instant.FromUtc(2026, 9, 26, 5, 15), -46.09m)]);
        answer.Series.Points[answer.Series.OwnIndex].ToString().ShouldBe("LZ_WEST");
        answer.Prices[1].Peers[answer.Series.Points.IndexOf(SettlementPoint.FromColumn("HB_NORTH"))].ShouldBe(25.48);
    }

    [Fact]
    public async Task A_mapping_names_rows_fields_and_the_point_in_JSON()
    {
        const string Text = """{"data":{"rows":[{"end":1790400600,"usd":"12.5","point":"LZ_WEST"},{"end":1790400300,"usd":-3,"point":"LZ_WEST"},{"end":1790400600,"usd":99,"point":"HB_NORTH"},{"end":1790400900,"usd":null,"point":"LZ_WEST"}]}}""";
        await using var server = await LocalServer.StartAsync(http => http.Response.WriteAsync(Text));
        using var source = Source(server.Address, _json);

        var answer = await source.ReadAsync(Cancellation);

        answer.Fault.ShouldBeNull();
        answer.Prices.Select(price => (price.Start.ToUnixTimeSeconds(), price.Price.Value)).ShouldBe([(1790400000L, -3m), (1790400300L, 12.5m)]);
    }

    [Fact]
    public async Task A_mapping_names_the_columns_of_a_CSV()
    {
        var mapping = new FeedMapping(FeedForm.Csv, "", "from", FeedTimeForm.Iso, IsTimeOfEnd: false, Duration.FromMinutes(15), "price", null);
        await using var server = await LocalServer.StartAsync(http => http.Response.WriteAsync("price,from\r\n7.25,2026-09-26T00:15:00-05:00\r\n,2026-09-26T00:30:00-05:00\r\n"));
        using var source = Source(server.Address, mapping);

        var answer = await source.ReadAsync(Cancellation);

        answer.Fault.ShouldBeNull();
        answer.Prices.ShouldHaveSingleItem().Start.ShouldBe(Instant.FromUtc(2026, 9, 26, 5, 15));
    }

    [Theory]
    [InlineData("""{"data":{"rows":[{"end":"soon","usd":1,"point":"LZ_WEST"}]}}""", "'soon' in 'end'")]
    [InlineData("""{"data":{"rows":[{"end":1790400600,"usd":"much","point":"LZ_WEST"}]}}""", "'much' in 'usd'")]
    [InlineData("""{"data":{"rows":[{"end":1790400600,"point":"LZ_WEST"}]}}""", "'usd' in row 1")]
    [InlineData("""{"data":{}}""", "has no 'rows'")]
    [InlineData("""{"data":{"rows":{}}}""", "no list at 'data.rows'")]
    [InlineData("<html>maintenance</html>", "is no JSON")]
    [InlineData("""{"data":{"rows":[{"end":1790400601,"usd":1,"point":"LZ_WEST"}]}}""", "no interval of 5 minutes begins")]
    [InlineData("""{"data":{"rows":[{"end":1790400600,"usd":1,"point":"LZ_EAST"}]}}""", "has no row of 'LZ_WEST'; one of its rows is of 'LZ_EAST'")]
    [InlineData("""{"data":{"rows":[{"end":1790400600,"usd":"\ud800","point":"LZ_WEST"}]}}""", "cannot be read")]
    public async Task An_answer_that_is_not_as_mapped_is_a_fault_that_names_the_place(string text, string named)
    {
        await using var server = await LocalServer.StartAsync(http => http.Response.WriteAsync(text));
        using var source = Source(server.Address, _json);

        var answer = await source.ReadAsync(Cancellation);

        answer.Fault.ShouldNotBeNull().ShouldContain(named);
        answer.Fault.ShouldContain("SW2101");
        answer.Fault.ShouldNotContain("hidden");
    }

    [Fact]
    public async Task A_body_that_is_not_packed_as_its_header_says_is_a_fault()
    {
        await using var server = await LocalServer.StartAsync(http =>
        {
            http.Response.Headers.ContentEncoding = "gzip";
            return http.Response.WriteAsync("not packed at all");
        });
        using var source = Source(server.Address, _json);

        (await source.ReadAsync(Cancellation)).Fault.ShouldNotBeNull().ShouldContain("cannot be read");
    }

    [Fact]
    public async Task An_unchanged_answer_is_not_sent_twice_and_an_unreadable_one_is_asked_for_again()
    {
        var asked = new List<string>();
        var text = "broken";
        await using var server = await LocalServer.StartAsync(http =>
        {
            asked.Add(http.Request.Headers.IfNoneMatch.ToString());
            http.Response.Headers.ETag = $"\"{text.Length}\"";
            if (http.Request.Headers.IfNoneMatch == $"\"{text.Length}\"")
            {
                http.Response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }

            return http.Response.WriteAsync(text);
        });
        using var source = Source(server.Address, null);

        (await source.ReadAsync(Cancellation)).Fault.ShouldNotBeNull();
        text = Dashboard;
        (await source.ReadAsync(Cancellation)).Prices.Length.ShouldBe(2);
        (await source.ReadAsync(Cancellation)).ShouldBe(FeedAnswer.Unchanged);
        asked.ShouldBe(["", "", $"\"{Dashboard.Length}\""]);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        var elsewhere = false;
        await using var other = await LocalServer.StartAsync(http =>
        {
            elsewhere = true;
            return http.Response.WriteAsync(Dashboard);
        });
        await using var server = await LocalServer.StartAsync(http =>
        {
            http.Response.Redirect(other.Address.ToString());
            return Task.CompletedTask;
        });
        using var source = Source(server.Address, null);

        (await source.ReadAsync(Cancellation)).Fault.ShouldNotBeNull().ShouldContain("SW2103");
        elsewhere.ShouldBeFalse();
    }

    [Fact]
    public async Task An_endless_answer_is_given_up_within_the_time_limit()
    {
        await using var server = await LocalServer.StartAsync(async http =>
        {
            while (!http.RequestAborted.IsCancellationRequested)
            {
                await http.Response.WriteAsync(" ", http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
            }
        });
        using var source = Source(server.Address, null, TimeSpan.FromMilliseconds(200));

        (await source.ReadAsync(Cancellation)).Fault.ShouldNotBeNull().ShouldContain("SW2104");
    }

    [Fact]
    public async Task An_answer_above_the_limit_is_given_up()
    {
        var block = Encoding.ASCII.GetBytes(new string(' ', 1 << 20));
        await using var server = await LocalServer.StartAsync(async http =>
        {
            for (var written = 0; written < 80 && !http.RequestAborted.IsCancellationRequested; written++)
            {
                await http.Response.Body.WriteAsync(block, http.RequestAborted);
            }
        });
        using var source = Source(server.Address, null);

        (await source.ReadAsync(Cancellation)).Fault.ShouldNotBeNull().ShouldContain("SW2102");
    }

    [Fact]
    public async Task A_header_opens_the_source_and_a_refusal_is_a_fault()
    {
        await using var server = await LocalServer.StartAsync(http =>
        {
            http.Response.StatusCode = http.Request.Headers["X-Key"] == "open" ? StatusCodes.Status200OK : StatusCodes.Status403Forbidden;
            return http.Response.WriteAsync(Dashboard);
        });
        using var opened = new PolledSource(Options(server.Address, null) with { Header = new("X-Key", "open") });
        using var shut = Source(server.Address, null);

        (await opened.ReadAsync(Cancellation)).Fault.ShouldBeNull();
        (await shut.ReadAsync(Cancellation)).Fault.ShouldNotBeNull().ShouldContain("403");
        new SourceHeader("X-Key", "open").ToString().ShouldNotContain("open");
    }

    [Fact]
    public async Task A_name_that_leads_to_this_machine_is_found_out_when_it_is_connected_to()
    {
        var asked = 0;
        await using var server = await LocalServer.StartAsync(http =>
        {
            Interlocked.Increment(ref asked);
            return http.Response.WriteAsync(Dashboard);
        });
        var address = new UriBuilder(server.Address) { Host = "localhost" }.Uri;
        using var source = new PolledSource(Options(address, null) with
        {
            Connect = TargetGuard.Connecting(isLocalAllowed: false, static what => new RefusedException(FeedErrors.LocalAddress, $"{what}, and desk.local_prices is 'refused'.")),
        });

        var answer = await source.ReadAsync(Cancellation);

        answer.Fault.ShouldNotBeNull().ShouldContain("SW2106");
        answer.Fault.ShouldContain("localhost is at ");
        answer.Fault.ShouldContain("desk.local_prices");
        asked.ShouldBe(0);
    }

    private static PolledSource Source(Uri address, FeedMapping? mapping, TimeSpan? timeout = null) =>
        new(Options(address, mapping) with { Timeout = timeout ?? TimeSpan.FromSeconds(20) });

    private static PolledSourceOptions Options(Uri address, FeedMapping? mapping) =>
        new(address, "ercot", SettlementPoint.FromColumn("LZ_WEST"), mapping, null, TimeSpan.FromSeconds(20)) { Connect = TargetGuard.Connecting(isLocalAllowed: true, static what => new InvalidOperationException(what)) };
}
