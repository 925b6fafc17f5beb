using CsCheck;
using Shouldly;
using Xunit;

namespace Spillway.Tests.Journal;

/// <summary>Whatever is done to a journal at random, it is found, and the record that was touched is named.</summary>
/// <remarks>100 times; CsCheck_Iter sets another number.</remarks>
public sealed class RandomDamageTests : IDisposable
{
    private const int Records = 61;

    // SQLite joins texts: what becomes of them must be bytes again.
    private static readonly string[] _changes =
        ["payload = CAST(payload || ' ' AS BLOB)", "kind = kind || 'x'", "version = version + 1", "at_unix_us = at_unix_us - 1", "hash = zeroblob(32)", "previous = randomblob(32)"];

    private readonly JournalRoom _room = new();

    private static readonly Gen<(string Sql, int[] Touched)> _damage = Gen.OneOf(
        from number in Gen.Int[1, Records]
        from change in Gen.Int[0, _changes.Length - 1].Select(index => _changes[index])
        select ($"UPDATE records SET {change} WHERE number = {number}", new[] { number }),
        from first in Gen.Int[1, Records]
        from count in Gen.Int[1, 5]
        select ($"DELETE FROM records WHERE number BETWEEN {first} AND {first + count - 1}", new[] { first }),
        from first in Gen.Int[1, Records - 1]
        from count in Gen.Int[1, 5]
        select ($"DELETE FROM records WHERE number BETWEEN {first} AND {first + count - 1};{Shifted(first, $"- {count}")}", new[] { first }),
        from one in Gen.Int[1, Records]
        from other in Gen.Int[1, Records]
        where one != other
        select ($"UPDATE records SET number = 1000 WHERE number = {one}; UPDATE records SET number = {one} WHERE number = {other}; UPDATE records SET number = {other} WHERE number = 1000", new[] { one, other }),
        from after in Gen.Int[1, Records - 1]
        select ($"{Shifted(after, "+ 1")};INSERT INTO records SELECT {after + 1}, at_unix_us, kind, version, x'7b7d', hash, randomblob(32) FROM records WHERE number = {after}", new[] { after + 1 }));

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task Any_damage_is_found_and_names_what_was_touched()
    {
        await _room.Fill(Records - 1);
        var whole = File.ReadAllBytes(_room.Segment());

        _damage.Sample(
            damage =>
            {
                File.WriteAllBytes(_room.Segment(), whole);
                _room.Sql(damage.Sql);
                var findings = _room.Verify().Findings;
                var said = string.Join("; ", findings);

                foreach (var number in damage.Touched)
                {
                    findings.ShouldContain(one => one.Number <= number && number <= one.LastNumber, $"{damage.Sql} gave {said}");
                }

                findings.Length.ShouldBeLessThanOrEqualTo(2, $"{damage.Sql} gave {said}");
            },
            threads: 1);

        File.WriteAllBytes(_room.Segment(), whole);
        _room.Verify().IsWhole.ShouldBeTrue();
    }

    private static string Shifted(int after, string by) =>
        $"UPDATE records SET number = -number WHERE number > {after}; UPDATE records SET number = -number {by} WHERE number < 0";
}
