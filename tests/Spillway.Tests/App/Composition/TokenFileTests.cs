using Shouldly;
using Spillway.App.Composition;
using Spillway.Engine;
using Xunit;

namespace Spillway.Tests.App.Composition;

public sealed class TokenFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("spillway-token-").FullName;

    private string Path => System.IO.Path.Combine(_folder, TokenFile.FileName);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void It_is_made_once_and_only_its_owner_reads_it()
    {
        var first = TokenFile.ReadOrMake(_folder);

        TokenFile.ReadOrMake(_folder).ShouldBe(first);
        TokenFile.Find(_folder).ShouldBe(first);
        first.Length.ShouldBe(64);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void One_that_others_may_use_is_refused(UnixFileMode more)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such rights.");
        TokenFile.ReadOrMake(_folder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | more);
        }

        Should.Throw<RefusedException>(() => TokenFile.ReadOrMake(_folder)).Code.ShouldBe(DeskErrors.Token);
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("0123456789abcdef 0123456789abcdef")]
    public void What_is_no_token_is_refused_and_not_shown(string text)
    {
        TokenFile.ReadOrMake(_folder);
        File.WriteAllText(Path, text);

        var refusal = Should.Throw<RefusedException>(() => TokenFile.Find(_folder));

        refusal.Code.ShouldBe(DeskErrors.Token);
        refusal.Message.ShouldNotContain("abcdef");
    }

    [Fact]
    public void Where_there_is_none_nothing_is_found() => TokenFile.Find(_folder).ShouldBeNull();
}
