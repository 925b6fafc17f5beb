using System.Text;
using CsCheck;
using NodaTime;
using Shouldly;
using Spillway.App.Records;
using Spillway.Engine;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Records;

public sealed class StepCodecTests
{
    private static readonly Gen<Instant> _instant = Gen.Long[0, 4_000_000_000].Select(Instant.FromUnixTimeSeconds);
    private static readonly Gen<decimal> _number = Gen.Select(Gen.Long[-1_000_000_000_000, 1_000_000_000_000], Gen.Int[0, 12]).Select((value, scale) => new decimal((int)(value % int.MaxValue), (int)(value >> 32), 0, value < 0, (byte)scale));
    private static readonly Gen<double> _peer = Gen.Frequency((3, Gen.Double[-5000.0, 5000.0]), (1, Gen.Const(double.NaN)), (1, Gen.Const(0.1 + 0.2)));

    private static readonly Gen<PriceReport> _price =
        Gen.Select(_instant, _number, _peer.Array[0, 4]).Select((start, price, peers) => new PriceReport(start, new(price), [.. peers]));

    private static readonly Gen<Publication> _publication = Gen.Select(_instant, Gen.Int[1, 3], Gen.Double[-1e6, 1e6], Gen.OneOf(Gen.Const("LZ_WEST"), Gen.Const("Zürich \"1\"")))
        .Select((start, kind, value, point) => new Publication((PublicationKind)kind, point, start, Duration.FromHours(1), start + Duration.FromHours(2), value));

    private static readonly Gen<GroupRun> _run = Gen.Select(_number, Gen.Int[0, 5], Gen.Int[0, 100], Gen.Int[1, 9]).Select((number, mode, running, machines) => new GroupRun(
        new([new(machines, mode, new(number), Cohort.LongAgo), new(1, 0, Minutes.Zero, new(0.25m))]), mode, running, new(number), new(number), new(1.5m), machines) { Parted = machines % 3 });

    private static readonly Gen<Observation> _observation = Gen.Select(
        Gen.Select(_instant, Gen.Bool).Select((start, has) => has ? new Slot(start, Duration.FromMinutes(5)) : (Slot?)null),
        Gen.Select(_price.Array[0, 3], _publication.Array[0, 2], _number, Gen.Bool, Gen.Bool),
        _run.Array[0, 3])
        .Select((next, frame, runs) => new Observation(
            next,
            new([.. frame.Item1], [.. frame.Item2], frame.Item4 ? new EnergyPrice(frame.Item3) : null, frame.Item5 ? new Hashprice(55.5m) : null, frame.Item4 ? new Hashprice(44m) : null),
            [.. runs]));

    [Fact]
    public void What_was_seen_reads_back_to_the_same_bytes() => _observation.Sample(seen =>
    {
        var payload = StepCodec.Write(seen, new(null, null, []));

        var read = StepCodec.ReadObservation(payload);

        StepCodec.Write(read, new(null, null, [])).ShouldBe(payload);
        read.Next.ShouldBe(seen.Next);
        read.Measured.Select(run => run.Parted).ShouldBe(seen.Measured.Select(run => run.Parted));
        read.Frame.Prices.Select(price => price.Price).ShouldBe(seen.Frame.Prices.Select(price => price.Price));
    });

    [Fact]
    public void The_other_price_of_a_zone_reads_back_and_a_step_without_one_is_written_as_before()
    {
        var start = Instant.FromUtc(2026, 7, 1, 12, 0);
        var seen = new Observation(new Slot(start, Duration.FromMinutes(15)), SignalFrame.Empty, []);
        var paired = seen with { Frame = SignalFrame.Empty with { Paired = [new(SettlementPoint.FromColumn("LZ_WEST@LZEW"), start, new(41.005m))] } };
        var payload = StepCodec.Write(paired, new(null, null, []));

        StepCodec.ReadObservation(payload).Frame.Paired.ShouldBe(paired.Frame.Paired);
        StepCodec.Write(StepCodec.ReadObservation(payload), new(null, null, [])).ShouldBe(payload);
        Encoding.UTF8.GetString(StepCodec.Write(seen, new(null, null, []))).ShouldBe("{\"slot_start_utc\":\"2026-07-01T12:00:00Z\",\"slot_seconds\":900}");
        StepCodec.ReadObservation(StepCodec.Write(seen, new(null, null, []))).Frame.Paired.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"slot_start_utc\":\"soon\",\"slot_seconds\":1}")]
    [InlineData("{\"slot_start_utc\":\"2026-01-01T00:00:00Z\"}")]
    [InlineData("{\"measured\":[{\"after\":[1,2,3]}]}")]
    [InlineData("{\"measured\":[7]}")]
    public void A_payload_of_another_shape_is_refused(string payload) =>
        Should.Throw<RefusedException>(() => StepCodec.ReadObservation(Encoding.UTF8.GetBytes(payload))).Code.ShouldBe(RecordErrors.Unreadable);
}
