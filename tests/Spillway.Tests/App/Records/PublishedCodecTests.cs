using NodaTime;
using Shouldly;
using Spillway.App.Records;
using Spillway.Engine;
using Spillway.Engine.Signals;
using Xunit;

namespace Spillway.Tests.App.Records;

public sealed class PublishedCodecTests
{
    private static readonly Instant _noon = Instant.FromUtc(2026, 7, 1, 12, 0);

    [Fact]
    public void What_was_published_comes_back_to_the_last_bit()
    {
        Publication[] published =
        [
            new(PublicationKind.SystemLoad, "ERCOT", _noon, Duration.FromHours(1), _noon + Duration.FromHours(2), 0.1 + 0.2),
            new(PublicationKind.DayAheadPrice, "LZ_WEST", _noon, Duration.FromHours(1), _noon - Duration.FromHours(20), -31.55),
        ];

        PublishedCodec.Read(PublishedCodec.Write([.. published])).ShouldBe(published);
    }

    [Fact]
    public void Other_bytes_are_refused() =>
        Should.Throw<RefusedException>(() => PublishedCodec.Read([1, 2, 3])).Code.ShouldBe(RecordErrors.MissingPart);
}
