using System.CommandLine;
using Shouldly;
using Spillway.App.Cli;
using Xunit;

namespace Spillway.Tests.App.Cli;

public sealed class NumberOptionTests
{
    [Theory]
    [InlineData("abc")]
    [InlineData("0,2")]
    [InlineData("NaN")]
    [InlineData("1e400")]
    [InlineData("0.2MW")]
    public void What_is_no_plain_number_is_refused_by_every_option_that_takes_one(string word)
    {
        using var screen = new Screen();
        var tried = 0;
        foreach (var (command, names) in Commands(CommandLine.Root(screen.Terminal), []))
        {
            foreach (var option in command.Options.Where(static option => IsNumber(option.ValueType)))
            {
                screen.Run([.. names, option.Name, word]).ShouldBe(2, $"{string.Join(' ', names)} {option.Name} {word}");
                screen.Errors.Split('\n').Count(line => line.StartsWith($"{option.Name} is '{word}'; give a", StringComparison.Ordinal)).ShouldBe(1, screen.Errors);
                screen.Errors.ShouldNotContain("Cannot parse");
                tried++;
            }
        }

        tried.ShouldBeGreaterThan(30);
    }

    [Fact]
    public void A_unit_behind_the_number_is_named()
    {
        using var screen = new Screen();

        screen.Run("shed", "--to", "12 MW", "--within", "60", "--reason", "test").ShouldBe(2);

        screen.Errors.ShouldStartWith("--to is '12 MW'; give a plain number: digits and at most one point, such as 12.5, without a unit (it is in MW).\nTry 'spillway shed --help'.");
    }

    private static bool IsNumber(Type type)
    {
        var element = type.GetElementType() ?? type;
        var one = Nullable.GetUnderlyingType(element) ?? element;
        return one == typeof(decimal) || one == typeof(double) || one == typeof(int) || one == typeof(ulong);
    }

    private static IEnumerable<(Command Command, string[] Names)> Commands(Command command, string[] names) =>
        [(command, names), .. command.Subcommands.SelectMany(inner => Commands(inner, [.. names, inner.Name]))];
}
