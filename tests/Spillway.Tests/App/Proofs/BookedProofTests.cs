using System.Text.Json;
using Shouldly;
using Spillway.Tests.App.Statements;
using Xunit;

namespace Spillway.Tests.App.Proofs;

/// <summary>A version of the book is proved from the files it was booked from, and from no others.</summary>
public sealed class BookedProofTests : IDisposable
{
    private const string Reading = "2024-07-01T20:30:00Z";
    private readonly SettleDesk _desk = new() { To = "2024-08-01" };

    public BookedProofTests()
    {
        _desk.WorkedHour(25m, 25m, 0m, 0m);
        _desk.Command("keys", "init").ShouldBe(0, _desk.Errors);
    }

    public void Dispose() => _desk.Dispose();

    [Fact]
    public void The_initial_and_the_final_version_are_proved_each_from_its_own_files()
    {
        _desk.Run("--as", "initial").ShouldBe(0, _desk.Errors);
        var first = _desk.Meters.ToArray();
        Correct(7.5m);
        _desk.Run("--as", "final").ShouldBe(0, _desk.Errors);
        var second = _desk.Meters.ToArray();

        Prove("initial", first).ShouldBe(0, _desk.Errors);
        _desk.Command("verify", _desk.At("initial.proof")).ShouldBe(0, _desk.Output + _desk.Errors);
        _desk.Output.ShouldContain("book     version 1 (initial) of 2024-07");
        Amount("initial").ShouldBe(-33_320m);

        Prove("final", second).ShouldBe(0, _desk.Errors);
        _desk.Command("verify", _desk.At("final.proof")).ShouldBe(0, _desk.Output + _desk.Errors);
        _desk.Output.ShouldContain("book     version 2 (final) of 2024-07");
        Amount("final").ShouldBe(-33_320m + (7.5m * 900m));
        Leaves("final", "version").Select(leaf => leaf.GetProperty("kind").GetString()).ShouldBe(["initial", "final"]);
        Leaves("final", "version").Sum(leaf => decimal.Parse(leaf.GetProperty("amount").GetString()!, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(Amount("final"));
    }

    [Fact]
    public void Files_that_make_another_statement_are_refused_with_the_line_and_nothing_is_written()
    {
        _desk.Run("--as", "initial").ShouldBe(0, _desk.Errors);
        Correct(7.5m);

        Prove("initial", [.. _desk.Meters]).ShouldBe(1);

        _desk.Errors.ShouldContain("SW4228");
        _desk.Errors.ShouldContain($"1 lines are not as version 1 (initial) of 2024-07 has them, the first {Reading}/energy-real-time/-/consumption: booked 0 at 900, made now 7.5 at 900 (reading)");
        File.Exists(_desk.At("initial.proof")).ShouldBeFalse();
    }

    [Fact]
    public void A_correction_of_a_closed_month_is_proved_as_its_true_up()
    {
        _desk.Run("--as", "initial", "--close").ShouldBe(0, _desk.Errors);
        Correct(7.5m);
        _desk.Run("--as", "true-up").ShouldBe(0, _desk.Errors);

        Prove("true-up", [.. _desk.Meters]).ShouldBe(0, _desk.Errors);

        _desk.Command("verify", _desk.At("true-up.proof")).ShouldBe(0, _desk.Output + _desk.Errors);
        _desk.Output.ShouldContain("book     version 1 (correction) of 2024-08 about 2024-07");
    }

    [Fact]
    public void A_kind_that_is_not_booked_is_refused_with_those_that_are()
    {
        Prove("final", [.. _desk.Meters]).ShouldBe(1);
        _desk.Errors.ShouldContain("2024-07 has no version 'final': nothing is booked of it.");

        _desk.Run("--as", "initial").ShouldBe(0, _desk.Errors);
        Prove("final", [.. _desk.Meters]).ShouldBe(1);
        _desk.Errors.ShouldContain("2024-07 has no version 'final': booked are initial. [SW4227]");
    }

    private void Correct(decimal energy)
    {
        _desk.Meters.Clear();
        _desk.MeterFile(SettleDesk.Rows("main", "2024-07-01T20:00:00Z", 25m, 25m, energy, 0m), "corrected.csv");
    }

    private int Prove(string kind, string[] meters) => _desk.Command(
    [
        "prove", _desk.At("site.yaml"), "--prices", _desk.Prices[0], .. meters.SelectMany(meter => new[] { "--meter", meter }),
        "--from", _desk.From, "--to", _desk.To, "--as", kind, "--out", _desk.At(kind + ".proof"),
    ]);

    private decimal Amount(string kind) => Leaves(kind, "totals").Single().GetProperty("totals").GetProperty("total_usd").GetDecimal();

    private JsonElement[] Leaves(string kind, string part) =>
    [
        .. File.ReadLines(_desk.At(kind + ".proof")).Where(line => line.StartsWith("{\"n\":", StringComparison.Ordinal))
            .Select(line => JsonDocument.Parse(line).RootElement).Where(leaf => leaf.GetProperty("part").GetString() == part),
    ];
}
