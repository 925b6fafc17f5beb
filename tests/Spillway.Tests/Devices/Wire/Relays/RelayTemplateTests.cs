using CsCheck;
using Shouldly;
using Spillway.Devices.Wire.Relays;
using Spillway.Engine;
using Spillway.Tests.Markets;
using Xunit;

namespace Spillway.Tests.Devices.Wire.Relays;

public sealed class RelayTemplateTests
{
    private const string Good = "relay: mine\ntitle: Mine\non: a/{device}/set ON now\noff: a/{device}/set OFF\nstate: a/{device}/state v.{channel}\nstate_on: ON\nstate_off: OFF\n";

    [Fact]
    public void A_file_adds_a_relay_and_its_placeholders_are_filled_in()
    {
        using var folder = new TestFolder();
        var relay = RelayTemplates.BuiltIn.With(folder.Write("mine.relay", Good)).Find("mine");
        var address = new RelayAddress("fan", 2, 7, "desk-1");

        relay.On.ShouldBe(new("a/{device}/set", "ON now"));
        address.Fill(relay.On.Topic).ShouldBe("a/fan/set");
        address.Fill(relay.State.Path).ShouldBe("v.7");
        address.Fill("""{"row":{row},"src":"{caller}"}""").ShouldBe("""{"row":2,"src":"desk-1"}""");
    }

    [Theory]
    [InlineData("relay: mine", "has no 'title'")]
    [InlineData(Good + "power: a/b v", "not 'TOPIC PATH UNIT' with a unit of W, kW")]
    [InlineData(Good + "energy: a/b v W", "with a unit of Wh, kWh")]
    [InlineData(Good + "ask: a/+/get", "whose topic holds '+' or '#'")]
    [InlineData(Good + "available: a/lwt", "has no 'gone'")]
    [InlineData(Good + "look_ms: 1", "not a whole number from 10 to 60000 ms")]
    public void A_bad_file_is_refused_with_its_place_and_value(string text, string message)
    {
        using var folder = new TestFolder();
        var path = folder.Write("bad.relay", text);

        var refusal = Should.Throw<RefusedException>(() => RelayTemplates.BuiltIn.With(path));

        refusal.Message.ShouldContain(message);
        refusal.Message.ShouldContain(path);
    }

    [Fact]
    public void What_is_put_into_a_message_is_found_in_it()
    {
        string[] paths = ["a", "b.c", "b.d.3", "l.[i=2].v.1", "l.[i=3].v.0", "l.[i=2].w"];
        Fuzz.Try(Gen.Int[0, 100_000].Array[paths.Length], 100, values =>
        {
            var message = RelayJson.Make(paths.Zip(values, (path, value) => (path, $"{value}")));
            Sound.Holds(paths.Zip(values).All(pair => RelayJson.Find(message, pair.First) == $"{pair.Second}"), "each is found");
        });
    }

    [Fact]
    public void Any_bytes_are_a_value_or_none() => Fuzz.Try(
        Gen.Select(Gen.Byte.Array[0, 80], Gen.OneOf(Gen.Const("a.b"), Gen.Const("[i=1].v"), Gen.Const("0"), Gen.Const(""))),
        100,
        input =>
        {
            var (bytes, path) = input;
            RelayJson.Find(bytes, path);
            RelayJson.Find((byte[])[(byte)'{', (byte)'"', (byte)'a', (byte)'"', (byte)':', .. bytes, (byte)'}'], path);
        });
}
