using NodaTime;
using Shouldly;
using Spillway.App.Composition;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites.Plants;
using Spillway.Tests.App.Cli;
using Spillway.Tests.App.Sites;
using Spillway.Tests.Engine;
using Spillway.Tests.Engine.Control;
using Xunit;

namespace Spillway.Tests.App.Composition;

/// <summary>Whether an order was kept is the meter's word, also in passes in which it has nothing new.</summary>
public sealed class EvidencePowerTests : IDisposable
{
    private static readonly Plant _plant = Plants.Of(Halls.Site(50m, Halls.Hall("hall-a", 10, 70m), Halls.Hall("hall-b", 10, 90m)), Plants.Plain, machinesPerFeed: 5);

    private readonly Screen _screen = new();

    public void Dispose() => _screen.Dispose();

    [Theory]
    [InlineData(20, "\"kept\":false")]
    [InlineData(7, "\"kept\":true")]
    public void A_meter_without_news_still_says_what_it_said(int metered, string kept)
    {
        var state = ControlState.Before(_plant, Halls.Slot(0).Start);
        using (var book = new EvidenceBook(_screen.Folder, SiteFile.Read(_screen.Write("site.yaml", BadSiteFiles.Good)), _plant, static _ => { }))
        {
            // By their own word the machines sleep; the meter has said something else, or the same, a second before.
            var asleep = Enumerable.Range(0, 20).Select(static number => new MachineNote(number, MachineCondition.Asleep, 0, new(0m)));
            var at = Halls.Slot(0).Start + Duration.FromSeconds(1);
            Pass(FieldFrame.Empty(at) with { Meter = new(at, new(metered)), Machines = [.. asleep] });
            Pass(FieldFrame.Empty(at + Duration.FromSeconds(1)) with { Orders = [Plants.Ceiling(8m, 2, id: "first")] });
            Pass(FieldFrame.Empty(at + Duration.FromSeconds(2)));
            Pass(FieldFrame.Empty(at + Duration.FromSeconds(3)));

            void Pass(FieldFrame frame)
            {
                var turn = ControlStep.Decide(_plant, state, frame);
                state = state.Apply(_plant, frame, turn);
                book.Passed(frame, turn, state);
            }
        }

        File.ReadAllText(Directory.GetFiles(Path.Combine(_screen.Folder, EvidenceBook.Folder)).ShouldHaveSingleItem()).ShouldContain(kept);
    }
}
