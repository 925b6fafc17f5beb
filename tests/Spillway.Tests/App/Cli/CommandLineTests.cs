using System.CommandLine;
using Shouldly;
using Spillway.App.Cli;
using Spillway.App.Sites;
using Spillway.Engine;
using Xunit;

namespace Spillway.Tests.App.Cli;

public sealed class CommandLineTests : IDisposable
{
    private readonly Screen _screen = new();

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void What_nobody_foresaw_becomes_one_line_to_report()
    {
        _screen.Run(Faulty(_ => throw new InvalidOperationException("the drum\nis broken")), "faulty").ShouldBe(1);

        _screen.Output.ShouldBeEmpty();
        _screen.Errors.ShouldStartWith("Unexpected failure: System.InvalidOperationException in Spillway.Tests.App.Cli.CommandLineTests");
        _screen.Errors.ShouldEndWith(": the drum is broken [SW0001] This is a fault of spillway and not of your input: please report this line with the command you ran.\n");
        _screen.Errors.Split('\n').Length.ShouldBe(2, "one line");
    }

    [Fact]
    public void A_refusal_is_told_as_it_is()
    {
        _screen.Run(Faulty(_ => throw new RefusedException(SiteFileErrors.Missing, "x.yaml does not exist.")), "faulty").ShouldBe(1);

        _screen.Errors.ShouldBe($"x.yaml does not exist. [SW1001] {SiteFileErrors.Missing.Remedy}\n");
    }

    [Fact]
    public async Task An_interrupt_ends_the_command_with_130()
    {
        using var interrupt = new CancellationTokenSource();
        var root = Faulty(cancellation =>
        {
            interrupt.Cancel();
            cancellation.ThrowIfCancellationRequested();
        });

        (await CommandLine.RunAsync(root, ["faulty"], _screen.Terminal, interrupt.Token)).ShouldBe(130);

        _screen.Errors.ShouldBe("Interrupted; nothing half-written is left behind.\n");
    }

    [Fact]
    public async Task Work_that_is_done_before_an_interrupt_takes_hold_is_done()
    {
        using var interrupt = new CancellationTokenSource();

        (await CommandLine.RunAsync(Faulty(_ => interrupt.Cancel()), ["faulty"], _screen.Terminal, interrupt.Token)).ShouldBe(0);
    }

    [Theory]
    [InlineData("", "spillway wants a command: ", "Try 'spillway --help'.")]
    [InlineData("backtst", "'backtst' is not a command of spillway; the nearest is 'backtest'.", "Try 'spillway --help'.")]
    [InlineData("prices imprt x.csv", "'imprt' is not a command of spillway prices; the nearest is 'import'.", "Try 'spillway prices --help'.")]
    [InlineData("--jsn", "'--jsn' is not an option of spillway; the nearest is ", "Try 'spillway --help'.")]
    [InlineData("config a.yaml --jsn", "'--jsn' is not an option of spillway config; the nearest is '--json'.", "Try 'spillway config --help'.")]
    [InlineData("config a.yaml b.yaml", "spillway config has no place for 'b.yaml'.", "Try 'spillway config --help'.")]
    [InlineData("config", "Required argument 'SITE.yaml' missing for command: 'config'.", "Try 'spillway config --help'.")]
    [InlineData("bid a.yaml --at noon", "'noon' is neither an instant such as 2023-08-17T05:00:00Z nor a date such as 2023-08-17 (--at).", "Try 'spillway bid --help'.")]
    [InlineData("bid a.yaml", "Option '--at' is required.", "Try 'spillway bid --help'.")]
    public void A_fault_of_usage_says_what_was_probably_meant(string words, string says, string advises)
    {
        _screen.Run(words.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ShouldBe(2);

        _screen.Output.ShouldBeEmpty();
        _screen.Errors.ShouldStartWith(says);
        _screen.Errors.ShouldEndWith(advises + "\n");
    }

    [Fact]
    public void Help_stands_even_where_words_are_wrong_or_missing()
    {
        _screen.Run("bid", "--help").ShouldBe(0);

        _screen.Errors.ShouldBeEmpty();
        _screen.Output.ShouldContain("bid <SITE.yaml> [options]");
        _screen.Output.ShouldNotContain("additional arguments");
    }

    private static RootCommand Faulty(Action<CancellationToken> act)
    {
        var command = new Command("faulty");
        command.SetAction((_, cancellation) =>
        {
            act(cancellation);
            return Task.FromResult(0);
        });
        return new RootCommand { command };
    }
}
