using Shouldly;
using Spillway.App.Earnings;
using Spillway.Engine;
using Spillway.Tests.App.Cli;
using Xunit;

namespace Spillway.Tests.App.Earnings;

/// <summary>A file that somebody sends lands in the folder that was meant for it, under a plain name, and no larger than it may be.</summary>
public sealed class SentFileTests
{
    [Theory]
    [InlineData("../../token", "token")]
    [InlineData("..\\..\\token", "token")]
    [InlineData("/etc/passwd", "passwd")]
    [InlineData("C:\\bills\\July 2024.csv", "July_2024.csv")]
    [InlineData("..", "file")]
    [InlineData("", "file")]
    [InlineData("bills/", "file")]
    [InlineData(".htaccess", "htaccess")]
    [InlineData("a\0b\n\"<.xlsx", "a_b___.xlsx")]
    [InlineData("账单.csv", "__.csv")]
    public void Its_name_leads_to_no_other_folder(string sent, string plain) => new SentFile(sent, Stream.Null).PlainName.ShouldBe(plain);

    [Fact]
    public void A_long_name_keeps_its_ending() => new SentFile(new string('a', 5000) + ".csv", Stream.Null).PlainName.ShouldBe(new string('a', 96) + ".csv");

    [Fact]
    public async Task What_is_larger_than_it_may_be_or_empty_is_refused()
    {
        using var screen = new Screen();
        using var content = new MemoryStream(new byte[100_001]);
        using var nothing = new MemoryStream();

        (await Should.ThrowAsync<RefusedException>(new SentFile("bill.csv", content).KeepAsync(Path.Combine(screen.Folder, "a"), 100_000, TestContext.Current.CancellationToken))).Code.ShouldBe(EarningsErrors.BadUpload);
        new FileInfo(Path.Combine(screen.Folder, "a")).Length.ShouldBeLessThanOrEqualTo(100_000);
        (await Should.ThrowAsync<RefusedException>(new SentFile("bill.csv", nothing).KeepAsync(Path.Combine(screen.Folder, "b"), 100_000, TestContext.Current.CancellationToken))).Code.ShouldBe(EarningsErrors.BadUpload);
    }
}
