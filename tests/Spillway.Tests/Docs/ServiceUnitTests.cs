using System.Diagnostics;
using Shouldly;
using Spillway.App.Cli;
using Spillway.Tests.App.Cli;
using Xunit;

namespace Spillway.Tests.Docs;

/// <summary>The systemd unit that the page about running as a service gives, as a reader would copy it.</summary>
public sealed class ServiceUnitTests : IDisposable
{
    private const string Page = "docs/how-to/run-as-a-service.md";
    private const string Analyze = "/usr/bin/systemd-analyze";
    private const int MostMilliseconds = 60_000;
    private static readonly string _unit = MarkdownBlock.All("ini").Single(block => block.Document == Page).Text;

    private readonly Screen _screen = new();

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void What_it_starts_is_a_command_of_this_program()
    {
        var words = Value("ExecStart").Split(' ');
        Path.GetFileName(words[0]).ShouldBe("spillway");

        var parsed = CommandLine.Root(_screen.Terminal).Parse(words[1..]);

        parsed.Errors.ShouldBeEmpty();
        parsed.UnmatchedTokens.ShouldBeEmpty();
        parsed.CommandResult.Command.Name.ShouldBe("run");
        parsed.GetRequiredValue<string>("SITE.yaml").ShouldBe("/etc/spillway/site.yaml");
    }

    [Fact]
    public void The_data_folder_is_the_one_folder_that_the_system_makes_and_lets_it_write()
    {
        var home = Value("Environment");
        home.ShouldBe($"SPILLWAY_HOME=/var/lib/{Value("StateDirectory")}");
        Value("ProtectSystem").ShouldBe("strict");
        Value("StateDirectoryMode").ShouldBe("0700", "the token lies in it");

        // The commands that the page gives beside the unit name the same folder, the same program and the same user.
        var commands = MarkdownBlock.All("sh").Where(block => block.Document == Page).Select(block => block.Text).ToList();
        commands.ShouldContain(text => text.Contains($"sudo -u {Value("User")} {home} {Value("ExecStart").Split(' ')[0]} status"));
        commands.ShouldContain(text => text.Contains($"useradd --system --home-dir /var/lib/{Value("StateDirectory")} {Value("User")}"));
    }

    [Fact]
    public void What_ends_in_order_is_not_started_again_and_what_fails_is()
    {
        Value("Restart").ShouldBe("on-failure");
        Value("KillSignal").ShouldBe("SIGTERM");
        Value("Type").ShouldBe("exec");
    }

    [Fact]
    public void Every_line_is_a_section_a_comment_or_a_setting_and_none_is_given_twice()
    {
        var section = "";
        var seen = new HashSet<string>();
        foreach (var line in _unit.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#'))
        {
            if (line[0] == '[')
            {
                section = line;
                continue;
            }

            var at = line.IndexOf('=', StringComparison.Ordinal);
            at.ShouldBeGreaterThan(0, line);
            seen.Add(section + line[..at]).ShouldBeTrue(line);
        }

        section.ShouldBe("[Install]");
        if (File.Exists(Analyze))
        {
            Verified().ShouldBeEmpty();
        }
    }

    // What the system itself says of the unit, with a program in it that is there.
    private string Verified()
    {
        var file = _screen.Write("spillway.service", _unit.Replace(Value("ExecStart").Split(' ')[0], "/bin/true", StringComparison.Ordinal));
        using var process = Process.Start(new ProcessStartInfo(Analyze, ["verify", "--man=no", file]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit(MostMilliseconds).ShouldBeTrue("it ends");
        return string.Join('\n', (output + errors.GetAwaiter().GetResult()).Split('\n').Where(line => line.Contains("spillway", StringComparison.Ordinal)));
    }

    private static string Value(string name) =>
        _unit.Split('\n').Single(line => line.StartsWith(name + "=", StringComparison.Ordinal))[(name.Length + 1)..];
}
