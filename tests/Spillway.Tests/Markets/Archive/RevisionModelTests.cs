using CsCheck;
using NodaTime;
using Shouldly;
using Spillway.Markets.Archive;
using Spillway.Markets.Files;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Markets.Archive;

/// <summary>The archive against a slow and obvious model: every file's figure of an interval in a list, sorted by when it was
/// known; the last one stands, each of the others stood until the next was known.</summary>
public sealed class RevisionModelTests
{
    private const int Intervals = 6;
    private static readonly Instant _begin = Instant.FromUtc(2022, 12, 31, 23, 0);
    private static readonly Spillway.Markets.SeriesKey _key = new("ercot", Spillway.Markets.Product.RealTimePrice, new("LZ_WEST", SettlementPointType.Zone));

    [Fact]
    public void Any_order_of_imports_gives_the_chain_of_the_model()
    {
        var file = Gen.Select(Gen.Int[0, 5], Gen.Bool.Array[Intervals]);
        file.Array[1, 6].Sample(files => Check(files), iter: 25, threads: 1);
    }

    private static void Check((int Known, bool[] Has)[] files)
    {
        using var folder = new TestFolder();
        var archive = new PriceArchive(folder.Home);
        for (var number = 0; number < files.Length; number++)
        {
            var starts = Enumerable.Range(0, Intervals).Where(index => files[number].Has[index]).Select(Start).ToArray();
            if (starts.Length > 0)
            {
                var column = new SeriesColumn(_key, starts, [.. starts.Select(_ => (decimal)number)]);
                var read = new MarketFile(new($"{number}", $"{number}", "test"), Duration.FromMinutes(15), [column], []);
                archive.ImportAsync([read], Known(files[number].Known), TestContext.Current.CancellationToken).GetAwaiter().GetResult();
            }
        }

        var found = archive.Query(_ => true, Instant.FromUnixTimeSeconds(0), Instant.FromUtc(2100, 1, 1, 0, 0)).SingleOrDefault();
        for (var index = 0; index < Intervals; index++)
        {
            var chain = files.Select((one, number) => (one.Known, Number: number, one.Has))
                .Where(one => one.Has[index]).OrderBy(one => one.Known).ThenBy(one => one.Number).ToList();
            var at = found is null ? -1 : Array.IndexOf(found.StartsUnixSeconds, Start(index));
            (at >= 0).ShouldBe(chain.Count > 0);
            if (chain.Count == 0)
            {
                continue;
            }

            found!.Values[at].ShouldBe(chain[^1].Number);
            found.Revisions.Where(revision => revision.StartUnixSeconds == Start(index))
                .Select(revision => (revision.Value, revision.KnownAt, revision.ReplacedAt)).Order()
                .ShouldBe(chain.Take(chain.Count - 1).Select((one, place) => ((decimal)one.Number, Known(one.Known), Known(chain[place + 1].Known))).Order());
        }
    }

    // The turn of the UTC year lies among them, so that a series spans two partitions.
    private static long Start(int index) => (_begin + (Duration.FromMinutes(15) * index)).ToUnixTimeSeconds();

    private static Instant Known(int day) => Instant.FromUtc(2023, 1, 10 + day, 0, 0);
}
