using System.Text.RegularExpressions;
using Shouldly;
using Spillway.App.Cli;
using Spillway.Engine;
using Spillway.Journal;
using Spillway.Markets.Files;
using Spillway.Simulation.Backtest;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Documents;

/// <summary>docs/GLOSSARY.md is written by hand; its third column and the code are kept equal.</summary>
public sealed partial class GlossaryTests
{
    private static readonly List<string[]> _rows =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "docs", "GLOSSARY.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| term ", StringComparison.Ordinal))
            .Select(line => line.Trim('|', ' ').Split(" | ")),
    ];

    [Fact]
    public void Every_row_has_a_term_a_meaning_a_source_and_a_type()
    {
        _rows.Count.ShouldBeGreaterThan(30);
        _rows.ShouldAllBe(row => row.Length == 4 && row.All(cell => cell.Length > 0));
    }

    [Fact]
    public void Terms_stand_once_and_in_order()
    {
        var terms = _rows.Select(row => row[0]).ToList();

        terms.ShouldBe(terms.Distinct().Order(StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void Every_type_that_is_named_exists()
    {
        var types = new[] { typeof(CommandLine), typeof(MarketFile), typeof(PolicyRun), typeof(JournalErrors), typeof(ErrorCode), typeof(Megawatts) }
            .SelectMany(type => type.Assembly.GetTypes())
            .ToLookup(type => type.Name);
        foreach (var named in _rows.SelectMany(row => Code().Matches(row[3]).Select(match => match.Groups[1].Value)))
        {
            var parts = named.Split('.');
            types[parts[0]].ShouldNotBeEmpty($"'{named}' is no type");
            if (parts.Length > 1)
            {
                types[parts[0]].ShouldContain(type => type.GetMember(parts[1]).Length > 0, $"'{named}' has no such member");
            }
        }
    }

    [Fact]
    public void Every_public_type_of_the_units_is_there()
    {
        var named = _rows.SelectMany(row => Code().Matches(row[3]).Select(match => match.Groups[1].Value.Split('.')[0])).ToHashSet();

        typeof(Megawatts).Assembly.GetExportedTypes().Select(type => type.Name).Where(name => !named.Contains(name)).ShouldBeEmpty();
    }

    [GeneratedRegex("`([A-Za-z.]+)`")]
    private static partial Regex Code();
}
