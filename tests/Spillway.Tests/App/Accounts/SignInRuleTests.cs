using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Spillway.App.Accounts.Persons;
using Spillway.App.Accounts.SignIns;
using Xunit;

namespace Spillway.Tests.App.Accounts;

public sealed class SignInRuleTests
{
    private const string Rfc = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private static readonly DateTimeOffset _now = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1_111_111_109, "081804")]
    [InlineData(1_111_111_111, "050471")]
    [InlineData(1_234_567_890, "005924")]
    [InlineData(2_000_000_000, "279037")]
    public void Codes_are_those_of_the_standards_own_table(long seconds, string code) =>
        AuthenticatorCode.Of(Rfc, AuthenticatorCode.Step(DateTimeOffset.FromUnixTimeSeconds(seconds))).ShouldBe(code);

    [Fact]
    public void A_code_is_taken_a_step_around_now_and_once()
    {
        var step = AuthenticatorCode.Step(_now);
        for (var off = -3; off <= 3; off++)
        {
            AuthenticatorCode.Taken(Rfc, AuthenticatorCode.Of(Rfc, step + off), _now, 0).ShouldBe(Math.Abs(off) <= 1 ? step + off : null);
        }

        AuthenticatorCode.Taken(Rfc, AuthenticatorCode.Of(Rfc, step), _now, step).ShouldBeNull();
        AuthenticatorCode.Taken(Rfc, " " + AuthenticatorCode.Of(Rfc, step).Insert(3, " "), _now, 0).ShouldBe(step);
        AuthenticatorCode.Taken(null, "000000", _now, 0).ShouldBeNull();
    }

    [Theory]
    [InlineData("seven quiet turbines", true)]
    [InlineData("short", false)]
    [InlineData("aaaaaaaaaaaaaaaa", false)]
    [InlineData("abababababababab", false)]
    [InlineData("abcdefghijklmnop", false)]
    [InlineData("12345678901234", false)]
    [InlineData("my name is Ada!!", false)]
    public void A_password_is_long_and_not_the_name(string password, bool isTaken) => PasswordRule.Takes("ada", password).ShouldBe(isTaken);

    [Theory]
    [InlineData("password123456", true)]
    [InlineData("P@ssw0rd2026!!", true)]
    [InlineData("p455w0rdp455w0rd", true)]
    [InlineData("Welcome2Spillway", true)]
    [InlineData("1q2w3e4r5t6y7u", true)]
    [InlineData("qwertyuiop1234", true)]
    [InlineData("1qaz2wsx3edc4rfv", true)]
    [InlineData("adminadmin2025", true)]
    [InlineData("iloveyou-monkey-99", true)]
    [InlineData("correct horse battery staple", true)]
    [InlineData("woaini1314520!?", true)]
    [InlineData("seven quiet turbines", false)]
    [InlineData("passing lorries at dusk", false)]
    [InlineData("kT9#vq-Lm27-xz", false)]
    [InlineData("七台安静的汽轮机在河边转动", false)]
    public void A_password_of_nothing_but_what_is_tried_first_is_refused_however_long(string password, bool isCommon) =>
        PasswordRule.Takes("ada", password).ShouldBe(!isCommon);

    [Fact]
    public void A_password_has_at_most_128_characters() =>
        PasswordRule.Takes("ada", string.Concat(Enumerable.Repeat("power", 26))).ShouldBeFalse();

    [Fact]
    public void A_code_is_the_same_whatever_its_case_and_hyphens()
    {
        var code = OneTimeCode.Make(static count => [.. Enumerable.Range(0, count).Select(static index => (byte)(index * 7))]);

        OneTimeCode.Is(code.ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal), OneTimeCode.Hash(code)).ShouldBeTrue();
        OneTimeCode.Is(code[..^1] + "0", OneTimeCode.Hash(code[..^1] + "1")).ShouldBeFalse();
        OneTimeCode.Is("", null).ShouldBeFalse();
        (code.Count(static sign => sign != '-') * 5).ShouldBeGreaterThanOrEqualTo(112, "bits, five a sign: what is shorter may not be kept as a plain hash");
    }

    [Fact]
    public void What_waits_is_taken_once_and_within_five_minutes()
    {
        var time = new FakeTimeProvider(_now);
        var number = 0;
        var book = new WaitingBook<string>(time, () => $"{number++}");
        var (first, second) = (book.Put("one"), book.Put("two"));

        book.Take(first).ShouldBe("one");
        book.Take(first).ShouldBeNull();
        time.Advance(TimeSpan.FromMinutes(5));
        book.Take(second).ShouldBeNull();
        for (var count = 0; count < 1001; count++)
        {
            time.Advance(TimeSpan.FromMilliseconds(1));
            second = book.Put("more");
        }

        book.Take("2").ShouldBeNull("the oldest of more than a thousand");
        book.Take(second).ShouldBe("more");
    }
}
