using System.Globalization;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Spillway.Tests.App.Documents;

/// <summary>docs/reference/security.md has every requirement of levels 1 and 2 once, each with its state, and names tests that are there.</summary>
public sealed partial class SecurityPageTests
{
    // The sections of version 5.0.0 with how far the numbers of levels 1 and 2 go; where a section ends in numbers of level 3 they are left out.
    private const string Sections =
        "1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5 3.7:2 4.1:3 4.2:1 4.3:2 4.4:4 5.1:1 5.2:3 5.3:2 5.4:3 "
        + "6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4 7.1:3 7.2:4 7.3:2 7.4:5 7.5:2 7.6:2 8.1:2 8.2:3 8.3:1 8.4:1 9.1:3 9.2:4 10.1:2 10.2:2 10.3:4 10.4:11 "
        + "10.5:5 10.6:2 10.7:3 11.1:2 11.2:3 11.3:3 11.4:4 11.5:1 11.6:1 12.1:3 12.2:2 12.3:4 13.1:1 13.2:5 13.3:2 13.4:5 14.1:2 14.2:4 14.3:3 15.1:3 15.2:3 "
        + "15.3:7 16.1:1 16.2:5 16.3:4 16.4:3 16.5:3 17.1:1 17.2:4 17.3:2";

    private const int Requirements = 253;

    private static readonly List<string[]> _rows =
    [
        .. File.ReadLines(Repository.Path("docs/reference/security.md")).Where(static line => Row().IsMatch(line))
            .Select(static line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1]),
    ];

    [Fact]
    public void Every_requirement_stands_there_once()
    {
        var expected = Sections.Split(' ').Select(static section => section.Split(':'))
            .SelectMany(static section => Enumerable.Range(1, int.Parse(section[1], CultureInfo.InvariantCulture)).Select(number => $"{section[0]}.{number}")).ToList();
        expected.Count.ShouldBe(Requirements);

        _rows.SelectMany(static row => row[0].Split(", ")).ShouldBe(expected, ignoreOrder: true);
    }

    [Fact]
    public void Every_row_says_how_it_stands_and_why()
    {
        foreach (var row in _rows)
        {
            row.Length.ShouldBe(4, row[0]);
            row[1].ShouldBeOneOf("met", "partly", "does not apply");
            row[2].ShouldEndWith(".");
            row[2].Length.ShouldBeGreaterThan(10, row[0]);
        }
    }

    [Fact]
    public void What_applies_is_shown_by_a_test_and_what_does_not_by_none() =>
        _rows.Where(static row => row[1] == "does not apply" != (row[3].Length == 0)).Select(static row => row[0]).ShouldBeEmpty();

    [Fact]
    public void Every_test_that_is_named_is_there()
    {
        var sources = Repository.Files("*Tests.cs").ToLookup(static file => Path.GetFileNameWithoutExtension(file), File.ReadAllText, StringComparer.Ordinal);
        var named = _rows.Where(static row => row[3].Length > 0).SelectMany(static row => row[3].Split(", ")).Select(static one => Named().Match(one)).ToList();
        named.Count.ShouldBeGreaterThan(150);

        foreach (var name in named)
        {
            name.Success.ShouldBeTrue();
            sources[name.Groups[1].Value].ShouldContain(source => source.Contains($" {name.Groups[2].Value}("), name.Value);
        }
    }

    [Fact]
    public void Every_secret_says_when_and_how_it_is_changed()
    {
        var secrets = Table("| secret |");
        secrets.Select(static row => row[0]).ShouldBe(
        [
            "password", "secret of an authenticator", "recovery code", "session", "token of the data folder", "API key", "secret of a webhook", "keys of data protection", "key of proofs",
            "key of the door's certificate", "secret of the sign-in provider", "credentials of machines",
        ]);
        foreach (var row in secrets)
        {
            row.Length.ShouldBe(4, row[0]);
            row.ShouldAllBe(static cell => cell.Length > 5);
            When().IsMatch(row[3]).ShouldBeTrue($"{row[0]} says no time or occasion: {row[3]}");
        }

        // What it is changed by is there.
        var (api, commands) = (File.ReadAllText(Repository.Path("docs/reference/api.md")), File.ReadAllText(Repository.Path("docs/reference/command-line.md")));
        var words = secrets.SelectMany(static row => Words().Matches(row[2] + row[3])).Select(static one => one.Groups[1].Value).ToList();
        words.Count(static one => one.Contains("/api/", StringComparison.Ordinal)).ShouldBeGreaterThan(3);
        foreach (var word in words)
        {
            if (word.Contains("/api/", StringComparison.Ordinal))
            {
                api.ShouldContain(word.Split(' ')[1]["/api/v1".Length..]);
            }
            else if (word.StartsWith("spillway ", StringComparison.Ordinal))
            {
                commands.ShouldContain(word);
            }
        }
    }

    private static List<string[]> Table(string head) =>
    [
        .. File.ReadLines(Repository.Path("docs/reference/security.md")).SkipWhile(line => !line.StartsWith(head, StringComparison.Ordinal)).Skip(2)
            .TakeWhile(static line => line.StartsWith('|')).Select(static line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1]),
    ];

    [GeneratedRegex(@"\b(when|once a year|before|with|by itself|as the provider asks)\b")]
    private static partial Regex When();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Words();

    [GeneratedRegex(@"^\| \d+\.\d+\.\d+")]
    private static partial Regex Row();

    [GeneratedRegex("^`([A-Za-z]+)\\.([A-Za-z_0-9]+)`$")]
    private static partial Regex Named();
}
