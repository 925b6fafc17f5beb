using System.Text;
using NodaTime;
using Shouldly;
using Spillway.App.Composition;
using Spillway.App.Console.Fleet;
using Spillway.App.Machines;
using Spillway.Journal.Polls;
using Xunit;

namespace Spillway.Tests.App.Machines;

public sealed class MachineSeriesTests : IDisposable
{
    private const string Address = "127.0.0.7";
    private static readonly Instant _start = Instant.FromUtc(2026, 10, 30, 12, 0);
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("spillway-series-");

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public void The_last_polls_come_in_order_and_what_is_another_machines_or_says_nothing_is_left_out()
    {
        Keep((Address, Axe(10, 1000)), ("127.0.0.8", Axe(99, 9000)), (Address, "{\"hello\":"), (Address, Axe(12, 1200)), (Address, Axe(14, 1400)));

        var read = MachineSeries.Read(_home.FullName, Address, "axeos", 2);

        read.Select(static one => (one.Power!.Value.Value, one.Hashrate!.Value.Value)).ShouldBe([(12m, 1.2m), (14m, 1.4m)]);
        read.Select(static one => one.At).ShouldBe([_start + Duration.FromMinutes(3), _start + Duration.FromMinutes(4)]);
        MachineSeries.Read(_home.FullName, "127.0.0.9", null, MachineSeries.Most).ShouldBeEmpty();
    }

    [Fact]
    public void What_one_answer_of_a_poll_lacks_the_next_fills_in()
    {
        Keep((Address, "{\"ASICModel\":\"BM1370\",\"hashRate\":1000}"), (Address, Axe(12, 1200)), (Address, "{\"ASICModel\":\"BM1370\",\"hashRate\":1300}"));

        var read = MachineSeries.Read(_home.FullName, Address, "axeos", MachineSeries.Most);

        read.Select(static one => (one.Power?.Value, one.Hashrate!.Value.Value)).ShouldBe([(null, 1m), (12m, 1.2m), (null, 1.3m)], "both said a rate: they are polls of their own");
    }

    [Fact]
    public void A_line_needs_two_polls_that_say_it_and_reaches_from_edge_to_edge()
    {
        SeriesFigure.Of([(_start, 10m)]).ShouldBeNull();
        SeriesFigure.Of([(_start, 10m), (_start + Duration.FromMinutes(1), null)]).ShouldBeNull();

        var line = SeriesFigure.Of([(_start, 10m), (_start + Duration.FromMinutes(1), null), (_start + Duration.FromMinutes(2), 20m), (_start + Duration.FromMinutes(4), 0m)]).ShouldNotBeNull();

        line.Path.ShouldStartWith("M0 ");
        line.Path.ShouldContain("L500 ");
        line.Path.ShouldContain("L1000 ");
        line.Scale.High.ShouldBeGreaterThanOrEqualTo(20.0);
    }

    private static string Axe(int watts, int gigahashes) => $$"""{"ASICModel":"BM1370","power":{{watts}},"hashRate":{{gigahashes}}}""";

    private void Keep(params (string Address, string Answer)[] answers)
    {
        using var ring = PollRing.Open(Path.Combine(_home.FullName, PollKeeper.Folder), 16);
        var block = new PollBlock();
        for (var index = 0; index < answers.Length; index++)
        {
            block.TryAdd(_start + Duration.FromMinutes(index), answers[index].Address, Encoding.UTF8.GetBytes(answers[index].Answer)).ShouldBeTrue();
        }

        ring.Add(block);
    }
}
