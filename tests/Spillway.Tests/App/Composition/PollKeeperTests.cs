using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Spillway.App.Composition;
using Spillway.Journal.Polls;
using Spillway.Tests.App.Cli;
using Xunit;

namespace Spillway.Tests.App.Composition;

public sealed class PollKeeperTests : IDisposable
{
    private static readonly IPAddress _machine = IPAddress.Parse("127.1.0.1");

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("spillway-polls-");
    private readonly List<string> _said = [];

    private string Folder => Path.Combine(_home.FullName, PollKeeper.Folder);

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public async Task What_many_workers_hear_stands_in_the_ring_as_it_came()
    {
        const int each = 300;
        await using (var keeper = Keeper())
        {
            keeper.Start(_clock);
            Parallel.For(0, 8, worker =>
            {
                for (var number = 0; number < each; number++)
                {
                    keeper.Heard(new IPAddress([127, 1, 0, (byte)worker]), Encoding.UTF8.GetBytes($"{worker} {number} {new string('x', 500)}"));
                }
            });
        }

        var rows = PollRing.Read(Folder).ToList();
        rows.Count.ShouldBe(8 * each);
        rows.ShouldAllBe(row => row.At == NodaTime.Instant.FromUtc(2026, 7, 1, 12, 0));
        foreach (var worker in rows.GroupBy(row => row.Device))
        {
            var numbers = worker.Select(row => Encoding.UTF8.GetString(row.Answer.Span).Split(' ')).ToList();
            numbers.ShouldAllBe(words => words[0] == worker.Key.Split('.', 4)[3] && words[2].Length == 500);
            numbers.Select(words => int.Parse(words[1])).ShouldBe(Enumerable.Range(0, each));
        }
    }

    [Fact]
    public async Task Of_an_endless_answer_the_beginning_is_kept()
    {
        await using (var keeper = Keeper())
        {
            keeper.Start(_clock);
            keeper.Heard(_machine, new byte[1 << 20]);
        }

        PollRing.Read(Folder).ShouldHaveSingleItem().Answer.Length.ShouldBe(PollKeeper.MostAnswerBytes);
    }

    [Fact]
    public async Task Where_the_folder_cannot_be_written_the_desk_is_told_once_and_nothing_is_in_its_way()
    {
        await File.WriteAllTextAsync(Folder, "a file where the folder should be", TestContext.Current.CancellationToken);
        await using (var keeper = Keeper())
        {
            keeper.Start(_clock);
            var answer = new byte[50_000];
            new Random(1).NextBytes(answer);
            for (var number = 0; number < 1_000; number++)
            {
                keeper.Heard(_machine, answer);
            }

            await keeper.DisposeAsync();
            keeper.LeftOut.ShouldBe(1_000);
        }

        _said.ShouldHaveSingleItem().ShouldStartWith("ALARM raw answers of machines are not kept");
    }

    [Fact]
    public async Task A_person_reads_the_newest_answers_of_a_machine()
    {
        using var screen = new Screen();
        await using (var keeper = new PollKeeper(screen.Terminal.DataFolder, 16, _said.Add))
        {
            keeper.Start(_clock);
            for (var number = 0; number < 20; number++)
            {
                keeper.Heard(IPAddress.Parse($"127.1.0.{1 + (number % 2)}"), Encoding.UTF8.GetBytes($"{{\"n\":{number}}}\u001b[2J"));
            }
        }

        screen.Run("polls", "127.1.0.2", "--last", "2").ShouldBe(0, screen.Errors);
        screen.Output.ShouldBe("2026-07-01T12:00:00Z 127.1.0.2 12 bytes\n{\"n\":17} [2J\n2026-07-01T12:00:00Z 127.1.0.2 12 bytes\n{\"n\":19} [2J\n");
        screen.Run("polls", "127.1.0.3").ShouldBe(1);
        screen.Errors.ShouldContain("SW6410");
        screen.Run("polls", "hall-a").ShouldBe(2);
    }

    private PollKeeper Keeper() => new(_home.FullName, 16, _said.Add);
}
