using Shouldly;
using Spillway.App.Notifications;
using Spillway.Engine;
using Spillway.Tests.App.Cli;
using Xunit;

namespace Spillway.Tests.App.Notifications;

public sealed class SmtpSettingsTests
{
    private const string Secret = "hunter2-hunter2";

    [Fact]
    public void The_environment_goes_over_the_file_and_nothing_set_is_no_server()
    {
        using var screen = new Screen();

        SmtpSettings.Read(screen.Folder, static _ => null).ShouldBeNull();
        Write(screen, $$"""{"host":"mail.example","port":25,"security":"tls","from":"desk@example.org","user":"desk","password":"{{Secret}}"}""");
        var settings = SmtpSettings.Read(screen.Folder, static name => name == "SPILLWAY_SMTP_HOST" ? "other.example" : null)!;

        (settings.Host, settings.Port, settings.Security, settings.Password).ShouldBe(("other.example", 25, "tls", Secret));
        settings.ToString().ShouldNotContain(Secret);
    }

    [Theory]
    [InlineData("""{"host":"mail.example","from":"desk@example.org","security":"none","password":"hunter2-hunter2"}""")]
    [InlineData("""{"host":"mail.example","from":"desk@example.org","port":"99999","password":"hunter2-hunter2"}""")]
    [InlineData("""{"host":"mail.example","from":"nobody at all","password":"hunter2-hunter2"}""")]
    [InlineData("""{"host":"mail.example","password":"hunter2-hunter2" """)]
    [InlineData("""["hunter2-hunter2"]""")]
    public void What_cannot_be_used_is_refused_without_the_password(string text)
    {
        using var screen = new Screen();
        Write(screen, text);

        var refusal = Should.Throw<RefusedException>(() => SmtpSettings.Read(screen.Folder, static _ => null));

        refusal.Code.ShouldBe(NotificationErrors.BadMail);
        refusal.ToString().ShouldNotContain(Secret);
    }

    [Fact]
    public void A_file_that_others_may_read_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "rights of files are others there");
        using var screen = new Screen();
        Write(screen, """{"host":"mail.example","from":"desk@example.org"}""", UnixFileMode.UserRead | UnixFileMode.OtherRead);

        Should.Throw<RefusedException>(() => SmtpSettings.Read(screen.Folder, static _ => null)).What.ShouldContain("rights");
    }

    private static void Write(Screen screen, string text, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        var path = Path.Combine(screen.Folder, SmtpSettings.FileName);
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }
}
