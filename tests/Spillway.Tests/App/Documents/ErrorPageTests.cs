using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Shouldly;
using Spillway.App.Cli;
using Spillway.Devices.Miners;
using Spillway.Engine;
using Spillway.Journal;
using Spillway.Markets.Files;
using Spillway.Simulation.Backtest;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Documents;

/// <summary>docs/ERRORS.md is made from the code: every <see cref="ErrorCode"/> of every class of errors.</summary>
public sealed partial class ErrorPageTests
{
    private static readonly (string Digit, string Area)[] _areas =
    [
        ("0", "The process"), ("1", "Site files and market rules"), ("2", "Market files"), ("3", "The price archive and the data folder"), ("4", "Policies, backtests and results"), ("5", "Machines and their answers"), ("6", "The desk at work"), ("7", "Keys and proofs"), ("8", "Emulated sites and simulated worlds"),
    ];

    private static readonly List<(Type Owner, string Name, ErrorCode Code)> _codes =
    [
        .. new[] { typeof(CommandLine), typeof(MarketFile), typeof(PolicyRun), typeof(MinerDecoder), typeof(JournalErrors), typeof(ErrorCode), typeof(Megawatts) }
            .SelectMany(type => type.Assembly.GetTypes())
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(ErrorCode))
            .Select(field => (field.DeclaringType!, field.Name, (ErrorCode)field.GetValue(null)!)),
    ];

    [Fact]
    public void The_page_lists_every_error()
    {
        var page = new StringBuilder("""
            # Errors

            What a person may see has a number that never changes its meaning. A message names the file, the line or cell, the
            value and its unit, then the number in brackets, then what to do: the column on the right. The program then ends with
            exit code 1 and has written nothing. This page is made from the code and compared with it by a test.

            """);
        foreach (var (digit, area) in _areas)
        {
            page.Append($"\n## {area}\n\n| number | what went wrong | what to do |\n|---|---|---|\n");
            foreach (var (_, _, code) in _codes.Where(one => Area(one.Code) == digit).OrderBy(one => one.Code.Id, StringComparer.Ordinal))
            {
                page.Append($"| {code.Id} | {Cell(code.Title)} | {Cell(code.Remedy)} |\n");
            }
        }

        Approval.Matches("docs/ERRORS.md", page.ToString());
    }

    [Fact]
    public void No_number_stands_for_two_errors()
    {
        _codes.Count.ShouldBeGreaterThan(40);
        _codes.GroupBy(one => one.Code.Id).Where(same => same.Count() > 1).Select(same => same.Key).ShouldBeEmpty();
        _codes.ShouldAllBe(one => Number().IsMatch(one.Code.Id));
    }

    [Fact]
    public void Errors_stand_in_classes_of_errors_and_each_class_has_a_range_of_its_own()
    {
        _codes.Where(one => !one.Owner.Name.EndsWith("Errors", StringComparison.Ordinal)).Select(one => one.Owner.Name).ShouldBeEmpty();
        var ranges = _codes.GroupBy(one => one.Owner)
            .Select(owned => (owned.Key.Name, Least: owned.Min(one => one.Code.Id)!, Most: owned.Max(one => one.Code.Id)!))
            .OrderBy(range => range.Least, StringComparer.Ordinal).ToList();

        ranges.Zip(ranges.Skip(1)).Where(pair => string.CompareOrdinal(pair.First.Most, pair.Second.Least) >= 0)
            .Select(pair => $"{pair.First.Name} reaches {pair.First.Most}, {pair.Second.Name} begins at {pair.Second.Least}").ShouldBeEmpty();
        ranges.ShouldAllBe(range => range.Least[2] == range.Most[2]);
        _codes.Select(one => Area(one.Code)).Distinct().ShouldBeSubsetOf(_areas.Select(area => area.Digit));
    }

    [Fact]
    public void Every_error_is_thrown_by_some_line_of_the_program()
    {
        var sources = Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith("Errors.cs", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal))
            .Select(File.ReadAllText)
            .ToList();

        _codes.Where(one => !sources.Exists(text => Regex.IsMatch(text, $@"\b{one.Owner.Name}\.{one.Name}\b")))
            .Select(one => $"{one.Owner.Name}.{one.Name}").ShouldBeEmpty();
    }

    [Fact]
    public void Titles_and_remedies_are_written_for_people()
    {
        _codes.ShouldAllBe(one => char.IsUpper(one.Code.Title[0]) && !one.Code.Title.EndsWith('.'));
        _codes.ShouldAllBe(one => char.IsLetter(one.Code.Remedy[0]) && one.Code.Remedy.EndsWith('.'), "a remedy is a sentence");
    }

    private static string Area(ErrorCode code) => code.Id[2..3];

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    [GeneratedRegex("^SW[0-9]{4}$")]
    private static partial Regex Number();
}
