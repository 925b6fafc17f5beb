using Shouldly;
using Spillway.App.Backtests;
using Spillway.Engine.Forecasts;
using Spillway.Engine.Signals;
using Spillway.Simulation.Backtest;
using Spillway.Tests.Simulation.Backtest;
using Xunit;

namespace Spillway.Tests.App.Backtests;

public sealed class ModelCacheTests : IDisposable
{
    private const int History = 24 * 40;
    private static readonly BacktestInput _input =
        HourlyMarket.Input(HourlyMarket.Prices(2, History + 24), [], History, Knowledge.Previous);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spillway-models-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void What_was_learned_is_found_again_and_a_spoiled_file_is_learned_again()
    {
        var (first, learned) = Prepare();
        var (second, found) = Prepare();
        foreach (var file in _folder.GetFiles("*.model", SearchOption.AllDirectories))
        {
            File.WriteAllBytes(file.FullName, File.ReadAllBytes(file.FullName)[..^5]);
        }

        var (third, again) = Prepare();

        learned.FromCache.ShouldBe(0);
        found.FromCache.ShouldBe(learned.Models);
        again.FromCache.ShouldBe(0);
        second.ShouldBe(first);
        third.ShouldBe(first);
        Prepare().Note.FromCache.ShouldBe(learned.Models);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_costs_time_and_nothing_else()
    {
        var file = Path.Combine(_folder.FullName, "a-file");
        File.WriteAllText(file, "not a folder");
        var (models, note) = Prepare(file);

        note.FromCache.ShouldBe(0);
        models.ShouldBe(Prepare().Models);
    }

    [Fact]
    public void A_model_is_kept_under_everything_it_was_learned_from()
    {
        var known = Backtester.KnownBefore(_input);
        var settings = new AdvantageSettings();
        var publication = HourlyMarket.Publications(_input.Prices.Intervals, 1)[0];
        var corrected = known.With(new PriceReport(known.Start(7), new(55.55m), [55.55, 30.0]));
        string[] keys =
        [
            ModelCache.Key(known, [], [0, 1], "America/Chicago", settings),
            ModelCache.Key(known, [], [0], "America/Chicago", settings),
            ModelCache.Key(known, [], [0, 1], "UTC", settings),
            ModelCache.Key(known, [], [0, 1], "America/Chicago", settings with { StartCost = 0.5 }),
            ModelCache.Key(known, [], [0, 1], "America/Chicago", settings with { Values = [66.0] }),
            ModelCache.Key(known, [], [0, 1], "America/Chicago", settings with { Members = [new(2.0, 100, 20.0)] }),
            ModelCache.Key(known, [publication], [0, 1], "America/Chicago", settings),
            ModelCache.Key(known, [publication with { Value = 1.5 }], [0, 1], "America/Chicago", settings),
            ModelCache.Key(corrected, [], [0, 1], "America/Chicago", settings),
        ];

        keys.ShouldBeUnique();
        ModelCache.Key(known, [], [0, 1], "America/Chicago", new()).ShouldBe(keys[0]);
    }

    private (List<string> Models, LearningNote Note) Prepare(string? folder = null)
    {
        var learning = new LookAheadLearning(new(folder ?? _folder.FullName), TimeProvider.System, HourlyMarket.Quick);
        var (setup, _, note) = learning.Prepare(_input, HourlyMarket.Zone, CancellationToken.None);
        return ([.. setup.Models.Select(model => Convert.ToHexString(model.Value.ToBytes()))], note);
    }
}
