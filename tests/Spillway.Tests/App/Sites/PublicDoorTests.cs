using System.Net;
using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Setup;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Tests.App.Cli;
using Xunit;

namespace Spillway.Tests.App.Sites;

public sealed class PublicDoorTests
{
    [Fact]
    public void Without_a_word_about_it_no_other_machine_reaches_the_desk() => Read("").ShouldBeNull();

    [Fact]
    public void An_address_with_a_certificate_or_behind_a_proxy_is_opened()
    {
        var door = Read("public_address: 10.0.0.5\n  public_names: [desk.site.example, desk]\n  certificate: tls/desk.pem\n  certificate_key: /etc/desk.key").ShouldNotBeNull();

        (door.Address, door.Port, door.IsBehindProxy).ShouldBe((IPAddress.Parse("10.0.0.5"), 5443, false));
        door.Names.ShouldBe(["desk.site.example", "desk"]);
        door.From("/srv").Certificate.ShouldBe(Path.Combine("/srv", "tls/desk.pem"));
        door.From("/srv").Key.ShouldBe("/etc/desk.key");
        Read("public_address: '::'\n  public_port: 5081\n  public_tls: proxy").ShouldNotBeNull().IsBehindProxy.ShouldBeTrue();
    }

    [Theory]
    [InlineData("public_address: 10.0.0.5", "SW6617")]
    [InlineData("public_address: 0.0.0.0\n  certificate: desk.pem", "SW6617")]
    [InlineData("public_address: 127.0.0.1\n  certificate_key: desk.key", "SW6617")]
    [InlineData("public_address: 10.0.0.5\n  public_tls: proxy\n  certificate: desk.pem", "SW1018")]
    [InlineData("public_address: desk.example\n  public_tls: proxy", "SW1021")]
    [InlineData("public_address: 10.0.0.5\n  public_tls: none", "SW1015")]
    [InlineData("public_address: 10.0.0.5\n  public_tls: proxy\n  public_port: 5080", "SW1018")]
    [InlineData("public_address: 10.0.0.5\n  public_tls: proxy\n  public_names: ['*.example']", "SW1020")]
    [InlineData("certificate: desk.pem\n  certificate_key: desk.key", "SW1018")]
    [InlineData("public_tls: proxy", "SW1018")]
    public void A_door_by_which_a_password_would_go_in_clear_or_that_cannot_be_meant_is_refused(string keys, string code)
    {
        var refusal = Should.Throw<RefusedException>(() => Read(keys));

        refusal.Code.Id.ShouldBe(code, refusal.Message);
        refusal.Message.ShouldContain(", line ");
    }

    [Theory]
    [InlineData("desk.public_address")]
    [InlineData("desk.public_tls")]
    [InlineData("desk.certificate")]
    [InlineData("desk.certificate_key")]
    [InlineData("desk.local_prices")]
    [InlineData("desk.local_targets")]
    public void Two_people_open_it(string key) => SettingActions.Of(key).ShouldBe(DeskAction.ChangeLimits);

    private static PublicDoor? Read(string keys)
    {
        using var screen = new Screen();
        var text = keys.Length == 0 ? BadSiteFiles.Good : BadSiteFiles.Good.Replace("desk:\n", $"desk:\n  {keys}\n", StringComparison.Ordinal);
        return SiteFile.Read(screen.Write("site.yaml", text)).Installation!.Desk.Public;
    }
}
