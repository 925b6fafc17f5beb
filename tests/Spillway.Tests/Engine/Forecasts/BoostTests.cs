using Shouldly;
using Spillway.Engine.Forecasts;
using Xunit;

namespace Spillway.Tests.Engine.Forecasts;

public sealed class BoostTests
{
    private const int Width = 3;

    [Fact]
    public void It_learns_a_step_that_it_was_shown()
    {
        var (rows, targets) = Steps();
        var model = BoostLearner.Learn(rows, Width, targets, new() { Trees = 60, Leaves = 4, LeafRows = 20, FeatureShare = 1.0 });

        model.Predict([0.1f, 0.5f, 0.5f]).ShouldBe(-1.0, 0.1);
        model.Predict([0.9f, 0.5f, 0.5f]).ShouldBe(2.0, 0.1);
    }

    [Fact]
    public void Equal_rows_give_equal_bytes_and_another_seed_gives_others()
    {
        var (rows, targets) = Steps();
        var once = BoostLearner.Learn(rows, Width, targets, new() { Trees = 20 }).ToBytes();

        BoostLearner.Learn(rows, Width, targets, new() { Trees = 20 }).ToBytes().ShouldBe(once);
        BoostLearner.Learn(rows, Width, targets, new() { Trees = 20, Seed = 2 }).ToBytes().ShouldNotBe(once);
    }

    [Fact]
    public void A_model_read_back_predicts_the_same()
    {
        var (rows, targets) = Steps();
        var model = BoostLearner.Learn(rows, Width, targets, new() { Trees = 20 });
        var back = BoostedTrees.FromBytes(model.ToBytes());

        back.ToBytes().ShouldBe(model.ToBytes());
        for (var row = 0; row < 100; row++)
        {
            back.Predict(rows.AsSpan(row * Width, Width)).ShouldBe(model.Predict(rows.AsSpan(row * Width, Width)));
        }
    }

    [Fact]
    public void The_mean_of_models_predicts_the_mean()
    {
        var (rows, targets) = Steps();
        var one = BoostLearner.Learn(rows, Width, targets, new() { Trees = 7 });
        var other = BoostLearner.Learn(rows, Width, targets, new() { Trees = 13, Seed = 5 });
        var mean = BoostedTrees.Mean([one, other]);

        mean.Trees.ShouldBe(20);
        foreach (var row in new[] { 0, 17, 123 })
        {
            var at = rows.AsSpan(row * Width, Width);
            mean.Predict(at).ShouldBe((one.Predict(at) + other.Predict(at)) / 2.0, 1e-6);
        }
    }

    [Fact]
    public void Every_cut_of_its_bytes_and_every_node_pointing_outside_is_refused()
    {
        var (rows, targets) = Steps();
        var bytes = BoostLearner.Learn(rows, Width, targets, new() { Trees = 2, Leaves = 4 }).ToBytes();
        for (var length = 0; length < bytes.Length; length++)
        {
            Should.Throw<FormatException>(() => BoostedTrees.FromBytes(bytes.AsSpan(0, length)));
        }

        const int firstNode = 24 + (2 * 4);
        foreach (var (offset, number) in new[] { (0, 1), (4, -1), (16, 3), (24, 1_000_000), (firstNode + 4, 500), (firstNode + 4, -2), (firstNode + 8, Width), (firstNode + 8, -1) })
        {
            var wrong = (byte[])bytes.Clone();
            BitConverter.TryWriteBytes(wrong.AsSpan(offset), number);
            Should.Throw<FormatException>(() => BoostedTrees.FromBytes(wrong), $"number {number} at byte {offset}");
        }
    }

    [Fact]
    public void What_is_not_known_goes_where_the_lowest_goes()
    {
        var (rows, targets) = Steps();
        for (var row = 0; row < targets.Length; row += 2)
        {
            rows[(row * Width) + 1] = float.NaN;
        }

        var model = BoostLearner.Learn(rows, Width, targets, new() { Trees = 60, LeafRows = 20, FeatureShare = 1.0 });

        model.Predict([0.9f, float.NaN, 0.5f]).ShouldBe(model.Predict([0.9f, float.MinValue, 0.5f]));
        model.Predict([0.1f, float.NaN, 0.5f]).ShouldBe(-1.0, 0.2);
    }

    // Minus one below a half of the first feature, two above; the other features say nothing.
    private static (float[] Rows, double[] Targets) Steps()
    {
        var random = new SeededSequence(3);
        var rows = new float[2000 * Width];
        var targets = new double[2000];
        for (var row = 0; row < targets.Length; row++)
        {
            for (var feature = 0; feature < Width; feature++)
            {
                rows[(row * Width) + feature] = random.Below(1000) / 1000f;
            }

            targets[row] = (rows[row * Width] < 0.5f ? -1.0 : 2.0) + ((random.Below(100) - 49.5) / 500.0);
        }

        return (rows, targets);
    }
}
