using Shouldly;
using Spillway.App.Composition;
using Spillway.Devices;
using Spillway.Engine;
using Spillway.Tests.App.Cli;
using Xunit;

namespace Spillway.Tests.App.Composition;

public sealed class CredentialTextTests : IDisposable
{
    private readonly Screen _screen = new();

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void A_file_of_credentials_names_each_family_once()
    {
        var file = _screen.Write("passwords", "# ours\n\nantminer   root:pass word:with colon\r\nvnish\tadmin1\n");

        var read = CredentialText.ReadByFamily(file, ["antminer", "vnish"]);

        read.Keys.ShouldBe(["antminer", "vnish"], ignoreOrder: true);
        read["antminer"].ShouldBe(new Credential("root", "pass word:with colon"));
        read["vnish"].ShouldBe(new Credential("", "admin1"));
    }

    [Theory]
    [InlineData("antminer root:s3cret\nantminer root:s3cret2\n", 2)]
    [InlineData("whatsminer root:s3cret\n", 1)]
    [InlineData("s3cret\n", 1)]
    public void What_is_no_list_of_credentials_is_refused_with_its_line_and_never_its_text(string text, int line)
    {
        var file = _screen.Write("passwords", text);

        _screen.Run("discover", "127.83.9.1", "--credentials", file).ShouldBe(1);

        _screen.Errors.ShouldContain($"'{file}', line {line}:");
        _screen.Errors.ShouldContain("SW6403");
        (_screen.Errors + _screen.Output).ShouldNotContain("s3cret");
    }

    [Fact]
    public void Where_nothing_stands_that_is_said()
    {
        Should.Throw<RefusedException>(() => CredentialText.ReadByFamily("env:SPILLWAY_TEST_NOT_SET", ["antminer"])).Message.ShouldContain("env:SPILLWAY_TEST_NOT_SET");
        Should.Throw<RefusedException>(() => CredentialText.ReadByFamily(Path.Combine(_screen.Folder, "nowhere"), ["antminer"])).Message.ShouldContain("nowhere");
    }
}
