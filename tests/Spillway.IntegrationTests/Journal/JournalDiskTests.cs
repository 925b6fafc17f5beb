using Shouldly;
using Spillway.Journal;
using Spillway.Journal.Proof;
using Spillway.Journal.Sqlite;
using Spillway.Tests.Markets;
using Xunit;

namespace Spillway.IntegrationTests.Journal;

/// <summary>A disk on which a file cannot grow.</summary>
public sealed class JournalDiskTests
{
    [Fact]
    public async Task A_file_that_cannot_grow_ends_the_writing_with_a_refusal_and_what_was_acknowledged_is_kept()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A limit on the length of files needs a Unix shell.");
        using var folder = new TestFolder();
        using var process = JournalWriterProcess.StartWithFilesUpTo(200, folder.Home, seed: 1);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        process.WaitForExit(TimeSpan.FromSeconds(60)).ShouldBeTrue("the writer has not ended");

        process.ExitCode.ShouldBe(1, errors);
        errors.ShouldContain(folder.Home);
        errors.ShouldMatch(@"\[SW62(04|05|11)\]");
        var last = (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => long.Parse(line.Split(' ')[0], null)).DefaultIfEmpty(0).Max();
        last.ShouldBeGreaterThan(0);
        var found = JournalVerifier.Verify(folder.Home, null, TestContext.Current.CancellationToken);
        found.IsWhole.ShouldBeTrue(string.Join("; ", found.Findings));
        found.Head!.Number.ShouldBeGreaterThanOrEqualTo(last);

        // With room again it goes on.
        await using var journal = SqliteJournal.Open(folder.Home, TimeProvider.System, new JournalSettings());
        await journal.AppendAsync([new("test.fact", 1, "{}"u8.ToArray())], TestContext.Current.CancellationToken);
    }
}
